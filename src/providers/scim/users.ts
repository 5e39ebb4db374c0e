import type { Api } from "./api.ts";
import { pathOf } from "./api.ts";
import { equals, needsEscape } from "./filter.ts";
import type { Service } from "./service.ts";
import { isUser, type User } from "./shapes.ts";

/** So many names are looked up one by one; for more, the whole list is read. */
const ONE_BY_ONE = 40;

const AT_ONCE = 8;

/**
 * The active user whose attribute has exactly this value. `undefined`: nobody, or several, or only an inactive one (RFC 7643, section 4.1.1,
 * `active`). The answer is compared here, whatever the server made of the filter.
 */
export async function findUser(
  api: Api,
  service: Service,
  attribute: string,
  principal: string,
): Promise<User | undefined> {
  const bearers = (await search(api, service, attribute, principal)).filter(
    (user) => readValue(user, attribute) === principal,
  );
  const [user] = bearers;
  return bearers.length === 1 && user?.active !== false ? user : undefined;
}

async function search(api: Api, service: Service, attribute: string, principal: string): Promise<User[]> {
  if (service.filter) {
    const found = await api.list(isUser, "/Users", { filter: equals(attribute, principal) });
    if (found !== undefined && (found.length > 0 || !needsEscape(principal))) return found;
  }
  return listUsers(api, attribute);
}

async function listUsers(api: Api, attribute: string): Promise<User[]> {
  const users = await api.list(isUser, "/Users", { attributes: `${attribute},active` });
  if (users === undefined) throw api.fail("UNEXPECTED", "GET /Users was answered with 400.");
  return users;
}

/** The value of the configured attribute for each id; a user without one, or who is gone, has none. */
export async function nameUsers(
  api: Api,
  attribute: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const users = ids.length > ONE_BY_ONE ? await listUsers(api, attribute) : await readUsers(api, ids);
  return new Map(
    users.flatMap((user) => {
      const value = readValue(user, attribute);
      return value === undefined ? [] : [[user.id, value] as const];
    }),
  );
}

async function readUsers(api: Api, ids: readonly string[]): Promise<User[]> {
  const found: User[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const batch = ids.slice(at, at + AT_ONCE);
    const users = await Promise.all(batch.map((id) => readUser(api, id)));
    found.push(...users.flatMap((user) => user ?? []));
  }
  return found;
}

/** The user with this id. `undefined`: there is none. */
export async function readUser(api: Api, id: string): Promise<User | undefined> {
  const found = await api.find(isUser, pathOf(api, "Users", id));
  if (found !== undefined && found.value.id !== id)
    throw api.fail("UNEXPECTED", "The user that was asked for has another id.");
  return found?.value;
}

/** Attributes of an extension are in an object of its URN (RFC 7643, section 3.3). */
function readValue(user: User, attribute: string): string | undefined {
  const colon = attribute.lastIndexOf(":");
  const holder: unknown = colon < 0 ? user : Reflect.get(user, attribute.slice(0, colon));
  if (typeof holder !== "object" || holder === null) return undefined;
  const value: unknown = Reflect.get(holder, attribute.slice(colon + 1));
  return typeof value === "string" ? value : undefined;
}
