import { SENDING_LOCK } from "../offline/lock";

const lookAgain = 1_000;

/** Whether a reload now would take nothing away: no field holds something that was entered, and nothing is being sent. */
export async function isQuiet(): Promise<boolean> {
  if (!document.hidden && isEditing(document.activeElement)) return false;
  if (
    document.querySelector("[data-unsaved]") ||
    [...document.querySelectorAll("input, textarea, select")].some(isEntered)
  )
    return false;
  return !(await isSending());
}

/** Waits until nobody would notice. */
export async function untilQuiet(): Promise<void> {
  while (!(await isQuiet())) await new Promise((resolve) => setTimeout(resolve, lookAgain));
}

/** Waits until the outbox is not under way. */
export async function untilSent(): Promise<void> {
  while (await isSending()) await new Promise((resolve) => setTimeout(resolve, lookAgain));
}

async function isSending(): Promise<boolean> {
  const locks = await navigator.locks?.query().catch(() => null);
  return locks?.held?.some((lock) => lock.name === SENDING_LOCK) ?? false;
}

function isEditing(element: Element | null): boolean {
  if (element instanceof HTMLInputElement)
    return !["button", "checkbox", "radio", "submit"].includes(element.type);
  return (
    element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable)
  );
}

/** A field with another value than the page gave it. */
function isEntered(field: Element): boolean {
  if (field instanceof HTMLSelectElement)
    return [...field.options].some((option, at) => option.selected !== (option.defaultSelected || at === 0));
  if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type))
    return field.checked !== field.defaultChecked;
  return (
    (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
    field.value !== field.defaultValue
  );
}
