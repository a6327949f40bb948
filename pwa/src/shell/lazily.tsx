import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Banner, Loading } from "../ui/notices";
import { shell } from "./strings";
import { partIsMissing } from "./worker-registration";

/** A page in a chunk of its own, loaded when it is first opened. The worker has it ready, so that this works without a network too. */
export function lazily<P extends object>(load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  let loaded: FunctionComponent<P> | null = null;
  return function Lazy(props: P) {
    const [state, setState] = useState<"loading" | "failed" | "there">(loaded ? "there" : "loading");
    useEffect(() => {
      if (loaded) return;
      load().then(
        (page) => {
          loaded = page;
          setState("there");
        },
        () => {
          setState("failed");
          void partIsMissing();
        },
      );
    }, []);
    if (state === "failed")
      return (
        <Banner tone="care" icon="offline">
          <p>{shell.loadFailed}</p>
        </Banner>
      );
    const Page = loaded;
    return Page ? <Page {...props} /> : <Loading />;
  };
}
