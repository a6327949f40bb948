import { useCaller } from "../ui/caller";
import { Icon, type IconName } from "../ui/icons";
import { PageHeading } from "../ui/page";
import { Link } from "../ui/router";
import "./more.css";
import { more as text } from "./strings";

type Entry = readonly [page: keyof typeof text.pages, icon: IconName, permission: string];

const entries: readonly Entry[] = [
  ["import", "upload", "imports:write"],
  ["users", "people", "users:manage"],
  ["roles", "shield", "users:manage"],
  ["keys", "key", "api-keys:manage"],
  ["organisations", "building", "organisations:manage"],
  ["cache", "bolt", "cache:manage"],
  ["notifications", "bell", "cache:manage"],
];

/** What the bar has no room for. */
export function MorePage() {
  const { me, may } = useCaller();
  return (
    <div class="stack middling">
      <PageHeading title={text.title} />
      {me?.name && <p class="soft">{[me.name, me.organisation?.name].filter(Boolean).join(" · ")}</p>}
      <ul class="more-list">
        {entries
          .filter(([, , permission]) => may(permission))
          .map(([page, icon]) => (
            <li key={page}>
              <Link href={`/operator/${page}`}>
                <Icon name={icon} size={24} />
                <span>
                  <b>{text.pages[page][0]}</b>
                  <span class="small soft">{text.pages[page][1]}</span>
                </span>
                <Icon name="chevron" size={18} />
              </Link>
            </li>
          ))}
      </ul>
    </div>
  );
}
