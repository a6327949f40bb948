// Compares measured values with their bounds.

/** The middle one, or the mean of the two in the middle. @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * "ok", "near" (missed, but within the tolerance) or "over".
 * @param {number} value
 * @param {{min?: number, max?: number, tolerance: number}} bound
 */
export function judge(value, { min = -Infinity, max = Infinity, tolerance }) {
  if (!Number.isFinite(value)) return 'over';
  if (value >= min && value <= max) return 'ok';
  return value >= min * (1 - tolerance) && value <= max * (1 + tolerance) ? 'near' : 'over';
}
