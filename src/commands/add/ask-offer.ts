import type { Offer } from "../../core/additions/plan-addition.ts";
import { providerName, resourceName, roleName } from "../../core/document/schema.ts";
import {
  type AccountSource,
  accountSources,
  describeMissing,
  findAccountSource,
  type IdentitiesById,
  nameAccounts,
  needsIdentities,
} from "../../core/setup/accounts.ts";
import type { Numbered } from "../../core/setup/numbered.ts";
import { describeTemplates, findTemplate } from "../../core/setup/templates.ts";
import { askPerson, canAsk } from "../input/prompt.ts";
import { judgeWord, readWord } from "../input/words.ts";
import { UsageError } from "../runner/failure.ts";
import { askAccounts, askTemplate } from "../setup/ask-answers.ts";
import type { AccessPlace } from "./access-place.ts";
import type { Given } from "./options.ts";

/** The offer that the options name; what they leave out is asked. Throws `UsageError`. */
export async function readOffer(given: Given, folder: string, provider = given.provider): Promise<Offer> {
  const template = await chooseTemplate(given.template);
  return {
    folder,
    template,
    provider: await findWord("provider", providerName, provider),
    resource: await findWord("resource", resourceName, given.resource),
    role: await findWord("role", roleName, given.role),
  };
}

async function chooseTemplate(word: string | undefined): Promise<Offer["template"]> {
  if (word === undefined && canAsk()) return askTemplate();
  if (word === undefined)
    throw new UsageError(`Say what the access is for with --template: ${describeTemplates()}.`);
  const found = findTemplate(word);
  if (found !== undefined) return found.name;
  throw new UsageError(`--template ${JSON.stringify(word)} is unknown. Name one of ${describeTemplates()}.`);
}

interface Word {
  readonly pattern: string;
  readonly description: string;
  readonly examples: readonly string[];
}

/** One value: given, or asked. */
export async function findWord(option: string, schema: Word, word: string | undefined): Promise<string> {
  if (word !== undefined) return readWord(schema, `--${option}`, word);
  const example = schema.examples[0];
  if (!canAsk()) throw new UsageError(`Name the ${option} with --${option}, such as --${option} ${example}.`);
  return askPerson(`Which ${option}? Such as ${example}:`, (text) => {
    const problem = judgeWord(schema, text);
    return problem === undefined ? text : new Error(problem);
  });
}

/** Where the accounts of these people come from, and which they are. */
export interface Accounts {
  readonly of: ReadonlyMap<number, string>;
  /** What a person has to fill in. */
  readonly missing: readonly string[];
}

/** The accounts of these people: by what is given, or asked. Throws `UsageError`. */
export async function findAccounts(
  place: Pick<AccessPlace, "readIdentities">,
  word: string | undefined,
  people: readonly Numbered[],
): Promise<Accounts> {
  const known = word === undefined && canAsk() ? await place.readIdentities() : undefined;
  const source = word === undefined ? await askSource(known ?? new Map()) : readSource(word);
  const identities = known ?? (await requireIdentities(place, source));
  const of = nameAccounts(source, people, identities);
  const missing = describeMissing(source, people, of);
  return { of, missing: missing === undefined ? [] : [missing] };
}

export function readSource(word: string): AccountSource {
  const source = findAccountSource(word);
  if (source !== undefined) return source;
  throw new UsageError(
    `--accounts ${JSON.stringify(word)} is unknown. Use one of ${accountSources.join(", ")}.`,
  );
}

async function askSource(identities: IdentitiesById): Promise<AccountSource> {
  if (canAsk()) return askAccounts(identities);
  throw new UsageError(
    `Say with --accounts what people's accounts are: ${accountSources.join(", ")}. login is the GitHub login.`,
  );
}

/** None where they are not asked for. Throws `UsageError` offline. */
export async function requireIdentities(
  place: Pick<AccessPlace, "readIdentities">,
  source: AccountSource,
): Promise<IdentitiesById> {
  if (!needsIdentities(source)) return new Map();
  const found = await place.readIdentities();
  if (found !== undefined) return found;
  throw new UsageError(
    `--accounts ${source} does not go with --offline: GitHub alone tells SAML identities.`,
  );
}
