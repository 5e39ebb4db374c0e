import type { Person } from "../access/lease.ts";
import type { Settings } from "../files/settings.ts";

/** How an application names a person: by the name at the provider, or by the id of the GitHub account. */
export interface NamedSubject {
  readonly type: string;
  readonly id: string;
}

/** The one person of the identity map that is meant; `undefined`: there is none, or the map does not say who has which account there. */
export function findAsker(
  { people, externalIdentities = {} }: Pick<Settings, "people" | "externalIdentities">,
  { type, id }: NamedSubject,
  provider: string,
): Person | undefined {
  if (type !== "user" && type !== "github") return undefined;
  if (type === "user" && Object.hasOwn(externalIdentities, provider)) return undefined;
  const [found, ...others] = people.filter((person) =>
    type === "github"
      ? String(person.id) === id
      : Object.hasOwn(person.principals, provider) && person.principals[provider] === id,
  );
  return found === undefined || others.length > 0 ? undefined : { id: found.id, login: found.login };
}
