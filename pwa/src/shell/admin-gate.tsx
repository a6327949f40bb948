import { buttonClass } from "../ui/button";
import { useCaller } from "../ui/caller";
import { Empty, Loading } from "../ui/notices";
import { PageHeading } from "../ui/page";
import { Link } from "../ui/router";
import { lazily } from "./lazily";
import { shell } from "./strings";

interface AdminProps {
  path: string;
}

const AdminPages = lazily(() => import("../admin/pages").then((chunk) => chunk.AdminPages));

/** Lets signed-in callers into the operator pages, which are loaded when first needed. */
export function AdminGate({ path }: AdminProps) {
  const { me, signedIn } = useCaller();
  if (me === null) return <Loading />;
  if (!signedIn) return <SignInFirst />;
  return <AdminPages path={path} />;
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
