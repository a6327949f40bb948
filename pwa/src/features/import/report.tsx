import type { ImportReport } from "../../api/types";
import { Banner } from "../../ui/notices";
import { importText as text } from "./strings";

const shownAtMost = 200;

export function Report({ report }: { report: ImportReport }) {
  const problems = report.chunks.flatMap((chunk) => chunk.problems);
  const done = report.chunks.filter(({ state }) => state !== "refused").length;
  return (
    <section class="card stack" aria-labelledby="report">
      <h2 id="report">{text.report}</h2>
      <Banner tone={report.complete ? "done" : "care"} icon={report.complete ? "check" : "alert"}>
        <p class="strong">{report.complete ? text.complete : text.incomplete}</p>
        <p>{text.summary(report)}</p>
        {!report.complete && <p>{text.blocks(done, report.chunks.length)}</p>}
      </Banner>
      {problems.length > 0 && (
        // A wide table scrolls by itself; the focus lets a keyboard do it too.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
        <section class="scroller" tabIndex={0} aria-labelledby="problems">
          <table>
            <caption id="problems">{text.problems(problems.length, shownAtMost)}</caption>
            <thead>
              <tr>
                <th scope="col">{text.line}</th>
                <th scope="col">{text.field}</th>
                <th scope="col">{text.problem}</th>
              </tr>
            </thead>
            <tbody>
              {problems.slice(0, shownAtMost).map(({ line, problem }) => (
                <tr key={`${line} ${problem.field} ${problem.detail}`}>
                  <td>{line}</td>
                  <td>
                    <code>{problem.field}</code>
                  </td>
                  <td>{problem.detail}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
