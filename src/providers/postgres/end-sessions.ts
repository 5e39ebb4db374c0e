import type { Role, Server } from "./roles.ts";
import type { Query } from "./sessions.ts";

/**
 * Ends the member's sessions in all databases of the server and returns how many, when all are gone. Needed because a
 * session that did SET ROLE keeps the role after REVOKE. A member who may still become the role by somebody else's
 * grant keeps the sessions: they hold nothing that has ended.
 */
export async function endSessions(
  query: Query,
  server: Server,
  role: Role | undefined,
  member: Role,
): Promise<number> {
  if (role !== undefined && (await mayBecome(query, server, role, member))) return 0;
  // Read once, after the revocation is committed: later sessions never had what has ended.
  const sessions = await query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE usesysid::text = $1 AND pid <> pg_backend_pid()",
    [member.id],
  );
  const pids = sessions.map(({ pid }) => pid);
  for (const pid of pids) await query("SELECT pg_terminate_backend($1)", [pid]);
  await waitUntilGone(query, member, pids);
  return pids.length;
}

async function mayBecome(query: Query, server: Server, role: Role, member: Role): Promise<boolean> {
  const [row] = await query<{ held: boolean }>("SELECT pg_has_role($1::oid, $2::oid, $3) AS held", [
    member.id,
    role.id,
    server.separate ? "SET" : "MEMBER",
  ]);
  return row?.held ?? false;
}

/** The call's deadline ends the wait. */
async function waitUntilGone(query: Query, member: Role, pids: readonly number[]): Promise<void> {
  const countLeft = () =>
    query("SELECT FROM pg_stat_activity WHERE usesysid::text = $1 AND pid = ANY($2)", [member.id, pids]);
  while (pids.length > 0 && (await countLeft()).length > 0) await query("SELECT pg_sleep(0.01)");
}
