import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "./button";
import type { IconName } from "./icons";

interface ConfirmButtonProps {
  icon: IconName;
  children: string;
  /** What the second press does, in words. */
  confirm: string;
  busy?: boolean;
  onConfirm: () => void;
}

/** For what cannot be undone: the first press only arms it, and a few seconds later it is harmless again. */
export function ConfirmButton({ icon, children, confirm, busy, onConfirm }: ConfirmButtonProps) {
  const [armed, setArmed] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const press = () => {
    clearTimeout(timer.current);
    if (armed) onConfirm();
    else timer.current = setTimeout(() => setArmed(false), 6000);
    setArmed(!armed);
  };
  return (
    <Button icon={icon} look={armed ? "danger" : "plain"} busy={busy} onClick={press}>
      <span aria-live="polite">{armed ? confirm : children}</span>
    </Button>
  );
}
