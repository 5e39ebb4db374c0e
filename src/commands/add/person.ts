import { personLogin, providerName } from "../../core/document/schema.ts";
import { isAccount, parseSettings, personOf, SETTINGS_PATH } from "../../core/files/settings.ts";
import { accountSources, type IdentitiesById } from "../../core/setup/accounts.ts";
import type { Numbered } from "../../core/setup/numbered.ts";
import { askPerson, canAsk } from "../input/prompt.ts";
import { readPairs, readWord } from "../input/words.ts";
import { UsageError } from "../runner/failure.ts";
import type { Addend, Setting } from "./addend.ts";
import { findAccounts } from "./ask-offer.ts";
import { listProviders } from "./team.ts";

/** A person of the identity map, with the accounts. */
export async function describePerson(setting: Setting): Promise<Addend> {
  const { name, place, rules } = setting;
  const { id, name: login } = await place.readPerson(readWord(personLogin, "The login", name));
  const settings = parseSettings(rules.get(SETTINGS_PATH) ?? "", SETTINGS_PATH).value;
  const known = settings && personOf(settings, id)?.principals;
  const { principals, missing } = await findPrincipals(setting, { id, name: login }, known ?? {});
  return {
    wanted: {
      ...{ organization: place.organization, teams: new Map(), isFolderNew: false },
      people: [{ id, login, principals }],
    },
    writers: [],
    title: `Add the person ${login}`,
    missing,
  };
}

interface Principals {
  readonly principals: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
}

/** The accounts that the options name. Without them a terminal asks, for each provider where the person has none. */
async function findPrincipals(
  { given, place, rules }: Setting,
  person: Numbered,
  known: Readonly<Record<string, string>>,
): Promise<Principals> {
  const named = readAccounts(given.as);
  const others = listProviders(rules).filter((each) => !named.has(each) && !Object.hasOwn(known, each));
  if (given.accounts !== undefined) {
    const { of, missing } = await findAccounts(place, given.accounts, others.length > 0 ? [person] : []);
    const account = of.get(person.id);
    const more = account === undefined ? [] : others.map((each) => [each, account] as const);
    return { principals: Object.fromEntries([...more, ...named]), missing };
  }
  if (named.size > 0 || others.length === 0) return { principals: Object.fromEntries(named), missing: [] };
  if (!canAsk())
    throw new UsageError(
      `Name the accounts, such as --as ${others[0]}=${person.name}, or say --accounts ${accountSources.join(", ")}. The policies name ${others.join(", ")}.`,
    );
  return { principals: await askPrincipals(others, person, await place.readIdentities()), missing: [] };
}

async function askPrincipals(
  providers: readonly string[],
  { id, name }: Numbered,
  identities: IdentitiesById | undefined,
): Promise<Record<string, string>> {
  const names = Object.values(identities?.get(id) ?? {}).filter(isAccount);
  const answers: [string, string][] = [];
  for (const provider of providers) {
    const account = await askAccount(provider, name, names);
    if (account !== "") answers.push([provider, account]);
  }
  return Object.fromEntries(answers);
}

function readAccounts(words: readonly string[] | undefined): ReadonlyMap<string, string> {
  const accounts = readPairs("--as", "orders-db=alice", words);
  for (const [provider, account] of accounts) {
    readWord(providerName, "--as: the provider", provider);
    if (!isAccount(account)) throw new UsageError(`--as ${provider}: ${describeAccount(account)}`);
  }
  return accounts;
}

const describeAccount = (account: string): string =>
  `${JSON.stringify(account)} is no account: letters, digits and . _ @ + -, at most 128 characters.`;

/** `names`: those of the SAML identity. */
const askAccount = (provider: string, suggested: string, names: readonly string[]): Promise<string> =>
  askPerson(
    `The account at ${provider}? Enter: ${suggested}; -: none yet.${names.length === 0 ? "" : ` By SAML: ${[...new Set(names)].join(", ")}.`}`,
    (text) => {
      if (text === "" || text === "-") return text === "" ? suggested : "";
      return isAccount(text) ? text : new Error(describeAccount(text));
    },
  );
