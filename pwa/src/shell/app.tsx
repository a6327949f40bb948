import { useEffect, useErrorBoundary } from "preact/hooks";
import { Button } from "../ui/button";
import { NewsContext } from "../ui/news";
import { NotFound } from "../ui/not-found";
import { Empty } from "../ui/notices";
import { PageHeading } from "../ui/page";
import { usePlace } from "../ui/router";
import { Layout } from "./layout";
import { News } from "./news";
import { pageFor } from "./routes";
import { SessionProvider } from "./session";
import { shell } from "./strings";

export function App() {
  return (
    <SessionProvider>
      <Layout>
        <NewsContext.Provider value={News}>
          <CurrentPage />
        </NewsContext.Provider>
      </Layout>
    </SessionProvider>
  );
}

function CurrentPage() {
  const { path } = usePlace();
  const [broken, repair] = useErrorBoundary();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path is what asks for the top of the page.
  useEffect(() => {
    scrollTo(0, 0);
    if (broken) repair();
  }, [path]);
  if (broken) return <Crashed />;
  const found = pageFor(path);
  if (!found) return <NotFound />;
  const Page = found.page;
  // Operator pages share one component for all their paths and tell them apart themselves.
  return <Page key={path.startsWith("/operator") ? "operator" : path} path={path} params={found.params} />;
}

function Crashed() {
  return (
    <>
      <PageHeading title={shell.crashTitle} />
      <Empty icon="alert" title={shell.crash}>
        <Button icon="refresh" onClick={() => location.reload()}>
          {shell.reload}
        </Button>
      </Empty>
    </>
  );
}
