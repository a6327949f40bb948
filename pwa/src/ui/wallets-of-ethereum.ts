import type { FoundWallet } from "./wallet";

interface Provider {
  request: (call: { method: string; params?: unknown[] }) => Promise<unknown>;
}

/** A wallet as it announces itself (EIP-6963). */
interface Announcement {
  info: { uuid: string; name: string };
  provider: Provider;
}

const isAnnouncement = (detail: unknown): detail is Announcement => {
  const { info, provider } = (detail ?? {}) as Partial<Announcement>;
  return (
    typeof info?.uuid === "string" && typeof info.name === "string" && typeof provider?.request === "function"
  );
};

/** Tells of each wallet that announces itself (EIP-6963), now or later; a lone one of before that is called by its place. */
export function watchEthereum(found: (wallet: FoundWallet) => void): () => void {
  const hear = (event: Event) => {
    const { detail } = event as CustomEvent<unknown>;
    if (isAnnouncement(detail)) found(walletOf(detail.info.uuid, detail.info.name, detail.provider));
  };
  addEventListener("eip6963:announceProvider", hear);
  dispatchEvent(new Event("eip6963:requestProvider"));
  return () => removeEventListener("eip6963:announceProvider", hear);
}

/** The wallet that put itself where wallets were before they announced themselves (EIP-1193), if there is one. */
export function injectedWallet(): FoundWallet | null {
  const { ethereum } = globalThis as { ethereum?: Provider };
  return typeof ethereum?.request === "function" ? walletOf("injected", "", ethereum) : null;
}

const walletOf = (id: string, name: string, provider: Provider): FoundWallet => ({
  id: `ethereum:${id}`,
  name,
  chain: "ethereum",
  prove: async (ask) => {
    const accounts = await provider.request({ method: "eth_requestAccounts" });
    const address = Array.isArray(accounts) && typeof accounts[0] === "string" ? accounts[0] : null;
    if (address === null) throw new Error("The wallet has no account");
    const challenge = await ask({ chain: "ethereum", address });
    if (!challenge.ok) return challenge;
    const message = challenge.data.message ?? "";
    const signature = await provider.request({ method: "personal_sign", params: [hexOf(message), address] });
    return { chain: "ethereum", message, signature: String(signature) };
  },
});

const hexOf = (text: string) =>
  `0x${[...new TextEncoder().encode(text)].map((unit) => unit.toString(16).padStart(2, "0")).join("")}`;
