import type { ComponentChildren } from "preact";
import type { Problem } from "../api/client";
import { Button } from "./button";
import { Icon, type IconName } from "./icons";
import type { Tone } from "./status";
import { ui } from "./strings";
import { ago } from "./time";
import { useNow } from "./use-now";

export function Banner({
  tone,
  icon,
  children,
}: {
  tone: Tone;
  icon: IconName;
  children: ComponentChildren;
}) {
  return (
    <div class="banner" data-tone={tone}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

/** A refusal or failure in words, read out when it appears. */
export function ProblemBanner({ problem, onRetry }: { problem: Problem | null; onRetry?: () => void }) {
  return (
    <div role="alert">
      {problem && (
        <Banner
          tone={problem.slug === "offline" ? "care" : "fault"}
          icon={problem.slug === "offline" ? "offline" : "alert"}
        >
          <p class="strong">{problem.title}</p>
          {problem.detail && <p>{problem.detail}</p>}
          <FieldErrors errors={problem.errors} />
          {problem.requestId && <p class="small mono">{ui.requestId(problem.requestId)}</p>}
          {onRetry && (
            <p>
              <Button onClick={onRetry} icon="refresh">
                {ui.tryAgain}
              </Button>
            </p>
          )}
        </Banner>
      )}
    </div>
  );
}

function FieldErrors({ errors }: { errors: Problem["errors"] }) {
  const fields = Object.entries(errors);
  if (fields.length === 0) return null;
  return (
    <ul>
      {fields.map(([field, texts]) => (
        <li key={field}>
          <code>{field}</code>: {texts.join(" ")}
        </li>
      ))}
    </ul>
  );
}

/** How old what is shown is. `stale` says that the service could not be asked just now. */
export function Freshness({ asOf, stale = false }: { asOf: number | null; stale?: boolean }) {
  const now = useNow();
  const when = asOf ? ago(asOf, ui.justNow, now) : null;
  const text = when === null ? ui.never : stale ? ui.asOfOffline(when) : ui.asOf(when);
  return (
    <span class="fresh" data-stale={stale} data-testid="freshness">
      <Icon name={stale ? "offline" : "clock"} size={15} />
      {text}
    </span>
  );
}

export function Loading() {
  return (
    <div class="loading" role="status">
      <b class="visually-hidden">{ui.loading}</b>
      <span />
      <span />
    </div>
  );
}

export function Empty({
  icon,
  title,
  children,
}: {
  icon: IconName;
  title: string;
  children: ComponentChildren;
}) {
  return (
    <div class="empty">
      <div class="figure">
        <Icon name={icon} size={40} />
      </div>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
