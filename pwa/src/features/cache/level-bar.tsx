import type { CacheFigures } from "../../api/types";
import { count, percent } from "./numbers";
import { cacheText as text } from "./strings";

const levels = [
  ["memory", "done"],
  ["redis", "transit"],
  ["stale", "care"],
  ["source", "neutral"],
] as const;

/** Where accesses were answered from, as a bar and in words: the bar alone says nothing to a screen reader. */
export function LevelBar({ figures }: { figures: CacheFigures }) {
  if (figures.asked === 0) return <p class="soft">{text.nothing}</p>;
  const shown = levels.filter(([level]) => figures[level] > 0);
  return (
    <div class="levels">
      <div class="level-bar" aria-hidden="true">
        {shown.map(([level, tone]) => (
          <i key={level} data-tone={tone} style={{ flexGrow: figures[level] }} />
        ))}
      </div>
      <ul class="level-names">
        {shown.map(([level, tone]) => (
          <li key={level} class="small">
            <i data-tone={tone} aria-hidden="true" />
            {text.levels[level]} <span class="strong">{percent(figures[level] / figures.asked)}</span>{" "}
            <span class="soft">({count(figures[level])})</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
