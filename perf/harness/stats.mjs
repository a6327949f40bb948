// What several rounds of the same measurement say together.

/** The middle one, or the mean of the two in the middle. @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Half of the distance from the least to the most, as a share of the median: 0 for one value. @param {number[]} values */
export function spread(values) {
  return values.length < 2 ? 0 : (Math.max(...values) - Math.min(...values)) / 2 / median(values);
}

/**
 * How many times the one is the other: the median of the rounds' own ratios, since what disturbs a round disturbs both of them.
 * @param {number[]} ours @param {number[]} theirs as many
 */
export function ratio(ours, theirs) {
  if (ours.length !== theirs.length) throw new RangeError(`${ours.length} rounds cannot be compared with ${theirs.length}.`);
  return median(ours.map((value, round) => value / theirs[round]));
}

/** A B C, A B C, … : each round has every subject once. Gives each subject's values in the order of the rounds. */
export async function interleave(subjects, rounds, measure) {
  const samples = Object.fromEntries(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const subject of subjects) samples[subject.name].push(await measure(subject, round));
  }
  return samples;
}

/** The slope of the line nearest to these points (least squares), in y for each x. @param {[number, number][]} points */
export function slope(points) {
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const across = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return across === 0 ? 0 : points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / across;
}
