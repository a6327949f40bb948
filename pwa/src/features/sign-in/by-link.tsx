import { useState } from "preact/hooks";
import { signIn } from "../../api/session";
import { SENDING_LOCK, underLock } from "../../offline/lock";
import { forgetOperatorAnswers } from "../../offline/operator-cache";
import { Button } from "../../ui/button";
import { useCaller } from "../../ui/caller";
import { TextField } from "../../ui/field";
import { ProblemBanner } from "../../ui/notices";
import { useSubmission } from "../../ui/use-submission";
import { signInText as text } from "./strings";
import { tokenIn } from "./token-in";

interface Entering {
  onEntered: () => void;
}

/** A press is asked for, because programs that look into mail open links too and would use this one up. */
export function UseLink({ token, onEntered }: Entering & { token: string }) {
  const { submit, busy, problem } = useSignIn(onEntered);
  const spent = problem && [400, 401, 403, 404, 410, 422].includes(problem.status);
  return (
    <>
      <p>{text.ready}</p>
      <Button look="primary" wide icon="key" busy={busy} onClick={() => submit(token)}>
        {text.button}
      </Button>
      <ProblemBanner
        problem={problem && spent ? { ...problem, title: text.used, detail: null, errors: {} } : problem}
      />
    </>
  );
}

export function LinkForm({ onEntered }: Entering) {
  const { submit, busy, problem } = useSignIn(onEntered);
  const [pasted, setPasted] = useState("");
  const [invalid, setInvalid] = useState(false);
  const send = (event: Event) => {
    event.preventDefault();
    const token = tokenIn(pasted);
    setInvalid(token === null);
    if (token) void submit(token);
  };
  return (
    <>
      <p>{text.lead}</p>
      <p>
        <code class="command">{text.command}</code>
      </p>
      <form class="stack" onSubmit={send} noValidate>
        <TextField
          label={text.paste}
          hint={text.pasteHint}
          // Browsers offer passkeys where a field that asks for them is filled in.
          autoComplete="one-time-code webauthn"
          spellcheck={false}
          value={pasted}
          onInput={(event) => setPasted(event.currentTarget.value)}
          errors={invalid ? [text.invalid] : undefined}
        />
        <Button type="submit" icon="key" busy={busy}>
          {text.button}
        </Button>
        <ProblemBanner problem={problem} />
      </form>
    </>
  );
}

function useSignIn(onEntered: () => void) {
  const { become } = useCaller();
  const { submit, busy, problem } = useSubmission((token: string, key) => signIn(token, key));
  const enter = async (token: string) => {
    await forgetOperatorAnswers();
    // While the outbox is being sent in somebody's name, nobody else becomes that somebody.
    const me = await underLock(SENDING_LOCK, true, () => submit(token));
    if (!me) return;
    become(me);
    onEntered();
  };
  return { submit: enter, busy, problem };
}
