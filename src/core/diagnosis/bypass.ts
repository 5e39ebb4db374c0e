import type { BranchRules, BypassActor, InstallationFacts, Known } from "../installation.ts";
import { type Examination, enumerate, examineKnown } from "./examination.ts";
import { nameOf } from "./gate.ts";

const READS = 'the repository permission "Administration: write", or belongs to one of its administrators';

/** Who may get past the rules, and who did. Every mode counts: "exempt" leaves no trace at all. */
export function examineBypasses({ server: { appId }, github }: InstallationFacts): Examination[] {
  const { gate, ledger, bypasses } = github;
  return [
    examineKnown(
      {
        code: "BYPASS_LIST",
        name: "Default branch: bypass list",
        should: "empty",
        fix: `Settings → Rules → Rulesets → ${nameOf(gate)} → Bypass list: remove everybody.`,
        reads: READS,
      },
      listBypassers(gate, () => true),
      (list) => ({ right: list.length === 0, is: describeActors(list) }),
    ),
    examineKnown(
      {
        code: "LEDGER_WRITERS",
        name: "Ledger: who may write it",
        should: `app ${appId} alone`,
        fix: `Settings → Rules → Rulesets → ${nameOf(ledger)} → Bypass list: the Hallpass app, always, and nobody else.`,
        reads: READS,
      },
      listBypassers(ledger, (types) => types.has("creation") || types.has("update")),
      (list) => ({
        right: list.length > 0 && list.every((actor) => isApp(actor, appId)),
        is: describeActors(list),
      }),
    ),
    examineKnown(
      {
        code: "LEDGER_REWRITERS",
        name: "Ledger: who may rewrite it",
        should: "nobody, the app neither",
        fix: `Settings → Rules → Rulesets → the one with "Block force pushes" of ${ledger.branch} → Bypass list: remove everybody. It must be another ruleset than the one the app bypasses to write.`,
        reads: READS,
      },
      listBypassers(ledger, (types) => types.has("non_fast_forward") || types.has("deletion")),
      (list) => ({ right: list.length === 0, is: describeActors(list) }),
    ),
    examineKnown(
      {
        code: "RECENT_BYPASS",
        name: "Default branch: rules bypassed in the last day",
        should: "never",
        fix: "Settings → Rules → Insights: look at each of them, and put right what it changed. It stays here for a day.",
        reads: READS,
      },
      bypasses,
      (list) => ({
        right: list.length === 0,
        is: enumerate(list.map(({ actor, after, at }) => `by ${actor} at ${at}, to ${after}`)) || "never",
      }),
    ),
  ];
}

/** Everybody on the bypass lists of the rulesets that are meant; one list nobody could read hides them all. */
function listBypassers(
  { rulesets }: BranchRules,
  isMeant: (types: ReadonlySet<string>) => boolean,
): Known<readonly BypassActor[]> {
  const lists = rulesets.filter(({ types }) => isMeant(types)).map(({ bypass }) => bypass);
  const known = lists.flatMap((list) => ("value" in list ? list.value : []));
  const hidden = lists.find((list) => "unreadable" in list);
  return hidden !== undefined && known.length === 0 ? hidden : { value: known };
}

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
