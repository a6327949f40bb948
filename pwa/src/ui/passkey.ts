import type { Answer, Problem } from "../api/client";
import { addPasskey, challengeNewPasskey, challengePasskeys, signInWithPasskey } from "../api/passkeys";
import type {
  Me,
  Passkey,
  PasskeyAssertion,
  PasskeyCreationOptions,
  PasskeyDescriptor,
  PasskeyRegistration,
} from "../api/types";
import { SENDING_LOCK, underLock } from "../offline/lock";
import { passkeyText as text } from "./passkey-strings";

export const passkeysWork = () => "PublicKeyCredential" in globalThis && "credentials" in navigator;

/** Whether this device can keep a passkey itself, and ask for a finger, a face or a code. */
export const deviceKeepsPasskeys = async () =>
  passkeysWork() &&
  (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false));

/** Whether passkeys can be offered where a field is filled in. */
export const passkeysFillIn = async () =>
  passkeysWork() &&
  (await PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false)) === true;

/** Makes a passkey for who is signed in. Null when the person thought better of it. */
export async function makePasskey(): Promise<Answer<Passkey> | null> {
  const asked = await challengeNewPasskey();
  if (!asked.ok) return asked;
  const made = await attempt(() => navigator.credentials.create({ publicKey: creationOf(asked.data) }));
  if (!(made instanceof PublicKeyCredential)) return made;
  // The session gets a new id by it: nothing else is to be on its way with the old one.
  return underLock(SENDING_LOCK, true, () => addPasskey(registrationOf(made)));
}

interface Asking {
  /** Waits until a passkey is chosen where a field is filled in, instead of asking at once. */
  filling?: boolean;
  signal?: AbortSignal;
  /** What has to be done before somebody else is signed in. */
  before: () => Promise<unknown>;
}

/** Signs in with a passkey of the person's choice. Null when the person chose none. */
export async function enterByPasskey({ filling, signal, before }: Asking): Promise<Answer<Me> | null> {
  const asked = await challengePasskeys();
  if (!asked.ok) return asked;
  const { challenge, timeout, rpId } = asked.data;
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: bytesOf(challenge),
    timeout,
    rpId,
    userVerification: "required",
  };
  const mediation = filling ? "conditional" : "optional";
  const chosen = await attempt(() => navigator.credentials.get({ publicKey, mediation, signal }));
  if (!(chosen instanceof PublicKeyCredential)) return chosen;
  await before();
  // While the outbox is being sent in somebody's name, nobody else becomes that somebody.
  return underLock(SENDING_LOCK, true, () => signInWithPasskey(assertionOf(chosen)));
}

type Refused = { ok: false; problem: Problem };

async function attempt(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | Refused | null> {
  try {
    const made = await ask();
    return made instanceof PublicKeyCredential ? made : null;
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    if (name === "AbortError" || name === "NotAllowedError") return null;
    return { ok: false, problem: refusal(name) };
  }
}

/** What browsers refuse, in words (WebAuthn level 3, sections 5.1.3 and 5.1.4). */
function refusal(name: string): Problem {
  const [slug, title, detail] =
    name === "InvalidStateError"
      ? ["passkey-exists", text.existsTitle, text.exists]
      : name === "SecurityError"
        ? ["passkey-elsewhere", text.elsewhereTitle, text.elsewhere]
        : ["passkey-failed", text.failedTitle, text.failed];
  return { slug, status: 0, title, detail, requestId: null, errors: {} };
}

const creationOf = (options: PasskeyCreationOptions): PublicKeyCredentialCreationOptions => ({
  rp: options.rp,
  user: { ...options.user, id: bytesOf(options.user.id) },
  challenge: bytesOf(options.challenge),
  pubKeyCredParams: options.pubKeyCredParams.map(({ alg }) => ({ type: "public-key", alg })),
  timeout: options.timeout,
  excludeCredentials: options.excludeCredentials.map(descriptorOf),
  authenticatorSelection: {
    residentKey: "required",
    requireResidentKey: options.authenticatorSelection.requireResidentKey,
    userVerification: "required",
  },
  attestation: "none",
});

const descriptorOf = ({ id, transports }: PasskeyDescriptor): PublicKeyCredentialDescriptor => ({
  type: "public-key",
  id: bytesOf(id),
  transports: transports as AuthenticatorTransport[],
});

function registrationOf(credential: PublicKeyCredential): PasskeyRegistration {
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    id: credential.id,
    type: credential.type,
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      attestationObject: textOf(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

function assertionOf(credential: PublicKeyCredential): PasskeyAssertion {
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    id: credential.id,
    type: credential.type,
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      authenticatorData: textOf(response.authenticatorData),
      signature: textOf(response.signature),
      userHandle: response.userHandle ? textOf(response.userHandle) : null,
    },
  };
}

/** From base64url; not all browsers read the JSON of WebAuthn themselves yet. */
const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const textOf = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
