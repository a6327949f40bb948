// Judges what was counted against what it was.

/** What a count may rise by, as a share; smallest is what one must rise by in any case, since a few bytes are rounding. */
export const rise = 0.03;
const smallest = 4;

/**
 * @param {Record<string, Record<string, number>>} budgets by kind and name
 * @param {Record<string, Record<string, number>>} counted
 * @returns {{kind: string, name: string, value: number, budget?: number, verdict: 'ok' | 'over' | 'lower' | 'no budget'}[]}
 */
export function compare(budgets, counted) {
  return Object.entries(counted).flatMap(([kind, values]) =>
    Object.entries(values).map(([name, value]) => {
      const budget = budgets[kind]?.[name];
      return { kind, name, value, budget, verdict: judge(value, budget) };
    }),
  );
}

function judge(value, budget) {
  if (budget === undefined || !Number.isFinite(value)) return 'no budget';
  const slack = Math.max(budget * rise, smallest);
  if (value > budget + slack) return 'over';
  return value < budget - slack ? 'lower' : 'ok';
}
