import { compileEntry } from "../entry-schema.ts";
import type { Api } from "./api.ts";

/** The object id stays; the user principal name may change, and pass to somebody else. */
export interface Person {
  readonly id: string;
  readonly userPrincipalName: string;
}

const isPerson = compileEntry<Person>({
  type: "object",
  required: ["id", "userPrincipalName"],
  properties: { id: { type: "string", minLength: 1 }, userPrincipalName: { type: "string", minLength: 1 } },
});

/** Application permission `User.ReadBasic.All` shows no more. */
const query = { $select: "id,userPrincipalName" };

const AT_ONCE = 8;

/**
 * The person who has exactly this user principal name now, in any case. Graph also finds people by their id, and reads a name that begins with a
 * dollar sign in another way ("Get a user"), so the answer is compared and such a name is nobody's.
 */
export async function findPerson(graph: Api, name: string): Promise<Person | undefined> {
  if (!/^[^$./\\\s][^/\\\s]*@[^/\\\s@]+$/u.test(name)) return undefined;
  const found = await graph.find(isPerson, { path: ["users", name], query });
  return found?.userPrincipalName.toLowerCase() === name.toLowerCase() ? found : undefined;
}

/** The names of these people, by id. Who is deleted, or no person, has none. */
export async function readNames(graph: Api, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const batch = ids
      .slice(at, at + AT_ONCE)
      .map((id) => graph.find(isPerson, { path: ["users", id], query }));
    for (const person of await Promise.all(batch))
      if (person !== undefined) found.set(person.id, person.userPrincipalName);
  }
  return found;
}
