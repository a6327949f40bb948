import { useEffect, useState } from "preact/hooks";
import { signIn } from "../../api/session";
import { SENDING_LOCK, underLock } from "../../offline/lock";
import { forgetOperatorAnswers } from "../../offline/operator-cache";
import { Button } from "../../ui/button";
import { useCaller } from "../../ui/caller";
import { TextField } from "../../ui/field";
import { Banner, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { Link, navigate } from "../../ui/router";
import { sendOutbox } from "../../ui/sending";
import { useSubmission } from "../../ui/use-submission";
import { signInText as text } from "./strings";
import { tokenIn } from "./token-in";

export function SignInPage() {
  const { me, signedIn } = useCaller();
  const token = useTokenInAddress();
  return (
    <div class="stack narrow">
      <PageHeading title={text.title} />
      <section class="card stack">
        {signedIn && (
          <Banner tone="done" icon="check">
            <p>{text.already(me?.name ?? me?.role ?? "")}</p>
            <p>
              <Link href="/operator">{text.toOperator}</Link>
            </p>
          </Banner>
        )}
        {token ? <UseLink token={token} /> : !signedIn && <AskForLink />}
      </section>
      <p class="soft">
        {text.customers} <Link href="/add">{text.add}</Link>
      </p>
    </div>
  );
}

function useTokenInAddress(): string | null {
  const [token, setToken] = useState(() => tokenIn(location.hash));
  useEffect(() => {
    const update = () => setToken(tokenIn(location.hash));
    addEventListener("hashchange", update);
    return () => removeEventListener("hashchange", update);
  }, []);
  return token;
}

/** A press is asked for, because programs that look into mail open links too and would use this one up. */
function UseLink({ token }: { token: string }) {
  const { submit, busy, problem } = useSignIn();
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

function AskForLink() {
  const { submit, busy, problem } = useSignIn();
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
          autoComplete="off"
          spellcheck={false}
          value={pasted}
          onInput={(event) => setPasted(event.currentTarget.value)}
          errors={invalid ? [text.invalid] : undefined}
        />
        <Button type="submit" look="primary" icon="key" busy={busy}>
          {text.button}
        </Button>
        <ProblemBanner problem={problem} />
      </form>
    </>
  );
}

function useSignIn() {
  const { become } = useCaller();
  const { submit, busy, problem } = useSubmission((token: string, key) => signIn(token, key));
  const enter = async (token: string) => {
    await forgetOperatorAnswers();
    // While the outbox is being sent in somebody's name, nobody else becomes that somebody.
    const me = await underLock(SENDING_LOCK, true, () => submit(token));
    if (!me) return;
    become(me);
    void sendOutbox(true);
    navigate("/operator", { replace: true });
  };
  return { submit: enter, busy, problem };
}
