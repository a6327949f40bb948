import type { ApiKey } from "../../api/types";
import { Icon } from "../../ui/icons";
import { keys as text } from "./strings";
import { hasEnded } from "./words";

/** What one has to know of a key at a glance; nothing of one that is all right. */
export function KeyBadges({ apiKey }: { apiKey: ApiKey }) {
  if (hasEnded(apiKey))
    return (
      <span class="badge" data-tone="neutral">
        <Icon name="cross" size={14} />
        {apiKey.revoked_at ? text.hasRevoked : text.hasExpired}
      </span>
    );
  return (
    <>
      {apiKey.expires_soon && (
        <span class="badge" data-tone="care">
          <Icon name="clock" size={14} />
          {text.expiresSoon}
        </span>
      )}
      {apiKey.former_until && (
        <span class="badge" data-tone="transit">
          <Icon name="refresh" size={14} />
          {text.twoSecrets}
        </span>
      )}
    </>
  );
}

/** How much of the month's quota is used, as a bar and in words. */
export function QuotaBar({ used, quota, words }: { used: number; quota: number; words: string }) {
  return (
    <div class="key-quota">
      <meter
        aria-label={text.quotaLabel}
        min={0}
        max={quota}
        high={quota * 0.8}
        value={Math.min(used, quota)}
      >
        {words}
      </meter>
      <span class="small">{words}</span>
    </div>
  );
}
