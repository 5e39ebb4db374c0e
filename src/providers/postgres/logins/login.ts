import { createHash } from "node:crypto";
import type { Entitlement } from "../../../core/access/entitlement.ts";
import type { HoldingIds } from "../../../core/access/holding.ts";
import type { Role } from "../roles.ts";
import type { Query } from "../sessions/query.ts";

/** A login that exists for one grant. */
export interface Login extends Role {
  /** The person's name in the identity map. */
  readonly principal: string;
  readonly ids: HoldingIds;
}

/** Separates the parts of a login's name. Accounts, resources and roles never contain it. */
const BETWEEN = "~";

export const isLoginBase = (principal: string): boolean => principal !== "" && !principal.includes(BETWEEN);

/** The login's name: `alice~orders~readonly`. The server would cut a name of more than 63 bytes, so that one is hashed. */
export function loginName(principal: string, { resource, role }: Entitlement): string {
  const name = [principal, resource, role].join(BETWEEN);
  if (Buffer.byteLength(name) <= 63) return name;
  return `hallpass${BETWEEN}${createHash("sha256").update(name).digest("hex").slice(0, 40)}`;
}

const PREFIX = "login:";

/** The login exists only as long as the grant, so its name serves as its id. */
export const loginId = (principal: string, entitlement: Entitlement): string =>
  PREFIX + loginName(principal, entitlement);

export const nameOfLogin = (id: string): string => id.slice(PREFIX.length);

export const isLoginId = (id: string): boolean => id.startsWith(PREFIX);

/** The comment on a login of ours. Hallpass recognises its logins by this comment, not by their name. */
export const loginMark = (ids: HoldingIds, principal: string): string =>
  `${markOf(ids)}${JSON.stringify(principal)}`;

const markOf = ({ instance, principal, entitlement }: HoldingIds): string =>
  `Hallpass grant ${JSON.stringify([instance, principal, entitlement])} of `;

const markPattern = /^Hallpass grant (?<ids>\[.*\]) of (?<principal>".*")$/su;

/** Parses the comment of a role; `undefined`: it is not ours. */
export function readMark(comment: string | null): Pick<Login, "principal" | "ids"> | undefined {
  const groups = markPattern.exec(comment ?? "")?.groups;
  const ids = parseJson(groups?.ids);
  const of = parseJson(groups?.principal);
  if (!Array.isArray(ids) || ids.length !== 3 || typeof of !== "string") return undefined;
  const [instance, principal, entitlement]: unknown[] = ids;
  if (typeof instance !== "string" || typeof principal !== "string" || typeof entitlement !== "string")
    return undefined;
  return { principal: of, ids: { instance, principal, entitlement } };
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Another person's comment: the role is not ours.
    return undefined;
  }
}

/** SQL: the comment on the role whose oid is given. */
export const commentOn = (oid: string): string =>
  `(SELECT d.description FROM pg_shdescription d WHERE d.objoid = ${oid} AND d.classoid = 'pg_authid'::regclass)`;

/** SQL: whether the role whose oid is given says that it is ours. */
export const isMarked = (oid: string): string =>
  `coalesce(starts_with(${commentOn(oid)}, 'Hallpass grant ['), false)`;

export interface FoundLogin extends Role {
  readonly enabled: boolean;
}

/** The logins made for these ids: one, or none. */
export const findLogins = (query: Query, ids: HoldingIds): Promise<FoundLogin[]> =>
  query<FoundLogin>(
    `SELECT r.oid::text AS id, r.rolname AS name, r.rolcanlogin AS enabled
       FROM pg_roles r WHERE starts_with(${commentOn("r.oid")}, $1)`,
    [markOf(ids)],
  );
