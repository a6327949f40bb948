import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { buttonClass } from "../ui/button";
import { useCaller } from "../ui/caller";
import { Banner, Empty, Loading } from "../ui/notices";
import { PageHeading } from "../ui/page";
import { Link } from "../ui/router";
import { shell } from "./strings";

interface AdminProps {
  path: string;
}

/** Lets signed-in callers into the operator pages, which are loaded when first needed. */
export function AdminGate({ path }: AdminProps) {
  const { me, signedIn } = useCaller();
  const admin = useAdminPages(signedIn);
  if (me === null) return <Loading />;
  if (!signedIn) return <SignInFirst />;
  if (admin === "failed")
    return (
      <Banner tone="care" icon="offline">
        <p>{shell.loadFailed}</p>
      </Banner>
    );
  if (admin === null) return <Loading />;
  const { Pages } = admin;
  return <Pages path={path} />;
}

function useAdminPages(wanted: boolean) {
  const [admin, setAdmin] = useState<{ Pages: ComponentType<AdminProps> } | "failed" | null>(null);
  useEffect(() => {
    if (!wanted) return;
    import("../admin/pages").then(
      ({ AdminPages }) => setAdmin({ Pages: AdminPages }),
      () => setAdmin("failed"),
    );
  }, [wanted]);
  return admin;
}

function SignInFirst() {
  return (
    <>
      <PageHeading title={shell.operatorOnlyTitle} />
      <Empty icon="lock" title={shell.operatorOnly}>
        <Link href="/sign-in" class={buttonClass("primary")}>
          {shell.signIn}
        </Link>
      </Empty>
    </>
  );
}
