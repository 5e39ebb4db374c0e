import { escapeIdentifier, escapeLiteral } from "pg";
import type { Entitlement } from "../../../core/access/entitlement.ts";
import type { Receipt } from "../../../core/access/grant.ts";
import type { Holding, HoldingIds } from "../../../core/access/holding.ts";
import { isVerifier } from "../../../core/files/verifier.ts";
import { ProviderError } from "../../adapter/error.ts";
import type { FindVerifier } from "../configuration.ts";
import { grantStatement, isHeld } from "../memberships.ts";
import type { Target } from "../pair.ts";
import {
  findByName,
  hasDatabase,
  instanceOf,
  type Role,
  readGranted,
  readServer,
  type Server,
} from "../roles.ts";
import type { Query } from "../sessions/query.ts";
import { inTransaction } from "../sessions/sessions.ts";
import { lockTimer } from "../timers/timer.ts";
import { type FoundLogin, findLogins, isLoginBase, loginId, loginMark, loginName } from "./login.ts";

/** The ids of a grant with its own login. Throws when the person has no verifier. */
export async function identifyLogin(
  query: Query,
  target: Target,
  findVerifier: FindVerifier,
  principal: string,
  entitlement: Entitlement,
): Promise<HoldingIds> {
  await readVerifier(target.provider, findVerifier, principal);
  const role = await readRole(query, target);
  const instance = instanceOf(await readServer(query, target.address));
  return { instance, principal: loginId(principal, entitlement), entitlement: role.id };
}

/** Creates the login, or sets the new end and the current verifier on the existing one. Throws when the ids have changed. */
export async function holdLogin(
  query: Query,
  target: Target,
  findVerifier: FindVerifier,
  holding: Holding,
): Promise<Receipt> {
  const verifier = await readVerifier(target.provider, findVerifier, holding.principal);
  return inTransaction(query, async () => {
    const server = await readServer(query, target.address);
    const role = await readRole(query, target);
    if (!isSame(server, role, holding)) throw new ProviderError(target.provider, "IDENTITY_CHANGED");
    await lockTimer(query, holding.ids);
    const [login] = await findLogins(query, holding.ids);
    const changed =
      login === undefined
        ? await createLogin(query, target.provider, role, holding, verifier)
        : await renewLogin(query, server, role, holding, verifier, login);
    // Names changed their meaning in between. Throwing rolls back; the next call reads names and ids again.
    const [made] = await findLogins(query, holding.ids);
    const isSound = made?.enabled && (login === undefined || login.name === made.name);
    if (!isSound || !(await isHeld(query, server, role, made)))
      throw new ProviderError(target.provider, "BUSY");
    return { changed, sessionsEnded: 0 };
  });
}

async function createLogin(
  query: Query,
  provider: string,
  role: Role,
  { principal, entitlement, ids, until }: Holding,
  verifier: string,
): Promise<true> {
  const name = loginName(principal, entitlement);
  if ((await findByName(query, name)) !== undefined) {
    const cause = new Error(
      `The role "${name}" exists without Hallpass's comment: another program or person created it.`,
    );
    throw new ProviderError(provider, "REFUSED", cause);
  }
  const login = escapeIdentifier(name);
  await query(
    `CREATE ROLE ${login} LOGIN ${credentials(verifier, until)} IN ROLE ${escapeIdentifier(role.name)}`,
  );
  await query(`COMMENT ON ROLE ${login} IS ${escapeLiteral(loginMark(ids, principal))}`);
  return true;
}

async function renewLogin(
  query: Query,
  server: Server,
  role: Role,
  { until }: Holding,
  verifier: string,
  login: FoundLogin,
): Promise<boolean> {
  await query(`ALTER ROLE ${escapeIdentifier(login.name)} LOGIN ${credentials(verifier, until)}`);
  // The login was cut off while it was being ended, or moved between two versions of the server.
  const held = await isHeld(query, server, role, login);
  if (!held) await query(grantStatement(server, role, login));
  return !held || !login.enabled;
}

/** A person's clients open several connections. A login without a limit could take all of the server's. */
const CONNECTION_LIMIT = 10;

const credentials = (verifier: string, until: Date): string =>
  `PASSWORD ${escapeLiteral(verifier)} VALID UNTIL ${escapeLiteral(until.toISOString())} CONNECTION LIMIT ${CONNECTION_LIMIT}`;

async function readVerifier(
  provider: string,
  findVerifier: FindVerifier,
  principal: string,
): Promise<string> {
  const verifier = isLoginBase(principal) ? await findVerifier(principal) : undefined;
  if (verifier === undefined) throw new ProviderError(provider, "UNKNOWN_PRINCIPAL");
  if (isVerifier(verifier)) return verifier;
  // The server would take anything else for a password in the clear.
  throw new ProviderError(
    provider,
    "REFUSED",
    new Error("The identity map gives no SCRAM-SHA-256 verifier."),
  );
}

async function readRole(query: Query, { provider, database, role }: Target): Promise<Role> {
  if (!(await hasDatabase(query, database))) throw new ProviderError(provider, "UNKNOWN_ENTITLEMENT");
  return readGranted(query, provider, role);
}

const isSame = (server: Server, role: Role, { principal, entitlement, ids }: Holding): boolean =>
  server.instances.includes(ids.instance) &&
  ids.entitlement === role.id &&
  ids.principal === loginId(principal, entitlement);
