import { type Finding, mistake } from "../../../core/findings/finding.ts";
import { parseAccountId, quoteAccount } from "../accounts/account.ts";
import { errnoOf } from "../connections/failure.ts";
import type { Query } from "../connections/query.ts";
import { quoteName } from "../quoting.ts";
import { type LentRight, parseGrantLine } from "../roles/lent-rights.ts";
import type { Flavour, Server } from "../server.ts";

/** A right that our account needs: a global privilege, or one on a schema or table. */
interface Need {
  readonly privilege: string;
  readonly schema: string;
  readonly object: string;
  /** What the statement that gives it names, where that is more than the privilege. */
  readonly columns?: string;
}

const ACCOUNT_COLUMNS =
  "Host, User, is_role, Super_priv, Reload_priv, Shutdown_priv, Create_user_priv, Create_view_priv, Create_routine_priv, Event_priv, Trigger_priv";
const SCHEMA_COLUMNS = "Host, Db, User, Create_view_priv, Create_routine_priv, Event_priv, Trigger_priv";

const global = (privilege: string): Need => ({ privilege, schema: "*", object: "*" });
const table = (name: string, columns = ""): Need => ({
  ...{ privilege: "SELECT", schema: "mysql", object: name },
  ...(columns !== "" && { columns }),
});

/** MySQL shows the rights of a role only to an account that may read all of `mysql`. */
const needs: Readonly<Record<Flavour, readonly Need[]>> = {
  mariadb: [
    global("PROCESS"),
    global("CONNECTION ADMIN"),
    table("roles_mapping"),
    table("proxies_priv"),
    table("user", ACCOUNT_COLUMNS),
    table("db", SCHEMA_COLUMNS),
  ],
  mysql: [
    global("PROCESS"),
    global("CONNECTION_ADMIN"),
    { privilege: "SELECT", schema: "mysql", object: "*" },
  ],
};

/** Needed for events, the mark of the server and hidden sessions; without them grants go on, and other findings say so. */
const wanted = (schema: string): Need[] => [
  { privilege: "EVENT", schema, object: "*" },
  { privilege: "SELECT", schema, object: "server" },
  { privilege: "SELECT", schema: "performance_schema", object: "threads" },
];

/** Checks the rights of our account against what it needs. Every account may see its own. */
export async function diagnoseOwnRights(query: Query, server: Server, schema: string): Promise<Finding[]> {
  const rights = await readOwn(query, server.self);
  const needed = needs[server.flavour];
  const missing: Need[] = [];
  for (const need of needed) if (!(await isGiven(query, rights, need))) missing.push(need);
  const allowed = [...needed, ...wanted(schema)];
  return [
    ...missing.map((need) => describeMissing(need, quoteSelf(server))),
    ...rights
      .flatMap((right) => findExcess(right, allowed))
      .map((excess) => describeExcess(excess, quoteSelf(server))),
  ];
}

const describeMissing = (need: Need, account: string): Finding =>
  mistake(
    "MYSQL_NO_RIGHT",
    `The account ${account} lacks ${describe(need)}.`,
    `As an administrator of the server: GRANT ${need.privilege}${need.columns === undefined ? "" : ` (${need.columns})`} ON ${place(need)} TO ${account};`,
  );

const describeExcess = ({ what, where }: Excess, account: string): Finding =>
  mistake(
    "MYSQL_EXCESS",
    `The account ${account} has ${what} on ${where}, more than handing out roles needs.`,
    `As an administrator of the server: REVOKE ${what} ON ${where} FROM ${account};`,
  );

/** Denied: a table, a column. */
const DENIED = new Set([1044, 1142, 1143]);

/** Columns are tried: a grant of some of them looks like the whole. */
async function isGiven(query: Query, rights: readonly LentRight[], need: Need): Promise<boolean> {
  if (need.columns === undefined) return rights.some((right) => gives(right, need));
  try {
    await query(`SELECT ${need.columns} FROM ${place(need)} LIMIT 0`);
    return true;
  } catch (error) {
    if (DENIED.has(errnoOf(error) ?? 0)) return false;
    throw error;
  }
}

const quoteSelf = ({ self }: Server): string =>
  quoteAccount(parseAccountId(self) ?? { user: self, host: "%" });

/** Without what the account has through roles. */
async function readOwn(query: Query, self: string): Promise<LentRight[]> {
  const { user, host } = parseAccountId(self) ?? { user: self, host: "%" };
  const grantee = ` TO ${quoteName(user)}@${quoteName(host)}`;
  const rows = await query<Record<string, string>>("SHOW GRANTS");
  return rows
    .flatMap((row) => Object.values(row))
    .filter((line) => line.includes(grantee))
    .map((line) => parseGrantLine(line));
}

const same = (a: string, b: string): boolean =>
  a.replaceAll("_", " ").toLowerCase() === b.replaceAll("_", " ").toLowerCase();

const gives = (right: LentRight, { privilege, schema, object }: Need): boolean =>
  right.kind === "privileges" &&
  right.privileges.some((each) => same(each, privilege) || each.startsWith("ALL")) &&
  (right.schema === "*" || same(right.schema.replaceAll("\\", ""), schema)) &&
  (right.object === "*" || same(right.object, object));

interface Excess {
  readonly what: string;
  readonly where: string;
}

function findExcess(right: LentRight, needed: readonly Need[]): Excess[] {
  if (right.kind !== "privileges") return [];
  const here = needed.filter(
    ({ schema, object }) => same(right.schema.replaceAll("\\", ""), schema) && same(right.object, object),
  );
  const where = place(right);
  return [
    ...right.privileges
      .filter((each) => each !== "USAGE" && !here.some(({ privilege }) => same(each, privilege)))
      .map((what) => ({ what, where })),
    ...(right.grantable ? [{ what: "GRANT OPTION", where }] : []),
  ];
}

const place = ({ schema, object }: { readonly schema: string; readonly object: string }): string =>
  `${schema === "*" ? "*" : quoteName(schema)}.${object === "*" ? "*" : quoteName(object)}`;

const describe = (need: Need): string =>
  need.schema === "*" ? `the privilege ${need.privilege}` : `${need.privilege} on ${place(need)}`;
