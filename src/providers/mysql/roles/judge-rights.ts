import type { LentRight } from "./lent-rights.ts";

/**
 * Global privileges that give no power over other accounts, over Hallpass's session or over its events. Every other one is refused, also those
 * on data: with `*.*` they reach the accounts in `mysql`.
 */
const harmless = new Set([
  "USAGE",
  "BINLOG MONITOR",
  "CREATE TEMPORARY TABLES",
  "PROCESS",
  "REPLICA MONITOR",
  "REPLICATION CLIENT",
  "SHOW DATABASES",
  "SLAVE MONITOR",
]);

/**
 * Privileges that outlive the role: a routine or an event may run with the rights of a role (MariaDB: "CREATE PROCEDURE", `DEFINER = CURRENT_ROLE`) or of
 * another account, and MariaDB gives its maker the right to run it for good (`automatic_sp_privileges`). With ALTER ROUTINE, a routine that ran
 * with its caller's rights runs with its owner's from then on ("ALTER PROCEDURE", `SQL SECURITY`).
 */
const lasting = ["CREATE ROUTINE", "ALTER ROUTINE", "EVENT", "ALL PRIVILEGES", "ALL"];

/** What a holder could do with these rights beyond the lease or against its end; `undefined`: nothing that is known. */
export function findFault(rights: readonly LentRight[], ownSchema: string): string | undefined {
  for (const right of rights) {
    const fault = judge(right, ownSchema);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function judge(right: LentRight, ownSchema: string): string | undefined {
  if (right.kind === "unknown") return "the server lists a right on it that Hallpass cannot read";
  if (right.grantable)
    return "it may grant what it has (GRANT OPTION or ADMIN OPTION): a holder could give it to herself for good";
  if (right.kind === "role") return undefined;
  const { privileges, schema, object } = right;
  if (schema === "*") return judgeGlobal(privileges);
  if (privileges.every((privilege) => privilege === "USAGE")) return undefined;
  for (const own of ["mysql", ownSchema])
    if (matches(schema, own, object === "*"))
      return `it reaches the schema "${own}", with power over accounts or over Hallpass's events`;
  const kept = privileges.find((privilege) => lasting.includes(privilege));
  return kept === undefined
    ? undefined
    : `it has ${kept} on "${schema}": a holder could leave a routine or an event there that gives access after the end`;
}

function judgeGlobal(privileges: readonly string[]): string | undefined {
  const powerful = privileges.find((privilege) => !harmless.has(privilege));
  return (
    powerful && `it has the global privilege ${powerful}, which is power over the server or over Hallpass`
  );
}

/** Whether the name of a schema in a grant means this schema. A grant on a whole schema is a pattern of LIKE. */
function matches(pattern: string, schema: string, isPattern: boolean): boolean {
  if (!isPattern) return pattern.toLowerCase() === schema;
  const expression = pattern.replaceAll(/\\?[\s\S]/gu, (part) => {
    if (part === "%") return "[\\s\\S]*";
    if (part === "_") return "[\\s\\S]";
    const literal = part.length > 1 ? part.slice(1) : part;
    return literal.replaceAll(/[^\w]/gu, "\\$&");
  });
  return new RegExp(`^${expression}$`, "iu").test(schema);
}
