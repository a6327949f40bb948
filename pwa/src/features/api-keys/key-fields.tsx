import { listRoles } from "../../api/access";
import type { ApiKey, Role } from "../../api/types";
import { useCaller } from "../../ui/caller";
import { Field, TextField } from "../../ui/field";
import type { FormReader } from "../../ui/form-data";
import { Loading, ProblemBanner } from "../../ui/notices";
import { useAnswer } from "../../ui/use-answer";
import { scopesOf } from "./scopes";
import { keys as text } from "./strings";
import { addressesIn, errorsOf } from "./words";

interface KeyFieldsProps {
  role: Role;
  /** What the key has now, when it is changed. */
  known?: ApiKey;
  errors?: Record<string, string[]>;
}

/** What bounds a key: scopes, addresses, limits and quota. */
export function KeyFields({ role, known, errors }: KeyFieldsProps) {
  const { may } = useCaller();
  const roles = useAnswer("roles", () => listRoles());
  const number = (value: number | null | undefined) => (value ? String(value) : undefined);
  const wrong = errorsOf(errors, "scopes");
  return (
    <div class="stack">
      <fieldset class="field" key={role}>
        <legend>{text.scopes}</legend>
        <p class="hint">{text.scopesHint}</p>
        <ProblemBanner problem={roles.problem} onRetry={roles.reload} />
        {roles.data === null && roles.loading && <Loading />}
        <div class="key-scopes">
          {(roles.data ? scopesOf(roles.data, role, may) : []).map((scope) => (
            <label key={scope} class="check">
              <input
                type="checkbox"
                name="scope"
                value={scope}
                defaultChecked={!known?.scopes || known.scopes.includes(scope)}
              />
              <code>{scope}</code>
            </label>
          ))}
        </div>
        {wrong && <p class="error">{wrong.join(" ")}</p>}
      </fieldset>
      <Field label={text.addresses} hint={text.addressesHint} optional errors={errorsOf(errors, "addresses")}>
        {(ties) => (
          <textarea
            class="input mono"
            name="addresses"
            rows={3}
            spellcheck={false}
            autoComplete="off"
            {...ties}
          >
            {known?.addresses?.join("\n")}
          </textarea>
        )}
      </Field>
      <div class="fields narrow-fields">
        <TextField
          label={text.quota}
          name="monthly_quota"
          type="number"
          min="1"
          optional
          defaultValue={number(known?.monthly_quota)}
          errors={errors?.monthly_quota}
        />
        <TextField
          label={text.perMinute}
          name="requests_per_minute"
          type="number"
          min="1"
          optional
          defaultValue={number(known?.requests_per_minute)}
          errors={errors?.requests_per_minute}
        />
        <TextField
          label={text.burst}
          name="burst"
          type="number"
          min="1"
          optional
          hint={text.burstHint}
          defaultValue={number(known?.burst)}
          errors={errors?.burst}
        />
      </div>
    </div>
  );
}

/**
 * What stands in the fields, as the service takes it; all scopes of the role are none in particular. Where the scopes did not come
 * that could be chosen from, the key has those that are known of it.
 */
export function readKeyFields(form: FormReader, element: HTMLFormElement, known?: ApiKey) {
  const boxes = [...element.querySelectorAll<HTMLInputElement>("input[name=scope]")];
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
  return {
    scopes: boxes.length === 0 ? known?.scopes : chosen.length === boxes.length ? undefined : chosen,
    addresses: addressesIn(form.text("addresses")),
    requests_per_minute: form.number("requests_per_minute"),
    burst: form.number("burst"),
    monthly_quota: form.number("monthly_quota"),
  };
}
