import { listOf, object } from "../adapter/answer-shape.ts";
import { compileEntry } from "../adapter/entry-schema.ts";
import type { GoogleApi } from "../adapter/google/api.ts";
import { isGone } from "../adapter/google/failure.ts";
import type { HttpAnswer } from "../adapter/http.ts";
import { parseJson } from "../adapter/http.ts";
import { urlOf } from "./groups.ts";

/** A membership ("Membership"), with its roles. */
export interface Member {
  readonly name: string;
  readonly preferredMemberKey: { readonly id: string };
  readonly type?: string;
  readonly roles?: readonly Role[];
}

interface Role {
  readonly name: string;
  readonly expiryDetail?: { readonly expireTime?: string };
}

const text = { type: "string" } as const;
const name = {
  type: "string",
  pattern: "^groups/[A-Za-z0-9_-]{1,100}/memberships/[A-Za-z0-9_-]{1,100}$",
} as const;

const role = object({ name: text, expiryDetail: object({ expireTime: text }, []) }, ["name"]);
const member = object({ name, preferredMemberKey: object({ id: text }), type: text, roles: listOf(role) }, [
  "name",
  "preferredMemberKey",
]);

const isMember = compileEntry<Member>(member);

const isPage = compileEntry<{ readonly memberships?: readonly Member[]; readonly nextPageToken?: string }>(
  object({ memberships: listOf(member), nextPageToken: text }, []),
);

const isLookup = compileEntry<{ readonly name: string }>(object({ name }));

const isOperation = compileEntry<{ readonly done?: boolean; readonly error?: { readonly code?: number } }>(
  object({ done: { type: "boolean" }, error: object({ code: { type: "integer" } }, []) }, []),
);

/** "Membership", type: a person, and no group or service account. */
export const isPerson = ({ type }: Member): boolean => type === undefined || type === "USER";

export const nameOf = ({ preferredMemberKey }: Member): string => preferredMemberKey.id.toLowerCase();

/** A loop of pages ends here: 500,000 members. */
const MAX_PAGES = 1000;

/** All direct members. Throws rather than return a part. */
export async function listMembers(api: GoogleApi, group: string): Promise<Member[]> {
  const found: Member[] = [];
  let pageToken = "";
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = { view: "FULL", pageSize: "500", ...(pageToken !== "" && { pageToken }) };
    const answer = await api.find(isPage, urlOf(`${group}/memberships`, query));
    if (answer === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", "The group does not exist.");
    found.push(...(answer.memberships ?? []));
    pageToken = answer.nextPageToken ?? "";
    if (pageToken === "") return found;
  }
  throw api.fail("UNEXPECTED", "The pages of members do not end.");
}

/** The membership of the person who has this address now ("memberships.lookup"); `undefined` for none. */
export async function findMember(api: GoogleApi, group: string, email: string): Promise<Member | undefined> {
  const found = await api.find(isLookup, urlOf(`${group}/memberships:lookup`, { "memberKey.id": email }));
  return found && api.find(isMember, urlOf(found.name));
}

/** The end of the membership ("ExpiryDetail"); `undefined` where it has none. */
export function endOf({ roles = [] }: Member): Date | undefined {
  const time = roles.find(({ name }) => name === "MEMBER")?.expiryDetail?.expireTime;
  const end = new Date(time ?? Number.NaN);
  return Number.isNaN(end.getTime()) ? undefined : end;
}

/** False if the person is a member already. */
export async function addMember(
  api: GoogleApi,
  group: string,
  email: string,
  until: Date | undefined,
): Promise<boolean> {
  const expiryDetail = until && { expiryDetail: { expireTime: until.toISOString() } };
  const body = { preferredMemberKey: { id: email }, roles: [{ name: "MEMBER", ...expiryDetail }] };
  const answer = await api.send("POST", urlOf(`${group}/memberships`), body);
  if (answer.status === 409) return false;
  checkOperation(api, "memberships.create", answer);
  return true;
}

/** Moves the end, in one write ("Updating the expiration of a membership"). */
export async function moveEnd(api: GoogleApi, { name }: Member, until: Date): Promise<void> {
  const membershipRole = { name: "MEMBER", expiryDetail: { expireTime: until.toISOString() } };
  const body = { updateRolesParams: [{ fieldMask: "expiry_detail.expire_time", membershipRole }] };
  const answer = await api.send("POST", urlOf(`${name}:modifyMembershipRoles`), body);
  if (answer.status !== 200) throw api.failure("modifyMembershipRoles", answer);
}

/** False if there was none. */
export async function removeMember(api: GoogleApi, { name }: Member): Promise<boolean> {
  const answer = await api.send("DELETE", urlOf(name));
  if (isGone(answer)) return false;
  checkOperation(api, "memberships.delete", answer);
  return true;
}

/** "Operation": without an error it took effect, or will. The caller looks. */
function checkOperation(api: GoogleApi, call: string, answer: HttpAnswer): void {
  if (answer.status !== 200) throw api.failure(call, answer);
  const operation = parseJson(call, answer);
  if (!isOperation(operation)) throw api.fail("UNEXPECTED", `${call}: an answer of another form.`);
  if (operation.error !== undefined)
    throw api.fail("REFUSED", `${call}: the operation failed with ${operation.error.code ?? "no code"}.`);
}
