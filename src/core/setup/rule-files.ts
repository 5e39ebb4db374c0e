import { ACCESS_PAGE } from "../asking/pages.ts";
import { type Blueprint, numberTeam, type SetupFile } from "./blueprint.ts";
import { writeYaml } from "./write-yaml.ts";

/**
 * CODEOWNERS gives each folder to its approvers, and the rules to the team that approves them: also what accepts standing access (inventory/), and
 * the page whose links people follow to ask.
 */
export function listOwnersFile({ answers }: Blueprint): SetupFile {
  const [organization] = answers.repository.split("/");
  const own = (path: string, team: string): string => `${path} @${organization}/${team}`;
  const lines = [
    ...answers.folders.map(({ name, approvers }) => own(`/access-requests/${name}/`, approvers)),
    ...RULES.map((path) => own(path, answers.rules)),
  ];
  return { path: ".github/CODEOWNERS", text: `${lines.join("\n")}\n` };
}

/** The places of the rules. What is there counts, whoever wrote it. */
const RULES = [
  "/policies/",
  "/.github/",
  "/CODEOWNERS",
  "/docs/CODEOWNERS",
  "/inventory/",
  `/${ACCESS_PAGE}`,
];

/** Whether a file at this path belongs to the rules; letters of either case, and a link in the place of a folder, count as well. */
export function isInRules(path: string): boolean {
  const lower = `/${path.toLowerCase()}`;
  return RULES.map((each) => each.toLowerCase()).some((place) =>
    place.endsWith("/") ? `${lower}/`.startsWith(place) : lower === place,
  );
}

/** The settings: the ledger's key, who approves the rules, and who is who. */
export function listSettingsFile(blueprint: Blueprint): SetupFile {
  const { answers, people, accounts, ledgerKey } = blueprint;
  const providers = [...new Set(answers.offers.map(({ provider }) => provider))];
  const accountsOf = (id: number): Record<string, string> => {
    const account = accounts.get(id);
    return account === undefined ? {} : Object.fromEntries(providers.map((provider) => [provider, account]));
  };
  const text = writeYaml({
    ledger: { publicKey: ledgerKey },
    rules: { approvals: { teams: [numberTeam(blueprint, answers.rules)] } },
    people: people.map(({ id, name }) => ({ id, login: name, principals: accountsOf(id) })),
  });
  return { path: ".github/hallpass.yaml", text };
}
