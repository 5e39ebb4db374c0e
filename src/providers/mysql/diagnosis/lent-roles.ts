import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import { accountId, parseAccountId, quoteAccount } from "../accounts/account.ts";
import type { Query } from "../connections/query.ts";
import { findFault } from "../roles/judge-rights.ts";
import type { LentRight } from "../roles/lent-rights.ts";
import { mayGrant, readRights, roleExists } from "../roles/lent-role.ts";
import { listMemberships, quoteRole, type Role, roleOf } from "../roles/members.ts";
import type { Server } from "../server.ts";
import type { Declared } from "./declared.ts";
import { listMadeByRole } from "./made-by-role.ts";
import { listMergeable } from "./mergeable.ts";

/** Checks each configured role, and that our account holds no other. */
export async function diagnoseRoles(query: Query, server: Server, declared: Declared): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of new Set(declared.roles))
    findings.push(...(await diagnoseRole(query, server, declared, roleOf(server.flavour, name))));
  return [...findings, ...(await findOthers(query, server, declared.roles))];
}

async function diagnoseRole(
  query: Query,
  server: Server,
  { schema }: Declared,
  role: Role,
): Promise<Finding[]> {
  if (!(await roleExists(query, server, role)))
    return [
      mistake(
        "MYSQL_NO_ROLE",
        `The configured role "${role.name}" does not exist.`,
        "Create it, or take it out of HALLPASS_PROVIDERS.",
      ),
    ];
  if (!(await mayGrant(query, server, role))) return [describeNoAdmin(server, role)];
  const rights = await readRights(query, server, role);
  const fault = findFault(rights, schema);
  if (fault !== undefined)
    return [
      mistake(
        "MYSQL_POWERFUL_ROLE",
        `The configured role "${role.name}" is not lent: ${fault}.`,
        `Take that right away from "${role.name}", or take the role out of HALLPASS_PROVIDERS.`,
      ),
    ];
  return [
    ...describeLasting(rights, role),
    ...(await describeMergeable(query, server, rights, role)),
    ...(await describeMade(query, server, role)),
  ];
}

const describeNoAdmin = ({ self }: Server, role: Role): Finding =>
  mistake(
    "MYSQL_NO_ADMIN_OPTION",
    `The account "${self}" may not hand out the configured role "${role.name}".`,
    `As an administrator of the server: GRANT ${quoteRole(role)} TO ${quoteAccount(parseAccountId(self) ?? { user: self, host: "%" })} WITH ADMIN OPTION;`,
  );

/**
 * A view or a trigger runs with the rights of its definer, and on MariaDB that may be the role. A foreign key tells for good which rows there are,
 * and holds them.
 */
const LASTING = ["CREATE VIEW", "TRIGGER", "REFERENCES"];

const listPrivileges = (rights: readonly LentRight[]): string[] =>
  rights.flatMap((right) => (right.kind === "privileges" ? right.privileges : []));

function describeLasting(rights: readonly LentRight[], { name }: Role): Finding[] {
  const lasting = listPrivileges(rights).filter((each) => LASTING.includes(each));
  return [...new Set(lasting)].map((privilege) =>
    warning(
      "MYSQL_LASTING_RIGHT",
      `The configured role "${name}" has ${privilege}: what a holder makes with it goes on after the end.`,
      `Take ${privilege} away from "${name}", or look at what was made after each grant.`,
    ),
  );
}

async function describeMergeable(
  query: Query,
  server: Server,
  rights: readonly LentRight[],
  role: Role,
): Promise<Finding[]> {
  const given = listPrivileges(rights);
  if (!["SELECT", "UPDATE", "DELETE"].every((each) => given.includes(each))) return [];
  const tables = await listMergeable(query, server.flavour, role);
  if (tables.length === 0) return [];
  return [
    warning(
      "MYSQL_LASTING_RIGHT",
      `The configured role "${role.name}" has SELECT, UPDATE and DELETE and reaches MyISAM tables (${tables.join(", ")}): a MERGE table that a holder makes over one, in a schema of their own, reads and writes it after the end.`,
      "Change these tables to another engine, or take one of these rights away from the role.",
    ),
  ];
}

async function describeMade(query: Query, server: Server, role: Role): Promise<Finding[]> {
  const made = await listMadeByRole(query, server.flavour, role);
  return made.map(({ kind, name }) =>
    warning(
      "MYSQL_MADE_BY_ROLE",
      `The ${kind} ${name} runs with the rights of the configured role "${role.name}", for whoever may use it.`,
      `If a holder of the role made it: drop it. It was made with DEFINER = CURRENT_ROLE.`,
    ),
  );
}

/** Roles that our account could use or hand out, and that no resource names. */
async function findOthers(query: Query, server: Server, roles: readonly string[]): Promise<Finding[]> {
  const memberships = await listMemberships(query, server.flavour);
  return memberships
    .filter(({ member, role }) => accountId(member) === server.self && !roles.includes(role.name))
    .map(({ member, role }) =>
      mistake(
        "MYSQL_BEYOND",
        `The account "${server.self}" holds the role "${role.name}", which no resource of the configuration names.`,
        `As an administrator of the server: REVOKE ${quoteRole(role)} FROM ${quoteAccount(member)}; or name the role in HALLPASS_PROVIDERS.`,
      ),
    );
}
