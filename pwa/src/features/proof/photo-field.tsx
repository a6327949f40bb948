import { useEffect, useId, useState } from "preact/hooks";
import { buttonClass } from "../../ui/button";
import { Icon } from "../../ui/icons";
import { resized } from "./resize";
import { proofText as text } from "./strings";

interface PhotoFieldProps {
  photo: Blob | null;
  onChange: (photo: Blob | null) => void;
}

/** Takes a picture with the camera, or from the device, and makes it small at once. */
export function PhotoField({ photo, onChange }: PhotoFieldProps) {
  const id = useId();
  const [failed, setFailed] = useState(false);
  const address = useAddress(photo);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setFailed(false);
    try {
      onChange(await resized(file));
    } catch {
      setFailed(true);
    }
  };
  return (
    <div class="stack tight">
      {address && photo && (
        <figure class="stack tight">
          <img class="proof-photo" src={address} alt={text.photoAlt} />
          <figcaption class="small soft">{text.photoSize(kilobytes(photo.size))}</figcaption>
        </figure>
      )}
      <input
        id={id}
        type="file"
        accept="image/*"
        capture="environment"
        class="visually-hidden photo-input"
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
      <label for={id} class={`${buttonClass("plain", { wide: true })} photo-button`}>
        <Icon name="camera" />
        {photo ? text.photoAgain : text.photo}
      </label>
      <p role="alert" class="small outbox-fault">
        {failed && text.photoFailed}
      </p>
    </div>
  );
}

function useAddress(photo: Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!photo) return setAddress(null);
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return address;
}

const kilobytes = (bytes: number) =>
  new Intl.NumberFormat(undefined, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }).format(
    bytes / 1000,
  );
