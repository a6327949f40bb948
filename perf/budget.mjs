// Compares measured values with their bounds.

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
