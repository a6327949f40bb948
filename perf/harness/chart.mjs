// Bars in SVG: one file for each scenario, readable on light and on dark pages.
const width = 860;
const labelWidth = 230;
const valueWidth = 130;
const row = 22;
const heading = 34;
const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);

/**
 * @param {{title: string, groups: {name: string, unit: string, bars: {name: string, value: number, low: number, high: number, isOurs: boolean}[]}[]}} what
 * @returns {string} the picture; the whisker of a bar goes from the least to the most
 */
export function chart({ title, groups }) {
  const parts = [];
  let y = heading + 8;
  for (const { name, unit, bars } of groups) {
    parts.push(`<text class="group" x="8" y="${y + 16}">${escape(name)} <tspan class="unit">${escape(unit)}</tspan></text>`);
    y += heading - 8;
    const most = Math.max(...bars.map(({ high }) => high), Number.MIN_VALUE);
    for (const bar of bars) {
      parts.push(drawBar(bar, y, (value) => (value / most) * (width - labelWidth - valueWidth)));
      y += row;
    }
    y += 10;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" role="img" aria-label="${escape(title)}">
<style>
  :root { color-scheme: light dark }
  text { font: 13px system-ui, sans-serif; fill: light-dark(#222, #ddd) }
  .title { font-size: 16px; font-weight: 600 } .group { font-weight: 600 } .unit { font-weight: 400; opacity: .7 }
  .ours { fill: #0b7a5b } .theirs { fill: #8a94a6 } line { stroke: light-dark(#222, #ddd) }
</style>
<text class="title" x="8" y="24">${escape(title)}</text>
${parts.join('\n')}
</svg>
`;
}

function drawBar({ name, value, low, high, isOurs }, y, scale) {
  const middle = y + row / 2;
  const whisker = high > low ? `<line x1="${at(low)}" x2="${at(high)}" y1="${middle - 1}" y2="${middle - 1}"/>` : '';
  function at(amount) {
    return (labelWidth + scale(amount)).toFixed(1);
  }
  return (
    `<text x="${labelWidth - 8}" y="${middle + 4}" text-anchor="end">${escape(name)}</text>` +
    `<rect class="${isOurs ? 'ours' : 'theirs'}" x="${labelWidth}" y="${y + 2}" width="${Math.max(scale(value), 1).toFixed(1)}" height="${row - 7}"/>${whisker}` +
    `<text x="${(labelWidth + scale(high) + 8).toFixed(1)}" y="${middle + 4}">${escape(format(value))}</text>`
  );
}

/** Three digits that mean something. @param {number} value */
export function format(value) {
  if (!Number.isFinite(value)) return '-';
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return value === 0 ? '0' : value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}
