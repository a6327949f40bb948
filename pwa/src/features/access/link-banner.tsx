import type { IssuedSignInLink } from "../../api/types";
import { CopyButton } from "../../ui/copy-button";
import { Banner } from "../../ui/notices";
import { dateAndTime } from "../../ui/time";
import { links as text } from "./strings";

/** Shows a link this once; `name` is whom it is for. */
export function LinkBanner({ link, name }: { link: IssuedSignInLink; name: string }) {
  return (
    <Banner tone="done" icon="key">
      <p class="strong">{text.handOver(name)}</p>
      <p>{text.once(dateAndTime(new Date(link.expires_at)))}</p>
      <p>
        <code class="access-link">{link.url}</code>
      </p>
      <p>
        <CopyButton text={link.url}>{text.copy}</CopyButton>
      </p>
    </Banner>
  );
}
