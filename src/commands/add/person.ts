import { personLogin, providerName } from "../../core/document/schema.ts";
import { isAccount, parseSettings, personOf, SETTINGS_PATH } from "../../core/files/settings.ts";
import { askPerson, canAsk } from "../input/prompt.ts";
import { readPairs, readWord } from "../input/words.ts";
import { UsageError } from "../runner/failure.ts";
import type { Addend, Setting } from "./addend.ts";
import { listProviders } from "./team.ts";

/** A person of the identity map, with the accounts. */
export async function describePerson(setting: Setting): Promise<Addend> {
  const { name, place, rules } = setting;
  const { id, name: login } = await place.readPerson(readWord(personLogin, "The login", name));
  const settings = parseSettings(rules.get(SETTINGS_PATH) ?? "", SETTINGS_PATH).value;
  const known = settings && personOf(settings, id)?.principals;
  const principals = await findAccounts(setting, login, known ?? {});
  return {
    wanted: {
      ...{ organization: place.organization, teams: new Map(), isFolderNew: false },
      people: [{ id, login, principals }],
    },
    writers: [],
    title: `Add the person ${login}`,
  };
}

/** The accounts that the options name. Without them a terminal asks, for each provider where the person has none. */
async function findAccounts(
  { given, rules }: Setting,
  login: string,
  known: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const named = readAccounts(given.as);
  const others = listProviders(rules).filter((each) => !named.has(each) && !Object.hasOwn(known, each));
  if (given.accounts === "login")
    return Object.fromEntries([...others.map((each) => [each, login]), ...named]);
  if (given.accounts !== undefined && given.accounts !== "none")
    throw new UsageError(`--accounts ${JSON.stringify(given.accounts)} is unknown. Use login or none.`);
  if (given.accounts === "none" || named.size > 0 || others.length === 0) return Object.fromEntries(named);
  if (!canAsk())
    throw new UsageError(
      `Name the accounts, such as --as ${others[0]}=${login}, or say --accounts login or none. The policies name ${others.join(", ")}.`,
    );
  const answers: [string, string][] = [];
  for (const provider of others) {
    const account = await askAccount(provider, login);
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

const askAccount = (provider: string, suggested: string): Promise<string> =>
  askPerson(`The account at ${provider}? Enter: ${suggested}; -: none yet.`, (text) => {
    if (text === "" || text === "-") return text === "" ? suggested : "";
    return isAccount(text) ? text : new Error(describeAccount(text));
  });
