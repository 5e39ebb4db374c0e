import { isAccount } from "../files/settings.ts";
import type { Numbered } from "./numbered.ts";

/** Where people's accounts at the providers come from: the GitHub login, a name of the SAML identity, or a person fills them in. */
export const accountSources = ["login", "nameId", "scimUserName", "none"] as const;

export type AccountSource = (typeof accountSources)[number];

export const findAccountSource = (word: string): AccountSource | undefined =>
  accountSources.find((source) => source === word);

/** What GitHub shows of a person's identity at the identity provider. */
export interface IdentityNames {
  readonly nameId?: string;
  readonly scimUserName?: string;
}

/** By the numeric id of the GitHub account. */
export type IdentitiesById = ReadonlyMap<number, IdentityNames>;

export const needsIdentities = (source: AccountSource): boolean =>
  source === "nameId" || source === "scimUserName";

/** The person's account; undefined where there is no such name, or no account can have it. */
export function nameAccount(
  source: AccountSource,
  { id, name }: Numbered,
  identities: IdentitiesById,
): string | undefined {
  if (source === "none") return undefined;
  const account = source === "login" ? name : identities.get(id)?.[source];
  return account !== undefined && isAccount(account) ? account : undefined;
}

/** The accounts of these people, by id. */
export const nameAccounts = (
  source: AccountSource,
  people: readonly Numbered[],
  identities: IdentitiesById,
): ReadonlyMap<number, string> =>
  new Map(
    people.flatMap((person) => {
      const account = nameAccount(source, person, identities);
      return account === undefined ? [] : [[person.id, account] as const];
    }),
  );

/** Tells who got no account though accounts come from the identity provider; undefined where all have one. */
export function describeMissing(
  source: AccountSource,
  people: readonly Numbered[],
  accounts: ReadonlyMap<number, string>,
): string | undefined {
  const missing = people.filter(({ id }) => needsIdentities(source) && !accounts.has(id));
  return missing.length === 0
    ? undefined
    : `Fill in the accounts (principals in .github/hallpass.yaml) of ${missing.map(({ name }) => name).join(", ")}: GitHub shows this token no ${source} of theirs that can be an account.`;
}
