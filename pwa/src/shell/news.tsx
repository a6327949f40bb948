import { useState } from "preact/hooks";
import { Button } from "../ui/button";
import type { NewsProps } from "../ui/news";
import { lazily } from "./lazily";
import { shell } from "./strings";

const NewsCard = lazily(() => import("../features/notify/news-card").then((chunk) => chunk.NewsCard));

/** Only a button, until it is pressed or notifications are allowed already: most who look a parcel up want no more. */
export function News(props: NewsProps) {
  const [asked, setAsked] = useState(false);
  if (asked || isAllowed()) return <NewsCard {...props} asked={asked} />;
  return (
    <p>
      <Button icon="bell" onClick={() => setAsked(true)}>
        {shell.notifyMe}
      </Button>
    </p>
  );
}

const isAllowed = () => "Notification" in globalThis && Notification.permission === "granted";
