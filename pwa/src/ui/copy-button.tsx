import { useState } from "preact/hooks";
import { Button } from "./button";
import { ui } from "./strings";

/** Copies a text and says so. */
export function CopyButton({ text, children }: { text: string; children: string }) {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(ui.copied);
    } catch {
      setSaid(ui.copyFailed);
    }
    setTimeout(() => setSaid(null), 4000);
  };
  return (
    <>
      <Button icon={said === ui.copied ? "check" : "copy"} onClick={copy}>
        {said === ui.copied ? said : children}
      </Button>
      <span role="status" class={said === ui.copyFailed ? "small" : "visually-hidden"}>
        {said}
      </span>
    </>
  );
}
