import type { Offer } from "../../core/additions/plan-addition.ts";
import { providerName, resourceName, roleName } from "../../core/document/schema.ts";
import { describeTemplates, findTemplate } from "../../core/setup/templates.ts";
import { askPerson, askYes, canAsk } from "../input/prompt.ts";
import { judgeWord, readWord } from "../input/words.ts";
import { UsageError } from "../runner/failure.ts";
import { askTemplate } from "../setup/ask-answers.ts";
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

/** Whether accounts are the GitHub logins: given, or asked. */
export async function findAccounts(word: string | undefined): Promise<"login" | "none"> {
  if (word === "login" || word === "none") return word;
  if (word !== undefined)
    throw new UsageError(`--accounts ${JSON.stringify(word)} is unknown. Use login or none.`);
  if (!canAsk())
    throw new UsageError("Say with --accounts whether accounts are the GitHub logins: login or none.");
  return (await askYes("Is each person's account there the GitHub login?")) ? "login" : "none";
}
