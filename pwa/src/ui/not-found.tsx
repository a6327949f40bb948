import { buttonClass } from "./button";
import { Empty } from "./notices";
import { PageHeading } from "./page";
import { Link } from "./router";
import { ui } from "./strings";

export function NotFound() {
  return (
    <>
      <PageHeading title={ui.notFoundTitle} />
      <Empty icon="question" title={ui.notFound}>
        <Link href="/" class={buttonClass("primary")}>
          {ui.toParcels}
        </Link>
      </Empty>
    </>
  );
}
