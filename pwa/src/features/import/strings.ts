import type { ImportReport } from "../../api/types";

export const importText = {
  title: "Import shipments",
  lead: "A CSV file with a header line, or NDJSON with one shipment per line. Up to 100,000 lines.",
  template: "Download a CSV template",
  file: "File",
  fileHint: ".csv, .ndjson or .jsonl",
  missing: "Choose a file first.",
  start: "Start import",
  resume: "Send the repaired file",
  running: "Sending the file. Large files take a while; leave this page open.",
  interrupted: "The connection broke. Send the same file again: what is already in is skipped.",
  report: "Report",
  complete: "Everything is in.",
  incomplete:
    "Some lines were refused. Their neighbours in the same block wait with them. Repair the file and send it again: blocks that are in are skipped.",
  summary: (report: ImportReport) =>
    [
      `${report.lines} lines`,
      `${report.created} created`,
      `${report.duplicates} already there`,
      `${report.refused} refused`,
    ].join(" · "),
  line: "Line",
  field: "Field",
  problem: "What is wrong",
  problems: (count: number, shown: number) =>
    count > shown ? `The first ${shown} of ${count} problems` : `${count} problems`,
  blocks: (done: number, all: number) => `${done} of ${all} blocks are in`,
  another: "Import another file",
  toList: "To the shipments",
};
