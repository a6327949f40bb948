import "./add.css";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { findInText } from "../../offline/find-numbers";
import { splitNumbers } from "../../offline/numbers";
import { Button, buttonClass } from "../../ui/button";
import { Field, TextField } from "../../ui/field";
import { Icon } from "../../ui/icons";
import { PageHeading } from "../../ui/page";
import { Link, navigate, usePlace } from "../../ui/router";
import { useDetect } from "../../ui/use-detect";
import { type Added, addNumber } from "./add-numbers";
import { Detected } from "./detected";
import { Results } from "./results";
import { add as text } from "./strings";

export function AddPage() {
  const [results, setResults] = useState<Added[] | null>(null);
  return (
    <div class="stack narrow">
      <PageHeading title={text.title} />
      {results ? (
        <Results results={results} onMore={() => setResults(null)} />
      ) : (
        <AddForm onDone={setResults} />
      )}
    </div>
  );
}

function AddForm({ onDone }: { onDone: (results: Added[]) => void }) {
  const detect = useDetect();
  const [typed, setTyped] = useGiven();
  const [postcode, setPostcode] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const found = useMemo(
    () => splitNumbers(typed, (number) => detect(number).candidates.length > 0).map(detect),
    [typed, detect],
  );

  const submit = async (event: Event) => {
    event.preventDefault();
    setError(found.length === 0 ? text.nothing : null);
    if (found.length === 0) return input.current?.focus();
    if (busy) return;
    setBusy(true);
    const results: Added[] = [];
    for (const detection of found) results.push(await addNumber(detection, postcode.trim()));
    onDone(results);
  };
  const paste = async () => {
    try {
      const pasted = await navigator.clipboard.readText();
      setTyped((old) => (old.trim() ? `${old.trimEnd()}\n${pasted}` : pasted));
    } catch {
      setError(text.pasteFailed);
    }
    input.current?.focus();
  };

  return (
    <form class="card stack" onSubmit={submit} noValidate>
      <Field label={text.numbers} hint={text.numbersHint} errors={error ? [error] : undefined}>
        {(ties) => (
          <textarea
            {...ties}
            ref={input}
            class="input numbers mono"
            rows={3}
            autoComplete="off"
            autoCapitalize="characters"
            spellcheck={false}
            value={typed}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setError(null);
            }}
          />
        )}
      </Field>
      {typed === "" && (
        <div class="row">
          <Link href="/scan?for=add" class={buttonClass("plain")}>
            <Icon name="scan" />
            {text.scan}
          </Link>
          {typeof navigator.clipboard?.readText === "function" && (
            <Button icon="copy" onClick={paste}>
              {text.paste}
            </Button>
          )}
        </div>
      )}
      <Detected found={found} />
      <TextField
        label={text.postcode}
        hint={text.postcodeHint}
        optional
        autoComplete="postal-code"
        maxLength={20}
        value={postcode}
        onInput={(event) => setPostcode(event.currentTarget.value)}
      />
      <Button type="submit" look="primary" wide icon="plus" busy={busy}>
        {text.submit(found.length)}
      </Button>
    </form>
  );
}

/**
 * What the field starts with: numbers that were scanned, or those in what another app shared (the manifest's share_target). A shared
 * link to a parcel of this service opens the parcel.
 */
function useGiven() {
  const { query } = usePlace();
  const [typed, setTyped] = useState(() => query.get("numbers") ?? "");
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was given is taken once.
  useEffect(() => {
    const shared = ["title", "text", "url"].map((name) => query.get(name) ?? "").join("\n");
    if (query.size === 0) return;
    // A reload, or the way back, must not add the same again.
    navigate("/add", { replace: true });
    if (!shared.trim()) return;
    void import("../../offline/carriers").then(({ detect }) => {
      const { numbers, tokens } = findInText(shared, detect, location.origin);
      if (tokens[0] && numbers.length === 0) navigate(`/s/${tokens[0]}`, { replace: true });
      else setTyped(numbers.join("\n") || shared.trim());
    });
  }, []);
  return [typed, setTyped] as const;
}
