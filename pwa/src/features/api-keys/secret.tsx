import type { IssuedApiKey } from "../../api/types";
import { CopyButton } from "../../ui/copy-button";
import { Banner } from "../../ui/notices";
import { keys as text } from "./strings";

/** A secret that the service has just made, and will not show again. */
export function Secret({ issued, note }: { issued: IssuedApiKey | null; note?: string }) {
  return (
    <div role="status">
      {issued && (
        <Banner tone="done" icon="key">
          <p class="strong">{text.once}</p>
          <p>
            <code>{issued.secret}</code>
          </p>
          {issued.signing_key && (
            <p>
              {text.signingKey} <code>{issued.signing_key}</code>
            </p>
          )}
          {note && <p>{note}</p>}
          <CopyButton text={issued.secret}>{text.copy}</CopyButton>
        </Banner>
      )}
    </div>
  );
}
