import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons";

type Look = "plain" | "primary" | "danger" | "quiet";

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "class"> {
  look?: Look;
  icon?: IconName;
  /** Draws only the icon; the children become its accessible name. */
  iconOnly?: boolean;
  /** Something is under way: pressing does nothing, and assistive technology hears that it is busy. */
  busy?: boolean;
  wide?: boolean;
  children: ComponentChildren;
}

export function Button({
  look = "plain",
  icon,
  iconOnly,
  busy,
  wide,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      class={buttonClass(look, { iconOnly, wide })}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon name={icon} />}
      {iconOnly ? <span class="visually-hidden">{children}</span> : children}
    </button>
  );
}

export const buttonClass = (look: Look, { iconOnly, wide }: { iconOnly?: boolean; wide?: boolean } = {}) =>
  ["button", look !== "plain" && look, iconOnly && "icon-only", wide && "wide"].filter(Boolean).join(" ");
