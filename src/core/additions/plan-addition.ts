import { parseSettings, SETTINGS_PATH } from "../files/settings.ts";
import type { Answers } from "../setup/answers.ts";
import type { SetupFile } from "../setup/blueprint.ts";
import { listFolderPage } from "../setup/guide-files.ts";
import type { PlanStep } from "../setup/plan.ts";
import { listPolicyFiles, type Offer } from "../setup/policy-files.ts";
import { type Addition, overlay, type RulesText } from "./addition.ts";
import { findOwnersPath } from "./judge-rules.ts";
import { addMissingOwners, addOwnersLine } from "./owners-line.ts";
import { addPeople, type NewPerson } from "./people.ts";

export type Folder = Answers["folders"][number];
export type { Offer };

/** What is to be there afterwards. */
export interface Wanted {
  readonly organization: string;
  /** The ids of the teams of the folder. */
  readonly teams: ReadonlyMap<string, number>;
  /** A folder to be made, or the folder of the offer as it is. */
  readonly folder?: Folder;
  readonly isFolderNew: boolean;
  readonly offer?: Offer;
  readonly people: readonly NewPerson[];
}

/** A file that is written from the policies, such as the issue form; `undefined` where they offer nothing. */
export type Derived = (rules: RulesText) => SetupFile | undefined;

/** Plans what is missing. Nothing that is there is overwritten. The rules have no mistakes. */
export function planAddition(rules: RulesText, wanted: Wanted, derived: readonly Derived[] = []): Addition {
  const parts = [addFolder, addPolicy, addListed, addRuleOwners];
  const { steps, files } = parts.reduce<Addition>((before, part) => {
    const more = part(overlay(rules, before.files), wanted);
    const kept = before.files.filter(({ path }) => !more.files.some((file) => file.path === path));
    return { steps: [...before.steps, ...more.steps], files: [...kept, ...more.files] };
  }, NOTHING);
  return {
    steps,
    files: [...files, ...derived.flatMap((write) => refresh(rules, overlay(rules, files), write))],
  };
}

const NOTHING: Addition = { steps: [], files: [] };

function addFolder(rules: RulesText, { folder, isFolderNew, organization }: Wanted): Addition {
  if (folder === undefined || !isFolderNew) return NOTHING;
  const page = addFile(rules, listFolderPage(folder), "file");
  const path = findOwnersPath(rules) ?? ".github/CODEOWNERS";
  const owner = `@${organization}/${folder.approvers}`;
  const owners = addOwnersLine(path, rules.get(path) ?? "", { folder: folder.name, owner });
  return { steps: [...page.steps, ...owners.steps], files: [...page.files, ...owners.files] };
}

function addPolicy(rules: RulesText, { folder, offer, teams }: Wanted): Addition {
  if (folder === undefined || offer === undefined) return NOTHING;
  const parts = listPolicyFiles([offer], { folders: [folder], teams }).map((file) =>
    addFile(rules, file, "policy"),
  );
  return { steps: parts.flatMap(({ steps }) => steps), files: parts.flatMap(({ files }) => files) };
}

const addListed = (rules: RulesText, { people }: Wanted): Addition =>
  people.length === 0 ? NOTHING : addPeople(rules.get(SETTINGS_PATH) ?? "", people);

/** `init` gave them no owner once. */
function addRuleOwners(rules: RulesText, { organization }: Wanted): Addition {
  const path = findOwnersPath(rules);
  const text = path === undefined ? undefined : rules.get(path);
  const teams = parseSettings(rules.get(SETTINGS_PATH) ?? "", SETTINGS_PATH).value?.rules?.approvals.teams;
  if (path === undefined || text === undefined || teams === undefined) return NOTHING;
  const owners = teams.map(({ slug }) => `@${organization}/${slug}`).join(" ");
  return addMissingOwners(path, text, owners);
}

/** A guide that somebody wrote is as good as ours. */
function addFile(rules: RulesText, file: SetupFile, what: "file" | "policy"): Addition {
  const there = rules.get(file.path);
  const step = (action: PlanStep["action"]): Addition["steps"] => [{ what, name: file.path, action }];
  if (there === undefined) return { steps: step("create"), files: [file] };
  return { steps: step(there === file.text || what === "file" ? "keep" : "differs"), files: [] };
}

/** Writes it again where it is what the policies gave before. One that a person changed stays. */
function refresh(before: RulesText, after: RulesText, write: Derived): SetupFile[] {
  const [old, fresh] = [write(before), write(after)];
  if (fresh === undefined || old?.text === fresh.text) return [];
  const there = before.get(fresh.path);
  return there !== undefined && there === old?.text ? [fresh] : [];
}
