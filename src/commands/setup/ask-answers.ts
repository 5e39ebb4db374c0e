import type { Entitlement } from "../../core/access/entitlement.ts";
import { providerName, resourceName, roleName } from "../../core/document/schema.ts";
import {
  type AccountSource,
  accountSources,
  findAccountSource,
  type IdentitiesById,
} from "../../core/setup/accounts.ts";
import type { Answers } from "../../core/setup/answers.ts";
import { describeTemplates, findTemplate, type Template } from "../../core/setup/templates.ts";
import { askPerson, askYes } from "../input/prompt.ts";
import { judgeWord } from "../input/words.ts";

/** What the organisation has to choose from. */
export interface Choices {
  /** The slugs of its teams, of which each answer is one. */
  readonly teams: readonly string[];
  readonly identities: IdentitiesById;
}

/** Asks on the terminal. */
export async function askAnswers(repository: string, { teams, identities }: Choices): Promise<Answers> {
  const folders: Answers["folders"] = [];
  const offers: Answers["offers"] = [];
  do {
    const folder = await askFolder(teams);
    folders.push(folder);
    offers.push(await askOffer(folder.name));
  } while (await askYes("Another team?"));
  const rules = await askTeam("Which team approves changes of the policies?", teams);
  return { repository, rules, folders, offers, accounts: await askAccounts(identities) };
}

async function askFolder(teams: readonly string[]): Promise<Answers["folders"][number]> {
  const requesters = await askTeam(`Which team asks for access? ${teams.join(", ")}:`, teams);
  const approvers = await askTeam("Which team approves it?", teams);
  return { name: requesters, requesters, approvers };
}

async function askOffer(folder: string): Promise<Answers["offers"][number]> {
  const question = "For which access? As provider/resource:role, such as orders-db/orders:readonly:";
  const entitlement = await askPerson(question, readAccess);
  return { folder, template: await askTemplate(), ...entitlement };
}

/** `provider/resource:role`, each as a policy may name it. An error tells the person what to type. */
export function readAccess(text: string): Entitlement | Error {
  const { provider, resource, role } =
    /^(?<provider>[^/]+)\/(?<resource>.+):(?<role>[^:]+)$/u.exec(text)?.groups ?? {};
  if (provider === undefined || resource === undefined || role === undefined)
    return new Error("Write provider/resource:role.");
  const problem =
    judgeWord(providerName, provider) ?? judgeWord(resourceName, resource) ?? judgeWord(roleName, role);
  return problem === undefined ? { provider, resource, role } : new Error(problem);
}

const askTeam = (question: string, teams: readonly string[]): Promise<string> =>
  askPerson(question, (text) =>
    teams.includes(text) ? text : new Error(`There is no team ${text}. There is: ${teams.join(", ")}.`),
  );

/** Asks where accounts come from: of the identity provider's names, those that GitHub shows of anybody. */
export async function askAccounts(identities: IdentitiesById): Promise<AccountSource> {
  const shown = accountSources.flatMap((source) => {
    const example = [...identities.values()].find((names) => source in names);
    const name = source === "nameId" || source === "scimUserName" ? example?.[source] : undefined;
    return name === undefined ? [] : [`${source}, as ${name}`];
  });
  if (shown.length === 0)
    return (await askYes("Is each person's account there the GitHub login?")) ? "login" : "none";
  const question = `What is each person's account there? login: the GitHub login; ${shown.join("; ")} (SAML); none: you fill them in later:`;
  return askPerson(
    question,
    (text) => findAccountSource(text) ?? new Error(`Write one of ${accountSources.join(", ")}.`),
  );
}

/** Asks what the access is for. */
export const askTemplate = (): Promise<Template["name"]> =>
  askPerson(
    `What for? ${describeTemplates()}:`,
    (text) => findTemplate(text)?.name ?? new Error(`There is no ${text}. Name one of them.`),
  );
