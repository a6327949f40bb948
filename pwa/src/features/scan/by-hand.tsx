import { useRef, useState } from "preact/hooks";
import { Button, buttonClass } from "../../ui/button";
import { Icon } from "../../ui/icons";
import { scanText as text } from "./strings";

interface ByHandProps {
  onText: (text: string) => void;
  onPhoto: (file: Blob) => Promise<void>;
}

/** For labels that no camera reads, and for hand scanners, which type a number and press Enter. */
export function ByHand({ onText, onPhoto }: ByHandProps) {
  const [typed, setTyped] = useState("");
  const [failed, setFailed] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    if (typed.trim()) onText(typed);
    setTyped("");
    input.current?.focus();
  };
  const paste = async () => {
    try {
      onText(await navigator.clipboard.readText());
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <form class="stack tight" onSubmit={submit} noValidate>
      <div class="by-hand">
        <input
          ref={input}
          class="input mono"
          aria-label={text.typed}
          placeholder={text.typed}
          autoComplete="off"
          autoCapitalize="characters"
          enterkeyhint="done"
          spellcheck={false}
          maxLength={200}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" icon="plus" iconOnly title={text.typedAdd}>
          {text.typedAdd}
        </Button>
      </div>
      <div class="row">
        {typeof navigator.clipboard?.readText === "function" && (
          <Button icon="copy" onClick={paste}>
            {text.paste}
          </Button>
        )}
        <label class={`${buttonClass("plain")} photo-button`}>
          <Icon name="camera" />
          {text.photo}
          <input
            class="visually-hidden"
            type="file"
            accept="image/*"
            onChange={(event) => {
              const { files } = event.currentTarget;
              if (files?.[0]) void onPhoto(files[0]);
              event.currentTarget.value = "";
            }}
          />
        </label>
      </div>
      <p role="alert" class="small">
        {failed && text.pasteFailed}
      </p>
    </form>
  );
}
