// Judges what was counted against what it was.

/** What a count may rise by, as a share; smallest is what one must rise by in any case, since a few bytes are rounding. */
export const rise = 0.03;
const smallest = 4;

/**
 * @param {Record<string, Record<string, number>>} budgets by kind and name
 * @param {Record<string, Record<string, number>>} counted
 * @param {string[]} held the kinds whose budgets were counted under the same conditions; of others nothing can be said
 * @returns {{kind: string, name: string, value: number, budget?: number, verdict: 'ok' | 'over' | 'lower' | 'no budget' | 'not held'}[]}
 */
export function compare(budgets, counted, held = Object.keys(counted)) {
  return Object.entries(counted).flatMap(([kind, values]) =>
    Object.entries(values).map(([name, value]) => {
      const budget = budgets[kind]?.[name];
      return { kind, name, value, budget, verdict: held.includes(kind) ? judge(value, budget) : 'not held' };
    }),
  );
}

function judge(value, budget) {
  if (budget === undefined || !Number.isFinite(value)) return 'no budget';
  const slack = Math.max(budget * rise, smallest);
  if (value > budget + slack) return 'over';
  return value < budget - slack ? 'lower' : 'ok';
}
