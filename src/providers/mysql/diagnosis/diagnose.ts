import { type Finding, warning } from "../../../core/findings/finding.ts";
import type { Query } from "../connections/query.ts";
import type { Server } from "../server.ts";
import type { Declared } from "./declared.ts";
import { diagnoseEvents } from "./events.ts";
import { diagnoseHiddenSessions } from "./hidden-sessions.ts";
import { diagnoseHinderers } from "./hinderers.ts";
import { diagnoseRoles } from "./lent-roles.ts";
import { diagnoseOwnRights } from "./own-rights.ts";
import { diagnoseProxies } from "./proxies.ts";

/** Checks that our account can do its configured work, and no more, and that nobody can stop it. */
export async function diagnose(query: Query, server: Server, declared: Declared): Promise<Finding[]> {
  const own = await diagnoseOwnRights(query, server, declared.schema);
  // The rest reads what these rights show.
  if (own.some(({ code }) => code === "MYSQL_NO_RIGHT")) return own;
  return [
    ...own,
    ...describeMark(server, declared.schema),
    ...(await diagnoseRoles(query, server, declared)),
    ...(await diagnoseEvents(query, server.flavour, declared)),
    ...(await diagnoseHiddenSessions(query)),
    ...(await diagnoseProxies(query)),
    ...(await diagnoseHinderers(query, server, declared.roles)),
  ];
}

const describeMark = ({ flavour, instances }: Server, schema: string): Finding[] =>
  flavour === "mysql" || instances.length > 1
    ? []
    : [
        warning(
          "MYSQL_NO_MARK",
          `Hallpass reads no mark of this server in ${schema}.server, so it could not tell a rebuilt server under the same address.`,
          `As an administrator of the server, while nothing is held: CREATE TABLE ${schema}.server (id CHAR(36) NOT NULL PRIMARY KEY) SELECT UUID() AS id; and GRANT SELECT ON ${schema}.server to the account of Hallpass.`,
        ),
      ];
