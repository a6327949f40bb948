import type { ComponentChildren } from "preact";

/** Names and values; what is not known is left out. */
export function Facts({
  facts,
  none,
}: {
  facts: readonly (readonly [string, ComponentChildren])[];
  none: string;
}) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== "");
  if (known.length === 0) return <p class="soft">{none}</p>;
  return (
    <dl class="facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
