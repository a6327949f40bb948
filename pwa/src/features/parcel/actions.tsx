import { useState } from "preact/hooks";
import type { PublicShipment } from "../../api/types";
import type { StoredParcel } from "../../offline/database";
import { followToken, removeParcel } from "../../offline/parcels";
import { Button, buttonClass } from "../../ui/button";
import { CopyButton } from "../../ui/copy-button";
import { Icon } from "../../ui/icons";
import { navigate } from "../../ui/router";
import { parcel as text } from "./strings";

export function ParcelActions({ stored, shipment }: { stored: StoredParcel; shipment: PublicShipment }) {
  const link = `${location.origin}/s/${shipment.token}`;
  return (
    <div class="parcel-actions">
      <FollowButton stored={stored} token={shipment.token} />
      {typeof navigator.share === "function" && (
        <Button icon="share" onClick={() => share(link, text.shareText(shipment.carrier_name))}>
          {text.share}
        </Button>
      )}
      <CopyButton text={link}>{text.copyLink}</CopyButton>
      {shipment.carrier_url && (
        <a class={buttonClass("plain")} href={shipment.carrier_url} target="_blank" rel="noreferrer">
          <Icon name="out" />
          {text.carrierPage(shipment.carrier_name)}
        </a>
      )}
    </div>
  );
}

/** Closing the system's sheet counts as an error there; here it is nothing. */
const share = (url: string, title: string) => navigator.share({ url, title }).catch(() => undefined);

function FollowButton({ stored, token }: { stored: StoredParcel; token: string }) {
  const [busy, setBusy] = useState(false);
  const toggle = async () => {
    setBusy(true);
    if (!stored.followed) await followToken(token).catch(() => undefined);
    else {
      await removeParcel(stored.key);
      navigate("/");
    }
    setBusy(false);
  };
  return stored.followed ? (
    <Button icon="bin" busy={busy} onClick={toggle}>
      {text.unfollow}
    </Button>
  ) : (
    <Button look="primary" icon="star" busy={busy} onClick={toggle}>
      {text.follow}
    </Button>
  );
}
