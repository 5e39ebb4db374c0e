import type { Api } from "./api/api.ts";
import { isUser, type OktaUser } from "./api/shapes.ts";

/** They cannot sign in, and only an administrator changes that ("User status"). */
const SHUT_OUT = ["STAGED", "SUSPENDED", "DEPROVISIONED"];

const AT_ONCE = 8;

/**
 * The person who has exactly this login now, and may sign in. Okta also finds users by their id, by the beginning of their login, and the account
 * of the caller by `me` ("Retrieve a user"), so the answer is compared.
 */
export async function findPerson(api: Api, login: string): Promise<OktaUser | undefined> {
  if (login === "" || login === "." || login === "..") return undefined;
  const found = await api.find(isUser, `/api/v1/users/${encodeURIComponent(login)}`);
  return found?.profile.login === login && !SHUT_OUT.includes(found.status) ? found : undefined;
}

/** The account with this id. `undefined`: it is deleted. */
export async function findById(api: Api, id: string): Promise<OktaUser | undefined> {
  const found = await api.find(isUser, userPath(api, id));
  return found?.id === id ? found : undefined;
}

/** Okta's ids are letters and digits. Throws for anything else, which would be another path. */
export function userPath(api: Pick<Api, "fail">, id: string): string {
  if (!/^[A-Za-z0-9_-]{1,200}$/u.test(id)) throw api.fail("UNEXPECTED", "A user id of another form.");
  return `/api/v1/users/${id}`;
}

/** The accounts with these ids; deleted ones are left out. */
export async function readPeople(api: Api, ids: readonly string[]): Promise<OktaUser[]> {
  const found: OktaUser[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const batch = await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => findById(api, id)));
    found.push(...batch.flatMap((user) => user ?? []));
  }
  return found;
}
