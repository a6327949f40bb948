import type { ComponentChildren, SelectHTMLAttributes, TargetedInputEvent } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./icons";
import { ui } from "./strings";

interface FieldProps {
  label: string;
  hint?: string;
  optional?: boolean;
  errors?: readonly string[];
}

/** What an input needs to be tied to its label, hint and error. */
interface Ties {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": "true" | undefined;
}

export function Field({
  label,
  hint,
  optional,
  errors,
  children,
}: FieldProps & { children: (ties: Ties) => ComponentChildren }) {
  const id = useId();
  const wrong = errors && errors.length > 0;
  const described = [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>
        {label} {optional && <span class="optional">({ui.optional})</span>}
      </label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": wrong ? "true" : undefined,
      })}
      {wrong && (
        <span class="error" id={`${id}-error`}>
          <Icon name="alert" size={16} />
          {errors.join(" ")}
        </span>
      )}
    </div>
  );
}

interface InputProps extends FieldProps {
  name?: string;
  type?: "text" | "search" | "number" | "datetime-local";
  class?: string;
  value?: string;
  defaultValue?: string;
  placeholder?: string;
  autoComplete?: "off" | "postal-code" | "one-time-code webauthn";
  inputMode?: "decimal";
  spellcheck?: boolean;
  required?: boolean;
  maxLength?: number;
  min?: string;
  onInput?: (event: TargetedInputEvent<HTMLInputElement>) => void;
}

export function TextField({ label, hint, optional, errors, ...input }: InputProps) {
  return (
    <Field label={label} hint={hint} optional={optional} errors={errors}>
      {(ties) => (
        // Preact's types want one literal kind of input; which of the four it is makes no difference here.
        <input class="input" {...(input as typeof input & { type: "text" })} {...ties} />
      )}
    </Field>
  );
}

type SelectProps = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, "label" | "role"> & {
    choices: readonly (readonly [value: string, word: string])[];
  };

export function SelectField({ label, hint, optional, errors, choices, value, ...select }: SelectProps) {
  return (
    <Field label={label} hint={hint} optional={optional} errors={errors}>
      {(ties) => (
        <select class="input" {...select} {...ties}>
          {choices.map(([choice, word]) => (
            <option key={choice} value={choice} selected={choice === value}>
              {word}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
