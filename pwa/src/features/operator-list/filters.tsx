import { useEffect, useRef, useState } from "preact/hooks";
import type { ShipmentFlag, Status } from "../../api/types";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { navigate } from "../../ui/router";
import { allFlags, allStatuses } from "../../ui/status";
import { flagWord, statusWord } from "../../ui/strings";
import { useCarriers } from "../../ui/use-carriers";
import { list as text } from "./strings";

/** The filters live in the address, so that a filtered list can be kept and shared. */
export function Filters({ query }: { query: URLSearchParams }) {
  const carriers = useCarriers();
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(location.search);
    if (value) next.set(name, value);
    else next.delete(name);
    navigate(`/operator${next.size > 0 ? `?${next}` : ""}`, { replace: true });
  };
  const select = (name: string, label: string, choices: (readonly [string, string])[]) => (
    <SelectField
      label={label}
      value={query.get(name) ?? ""}
      choices={[["", text.any], ...choices]}
      onChange={(event) => change(name, event.currentTarget.value)}
    />
  );
  return (
    <search class="filters">
      <SearchField value={query.get("search") ?? ""} onSearch={(value) => change("search", value)} />
      {select(
        "status",
        text.status,
        allStatuses.map((status: Status) => [status, statusWord[status]]),
      )}
      {select(
        "carrier",
        text.carrier,
        carriers.map(({ id, name }) => [id, name]),
      )}
      {select(
        "flag",
        text.flag,
        allFlags.map((flag: ShipmentFlag) => [flag, flagWord[flag]]),
      )}
      <div class="row between filters-foot">
        <label class="check">
          <input
            type="checkbox"
            checked={query.get("archived") === "true"}
            onChange={(event) => change("archived", event.currentTarget.checked ? "true" : "")}
          />
          {text.archived}
        </label>
        {query.size > 0 && (
          <Button look="quiet" icon="cross" onClick={() => navigate("/operator", { replace: true })}>
            {text.clear}
          </Button>
        )}
      </div>
    </search>
  );
}

/** Searches when the typing pauses, not at every key. */
function SearchField({ value, onSearch }: { value: string; onSearch: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setTyped((old) => (old.trim() === value ? old : value)), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (next: string) => {
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(next.trim()), 250);
  };
  return (
    <TextField
      label={text.search}
      placeholder={text.searchHint}
      type="search"
      autoComplete="off"
      maxLength={100}
      value={typed}
      onInput={(event) => type(event.currentTarget.value)}
    />
  );
}
