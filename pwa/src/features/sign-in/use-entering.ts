import { useState } from "preact/hooks";
import { listPasskeys } from "../../api/passkeys";
import { deviceKeepsPasskeys } from "../../ui/passkey";
import { navigate } from "../../ui/router";
import { sendOutbox } from "../../ui/sending";

const OFFERED = "edge.passkey-offered";

/** What happens once somebody is signed in: who came by a link on a device that could do better is asked, once. */
export function useEntering() {
  const [offering, setOffering] = useState(false);
  const leave = () => navigate("/operator", { replace: true });
  const entered = () => {
    void sendOutbox(true);
    leave();
  };
  const enteredByLink = async () => {
    void sendOutbox(true);
    if (await isToBeOffered()) setOffering(true);
    else leave();
  };
  return { offering, entered, enteredByLink, leave };
}

async function isToBeOffered(): Promise<boolean> {
  if (localStorage.getItem(OFFERED) !== null || !(await deviceKeepsPasskeys())) return false;
  const known = await listPasskeys();
  if (!known.ok) return false;
  localStorage.setItem(OFFERED, "1");
  return true;
}
