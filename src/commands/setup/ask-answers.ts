import type { Entitlement } from "../../core/access/entitlement.ts";
import { providerName, resourceName, roleName } from "../../core/document/schema.ts";
import type { Answers } from "../../core/setup/answers.ts";
import { describeTemplates, findTemplate, type Template } from "../../core/setup/templates.ts";
import { askPerson, askYes } from "../input/prompt.ts";
import { judgeWord } from "../input/words.ts";

/** Asks on the terminal. `teams`: the slugs of the organisation's teams, of which each answer is one. */
export async function askAnswers(repository: string, teams: readonly string[]): Promise<Answers> {
  const folders: Answers["folders"] = [];
  const offers: Answers["offers"] = [];
  do {
    const folder = await askFolder(teams);
    folders.push(folder);
    offers.push(await askOffer(folder.name));
  } while (await askYes("Another team?"));
  const rules = await askTeam("Which team approves changes of the policies?", teams);
  const same = await askYes("Is each person's account there the GitHub login?");
  return { repository, rules, folders, offers, accounts: same ? "login" : "none" };
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

/** Asks what the access is for. */
export const askTemplate = (): Promise<Template["name"]> =>
  askPerson(
    `What for? ${describeTemplates()}:`,
    (text) => findTemplate(text)?.name ?? new Error(`There is no ${text}. Name one of them.`),
  );
