import { listRoles } from "../../api/access";
import { Icon } from "../../ui/icons";
import { Loading, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { useAnswer } from "../../ui/use-answer";
import "./access.css";
import { access, rolesText as text } from "./strings";

/** What each role may do: as the service answers it, so that it is what the service does. */
export function RolesPage() {
  const answer = useAnswer("roles", () => listRoles());
  return (
    <div class="stack middling">
      <PageHeading title={text.title} />
      <p class="soft">{text.lead}</p>
      <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
      {answer.data === null && answer.loading && <Loading />}
      {answer.data?.items.map(({ role, permissions }) => (
        <section key={role} class="card stack" aria-labelledby={`role-${role}`}>
          <h2 id={`role-${role}`}>{access.roles[role]}</h2>
          <ul class="access-rights" aria-label={text.may(access.roles[role])}>
            {permissions.map((permission) => (
              <li key={permission}>
                <Icon name="check" />
                <span>{access.permissions[permission] ?? <code>{permission}</code>}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
