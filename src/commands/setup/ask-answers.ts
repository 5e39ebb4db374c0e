import type { Answers } from "../../core/setup/answers.ts";
import { describeTemplates, findTemplate, type Template } from "../../core/setup/templates.ts";
import { askPerson, askYes } from "../input/prompt.ts";

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
  const entitlement = await askPerson(
    "For which access? As provider/resource:role, such as orders-db/orders:readonly:",
    (text) => {
      const { provider, resource, role } =
        /^(?<provider>[^/]+)\/(?<resource>.+):(?<role>[^:]+)$/u.exec(text)?.groups ?? {};
      return provider === undefined || resource === undefined || role === undefined
        ? new Error("Write provider/resource:role.")
        : { provider, resource, role };
    },
  );
  return { folder, template: await askTemplate(), ...entitlement };
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
