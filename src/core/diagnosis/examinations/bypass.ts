import { type Examination, enumerate, examineKnown, type Question } from "../examination.ts";
import type { BranchRules, BypassActor, InstallationFacts } from "../installation.ts";
import { nameOf } from "./gate.ts";

const READS = 'the repository permission "Administration: write", or belongs to one of its administrators';

/** Examines the accounts that may bypass the rules, and past bypasses. All bypass modes count: "exempt" leaves no trace. */
export function examineBypasses({ server: { appId }, github }: InstallationFacts): Examination[] {
  const { gate, ledger, bypasses } = github;
  return [
    examineLists(
      {
        code: "BYPASS_LIST",
        name: "Default branch: bypass list",
        should: "empty",
        fix: `Settings → Rules → Rulesets → ${nameOf(gate)} → Bypass list: remove everybody.`,
        reads: READS,
      },
      gate,
      () => true,
      isEmpty,
    ),
    examineLists(
      {
        code: "LEDGER_WRITERS",
        name: "Ledger: who may write it",
        should: `app ${appId} alone`,
        fix: `Settings → Rules → Rulesets → ${nameOf(ledger)} → Bypass list: only the Hallpass app, always.`,
        reads: READS,
      },
      ledger,
      (types) => types.has("creation") || types.has("update"),
      (actors) => actors.length > 0 && actors.every((actor) => isApp(actor, appId)),
    ),
    examineLists(
      {
        code: "LEDGER_REWRITERS",
        name: "Ledger: who may rewrite it",
        should: "nobody, not even the app",
        fix: `Settings → Rules → Rulesets → the one with "Block force pushes" of ${ledger.branch} → Bypass list: remove everybody. It must be another ruleset than the one the app bypasses to write.`,
        reads: READS,
      },
      ledger,
      (types) => types.has("non_fast_forward") || types.has("deletion"),
      isEmpty,
    ),
    examineKnown(
      {
        code: "RECENT_BYPASS",
        name: "Default branch: rules bypassed in the last day",
        should: "never",
        fix: "Settings → Rules → Insights: look at each of them, and put right what it changed. It stays here for a day.",
        reads: READS,
        // A past bypass cannot be undone, and the changes it let through are refused on their own.
        advice: true,
      },
      bypasses,
      (list) => ({
        right: list.length === 0,
        is: enumerate(list.map(({ actor, after, at }) => `by ${actor} at ${at}, to ${after}`)) || "never",
      }),
    ),
  ];
}

/**
 * Examines the bypass lists of the matching rulesets together. A wrong actor on a readable list is a finding even if another list is
 * unreadable; otherwise an unreadable list leaves the question open.
 */
function examineLists(
  question: Question,
  { rulesets }: BranchRules,
  isMeant: (types: ReadonlySet<string>) => boolean,
  isRight: (actors: readonly BypassActor[]) => boolean,
): Examination {
  const lists = rulesets.filter(({ types }) => isMeant(types)).map(({ bypass }) => bypass);
  const actors = lists.flatMap((list) => ("value" in list ? list.value : []));
  const hidden = lists.find((list) => "unreadable" in list);
  const isOpen = hidden !== undefined && (actors.length === 0 || isRight(actors));
  return examineKnown<readonly BypassActor[]>(question, isOpen ? hidden : { value: actors }, (list) => ({
    right: isRight(list),
    is: describeActors(list),
  }));
}

const isEmpty = (actors: readonly BypassActor[]): boolean => actors.length === 0;

const isApp = ({ type, id, mode }: BypassActor, appId: number): boolean =>
  type === "Integration" && id === appId && mode === "always";

const describeActors = (actors: readonly BypassActor[]): string =>
  enumerate(actors.map(({ type, id, mode }) => `${describeActor(type, id)} (${mode})`)) || "nobody";

const describeActor = (type: string, id: number | null): string => {
  if (type === "Integration") return `app ${id}`;
  if (type === "OrganizationAdmin") return "owners of the organisation";
  if (type === "RepositoryRole") return `repository role ${id}`;
  return id === null ? type : `${type} ${id}`;
};
