import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Me } from "../api/types";

export interface Caller {
  /** Null until the first answer: neither signed in nor signed out is known yet. */
  me: Me | null;
  signedIn: boolean;
  may: (permission: string) => boolean;
  /** Takes over who the service says the caller is. */
  become: (me: Me) => void;
}

export const CallerContext = createContext<Caller>({
  me: null,
  signedIn: false,
  may: () => false,
  become: () => {},
});

export const useCaller = () => useContext(CallerContext);
