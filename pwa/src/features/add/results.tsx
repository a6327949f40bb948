import { useEffect, useRef } from "preact/hooks";
import { Button, buttonClass } from "../../ui/button";
import { Icon } from "../../ui/icons";
import { Link } from "../../ui/router";
import type { Added } from "./add-numbers";
import { add as text } from "./strings";

/** What became of each number. Takes the focus, since the form that had it is gone. */
export function Results({ results, onMore }: { results: readonly Added[]; onMore: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="card stack">
      <h2 ref={heading} tabIndex={-1}>
        {text.results}
      </h2>
      <ul class="detected">
        {results.map((result) => (
          <Result key={result.number} result={result} />
        ))}
      </ul>
      <div class="row">
        <Link href="/" class={buttonClass("primary")}>
          {text.toList}
        </Link>
        <Button icon="plus" onClick={onMore}>
          {text.more}
        </Button>
      </div>
    </section>
  );
}

function Result({ result }: { result: Added }) {
  const good = result.outcome === "followed";
  const bad = result.outcome === "failed" || result.outcome === "refused";
  return (
    <li data-tone={good ? "done" : bad ? "fault" : "care"}>
      <span class="detected-mark">
        <Icon name={good ? "check" : bad ? "alert" : "clock"} size={18} />
      </span>
      <div>
        <p class="mono strong">{result.number}</p>
        <p class="small">
          {text[result.outcome]} {result.reason}
        </p>
        {result.token && <Link href={`/s/${result.token}`}>{text.open}</Link>}
        {!good && result.trackingUrl && (
          <a href={result.trackingUrl} target="_blank" rel="noreferrer">
            {text.carrierPage(result.carrierName ?? "")}
          </a>
        )}
      </div>
    </li>
  );
}
