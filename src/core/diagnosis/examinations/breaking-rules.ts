import type { Code } from "../../findings/finding.ts";
import { type Examination, enumerate, examine } from "../examination.ts";
import type { BranchRules, BranchRuleset, InstallationFacts } from "../installation.ts";

/** Rules that keep Hallpass from working, by what GitHub's page calls them. They open no access, so they do not stop grants. */
const boxes: Readonly<Record<string, string>> = {
  creation: "Restrict creations",
  update: "Restrict updates",
  pull_request: "Require a pull request before merging",
  required_status_checks: "Require status checks to pass",
  required_signatures: "Require signed commits",
  required_deployments: "Require deployments to succeed",
  workflows: "Require workflows to pass before merging",
  merge_queue: "Require merge queue",
  code_scanning: "Require code scanning results",
  code_quality: "Require code quality results",
  commit_message_pattern: "Restrict commit metadata",
  commit_author_email_pattern: "Restrict commit metadata",
  committer_email_pattern: "Restrict commit metadata",
  branch_name_pattern: "Restrict branch names",
};

const metadata = ["commit_message_pattern", "commit_author_email_pattern", "committer_email_pattern"];
/** Rules that a direct push cannot meet. */
const gates = [
  ...["pull_request", "required_status_checks", "required_deployments", "workflows", "merge_queue"],
  ...["code_scanning", "code_quality"],
];

interface Place {
  readonly code: Code;
  readonly name: string;
  readonly should: string;
  readonly types: readonly string[];
  /** How to leave the branches out of a ruleset that others need. */
  readonly instead: string;
}

/**
 * "About protected branches → Require signed commits": GitHub then squashes a pull request only for its author, and an app is never the
 * author; it also calls the ledger's SSH signature unverified, because the key belongs to no account.
 */
const gate: Place = {
  code: "GATE_BLOCKED",
  name: "Default branch: rules the app cannot meet",
  should: "none: GitHub would refuse the app's merges",
  types: ["update", "required_signatures", "required_deployments", ...metadata],
  instead: "Or merge approved requests by hand: merge: manual in .github/hallpass.yaml.",
};

const ledger: Place = {
  code: "LEDGER_BLOCKED",
  name: "Ledger: rules the app cannot meet",
  should: "none: the app could record nothing, and grants only what it can record",
  types: [...gates, "required_signatures", ...metadata, "branch_name_pattern"],
  instead: "Or exclude the branch access-ledger there (Target branches → Exclude by pattern).",
};

const reverts: Place = {
  code: "REVERTS_BLOCKED",
  name: "Branches hallpass/*: rules the app and the Action cannot meet",
  should: "none: no pull request could remove a request that has ended",
  types: [...gates, "creation", "update", "required_signatures", ...metadata, "branch_name_pattern"],
  instead: "Or exclude the branches hallpass/**/* there (Target branches → Exclude by pattern).",
};

const requests: Place = {
  code: "REQUESTS_BLOCKED",
  name: "Branches of requests: rules a requester cannot meet",
  should: "none: no request could be pushed",
  types: [...gates, "creation", "update"],
  instead: "Or let the ruleset target the default branch alone.",
};

export const examineBreakingRules = ({ server: { appId }, github }: InstallationFacts): Examination[] => [
  examineRules(gate, github.gate, appId),
  examineRules(ledger, github.ledger, appId),
  examineRules(reverts, github.reverts, appId),
  examineRules(requests, github.requests, appId),
  examineProtections(github.protections),
];

function examineRules(place: Place, { rulesets }: BranchRules, appId: number): Examination {
  const { code, name, should, types, instead } = place;
  const breaking = rulesets
    .filter((ruleset) => !isBypassedBy(ruleset, appId))
    .flatMap((ruleset) =>
      [...ruleset.types]
        .filter((type) => types.includes(type))
        .map((type) => ({ type, ruleset: ruleset.name })),
    );
  const clicks = breaking.map(({ type, ruleset }) => `${ruleset} → untick "${boxes[type]}"`);
  return examine(
    {
      code,
      name,
      should,
      fix: `Settings → Rules → Rulesets → ${enumerate([...new Set(clicks)])} (a ruleset of the organisation: Organisation → Settings → Repository → Rulesets). ${instead}`,
      advice: true,
    },
    {
      right: breaking.length === 0,
      is: enumerate(breaking.map(({ type, ruleset }) => `${type} (ruleset ${ruleset})`)) || "none",
    },
  );
}

const isBypassedBy = ({ bypass }: BranchRuleset, appId: number): boolean =>
  "value" in bypass &&
  bypass.value.some(
    ({ type, id, mode }) => type === "Integration" && id === appId && mode !== "pull_request",
  );

/** Classic branch protection is in no ruleset, and GitHub shows its conditions to administrators alone. */
const examineProtections = (branches: readonly string[]): Examination =>
  examine(
    {
      code: "CLASSIC_PROTECTION",
      name: "Classic branch protection",
      should:
        "none: rulesets alone. Hallpass cannot see its other conditions, which may refuse the app's merges and pushes",
      fix: `Settings → Branches → Branch protection rules → ${branches.join(", ")} → Delete. The rulesets of hallpass rulesets demand what is needed.`,
      advice: true,
    },
    { right: branches.length === 0, is: branches.length === 0 ? "none" : `on ${branches.join(", ")}` },
  );
