import { heal } from "./heal";
import { shell } from "./strings";

/**
 * Watches the shell start: a file of its own, /start.js, which the build names in index.html before everything that may be broken.
 * What the shell is made of may be gone from every server, or end in an error before it shows anything.
 */
let isOver = false;

addEventListener(
  "error",
  (event) => {
    if (isOver || !isOfShell(event)) return;
    isOver = true;
    void heal().then((reloads) => reloads || explain());
  },
  true,
);

addEventListener("edge-started", () => {
  isOver = true;
});

/** A file of the shell that did not load, or an error that no code of it caught; extensions of the browser make errors of their own. */
function isOfShell(event: Event): boolean {
  if (event instanceof ErrorEvent) return event.filename.startsWith(`${location.origin}/assets/`);
  return event.target instanceof HTMLScriptElement && event.target.src.startsWith(location.origin);
}

function explain(): void {
  const words = document.createElement("p");
  words.textContent = shell.notStarted;
  const button = document.createElement("button");
  button.textContent = shell.reload;
  button.addEventListener("click", () => location.reload());
  document.body.append(words, button);
}
