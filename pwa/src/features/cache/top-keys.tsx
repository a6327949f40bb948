import { listCacheKeys } from "../../api/cache";
import { Loading, ProblemBanner } from "../../ui/notices";
import { clock } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import { count } from "./numbers";
import { cacheText as text } from "./strings";

const shown = 20;

export function TopKeys() {
  const answer = useAnswer("cache-keys", () => listCacheKeys(shown));
  const keys = answer.data;
  return (
    <section class="card stack" aria-labelledby="keys">
      <h2 id="keys">{text.keys}</h2>
      <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
      {keys === null && answer.loading && <Loading />}
      {keys && keys.items.length === 0 && <p class="soft">{text.noKeys}</p>}
      {keys && keys.items.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
        <section class="cache-keys" tabIndex={0} aria-labelledby="keys-caption">
          <table>
            <caption id="keys-caption">{text.keysFrom(clock(new Date(keys.from)), keys.one_in)}</caption>
            <thead>
              <tr>
                <th scope="col">{text.key}</th>
                <th scope="col">{text.kind}</th>
                <th scope="col">{text.times}</th>
              </tr>
            </thead>
            <tbody>
              {keys.items.map((item) => (
                <tr key={item.key}>
                  <td>
                    <code>{item.key}</code>
                  </td>
                  <td>{item.family}</td>
                  <td>{timesOf(item.at_least, item.at_most)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

const timesOf = (least: number, most: number) =>
  least === most ? count(most) : `${count(least)}–${count(most)}`;
