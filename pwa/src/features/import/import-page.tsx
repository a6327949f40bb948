import "./import.css";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem } from "../../api/client";
import { randomId } from "../../api/random-id";
import { importShipments, readImport } from "../../api/shipments";
import type { ImportReport } from "../../api/types";
import { Button, buttonClass } from "../../ui/button";
import { Field } from "../../ui/field";
import { Icon } from "../../ui/icons";
import { Banner, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { Link, navigate, usePlace } from "../../ui/router";
import { takeOpened } from "./opened-file";
import { Report } from "./report";
import { importText as text } from "./strings";
import { template } from "./template";

/** The import under way is named in the address, so that its report survives a reload and can be sent on. */
export function ImportPage() {
  const { query } = usePlace();
  const id = query.get("id");
  const [report, setReport] = useState<ImportReport | null>(null);
  const shown = report && report.id === id ? report : null;

  useEffect(() => {
    if (!id) return setReport(null);
    void readImport(id).then(
      (answer) => answer.ok && setReport((old) => (old?.id === id ? old : answer.data)),
    );
  }, [id]);

  return (
    <div class="stack middling">
      <PageHeading title={text.title} />
      <p class="soft">{text.lead}</p>
      <div>
        <TemplateLink />
      </div>
      {!shown?.complete && <UploadForm id={id} resuming={shown !== null} onReport={setReport} />}
      <div role="status">{shown && <Report report={shown} />}</div>
      {shown?.complete && (
        <div class="row">
          <Link href="/operator" class={buttonClass("primary")}>
            {text.toList}
          </Link>
          <Button icon="plus" onClick={() => navigate("/operator/import")}>
            {text.another}
          </Button>
        </div>
      )}
    </div>
  );
}

interface UploadFormProps {
  id: string | null;
  resuming: boolean;
  onReport: (report: ImportReport) => void;
}

function UploadForm({ id, resuming, onReport }: UploadFormProps) {
  const [file, setFile] = useState<File | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(
    () =>
      takeOpened((opened) => {
        setFile(opened);
        setMissing(false);
        // The field names the file, as if it had been chosen there.
        const holder = new DataTransfer();
        holder.items.add(opened);
        if (input.current) input.current.files = holder.files;
      }),
    [],
  );

  const send = async (event: Event) => {
    event.preventDefault();
    setMissing(!file);
    if (!file || busy) return;
    // The name of the import is made here: a connection that breaks before the answer can still be resumed.
    const name = id ?? randomId();
    setBusy(true);
    setProblem(null);
    const answer = await importShipments(file, mediaType(file.name), name);
    setBusy(false);
    if (!answer.ok)
      setProblem(
        answer.problem.slug === "offline" ? { ...answer.problem, detail: text.interrupted } : answer.problem,
      );
    else onReport(answer.data);
    const kept = answer.ok ? answer.data.id : answer.problem.slug === "offline" ? name : null;
    if (kept && kept !== id) navigate(`/operator/import?id=${encodeURIComponent(kept)}`, { replace: true });
  };

  return (
    <form class="card stack" onSubmit={send} noValidate>
      <Field label={text.file} hint={text.fileHint} errors={missing ? [text.missing] : undefined}>
        {(ties) => (
          <input
            {...ties}
            ref={input}
            class="input file-input"
            type="file"
            accept=".csv,.ndjson,.jsonl,text/csv,application/x-ndjson"
            onChange={(event) => {
              setFile(event.currentTarget.files?.[0] ?? null);
              setMissing(false);
            }}
          />
        )}
      </Field>
      <Button type="submit" look="primary" wide icon="upload" busy={busy}>
        {resuming ? text.resume : text.start}
      </Button>
      <div role="status">
        {busy && (
          <Banner tone="transit" icon="upload">
            <p>{text.running}</p>
          </Banner>
        )}
      </div>
      <ProblemBanner problem={problem} />
    </form>
  );
}

function TemplateLink() {
  const [href, setHref] = useState("");
  useEffect(() => {
    const url = URL.createObjectURL(template());
    setHref(url);
    return () => URL.revokeObjectURL(url);
  }, []);
  return (
    <a class={buttonClass("plain")} href={href} download="shipments.csv">
      <Icon name="download" />
      {text.template}
    </a>
  );
}

const mediaType = (name: string) => (/\.(ndjson|jsonl)$/i.test(name) ? "application/x-ndjson" : "text/csv");
