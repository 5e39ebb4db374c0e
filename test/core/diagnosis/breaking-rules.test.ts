import { describe, expect, it } from "vitest";
import { diagnose, listInstallationStops } from "../../../src/core/diagnosis/diagnosis.ts";
import type { BranchRules, GitHubState } from "../../../src/core/diagnosis/installation.ts";
import { NOW } from "../../support/builders/evidence.ts";
import {
  APP,
  appWrites,
  free,
  gate,
  github,
  installation,
  ledger,
} from "../../support/builders/installation.ts";

/** The rules of a branch, and one ruleset more. */
const adding = (
  rules: BranchRules,
  type: string,
  bypass: BranchRules["rulesets"][number]["bypass"] = { value: [] },
) => ({
  ...rules,
  types: new Set([...rules.types, type]),
  rulesets: [...rules.rulesets, { id: 9, name: "ours", types: new Set([type]), bypass }],
});

const wrongIn = (state: Partial<GitHubState>) => {
  const diagnosis = diagnose(installation({ github: github(state) }), NOW);
  expect(listInstallationStops(diagnosis, undefined)).toEqual([]);
  return diagnosis.examinations.filter(({ status }) => status === "wrong");
};

const pushGates = [
  "pull_request",
  "required_status_checks",
  "required_deployments",
  "workflows",
  "merge_queue",
  "code_scanning",
  "code_quality",
];
const patterns = ["commit_message_pattern", "commit_author_email_pattern", "committer_email_pattern"];

describe("doctor names rules that keep Hallpass from working, and stops nothing for them", () => {
  it.each(["required_signatures", "required_deployments", "update", ...patterns])(
    "%s on the default branch",
    (type) => {
      expect(wrongIn({ gate: adding(gate(), type) })).toMatchObject([
        { code: "GATE_BLOCKED", is: `${type} (ruleset ours)`, fix: expect.stringContaining("ours → untick") },
      ]);
    },
  );

  it.each([...pushGates, "required_signatures", "branch_name_pattern", ...patterns])(
    "%s on the ledger",
    (type) => {
      expect(wrongIn({ ledger: adding(ledger(), type) })).toMatchObject([
        {
          code: "LEDGER_BLOCKED",
          is: `${type} (ruleset ours)`,
          fix: expect.stringContaining("access-ledger"),
        },
      ]);
    },
  );

  it.each([...pushGates, "creation", "update", "required_signatures", "branch_name_pattern", ...patterns])(
    "%s on the branches of reverts",
    (type) => {
      expect(wrongIn({ reverts: adding(free(), type) })).toMatchObject([
        { code: "REVERTS_BLOCKED", fix: expect.stringContaining("hallpass/**/*") },
      ]);
    },
  );

  it.each([...pushGates, "creation", "update"])("%s on the branches of requests", (type) => {
    expect(wrongIn({ requests: adding(free(), type) })).toMatchObject([
      { code: "REQUESTS_BLOCKED", fix: expect.stringContaining("target the default branch alone") },
    ]);
  });

  it("the older branch protection, by the branches that have it", () => {
    expect(wrongIn({ protections: ["main", "access-ledger"] })).toMatchObject([
      {
        code: "CLASSIC_PROTECTION",
        is: "on main, access-ledger",
        fix: expect.stringContaining(
          "Settings → Branches → Branch protection rules → main, access-ledger → Delete",
        ),
      },
    ]);
  });

  it.each([
    ["always", []],
    ["exempt", []],
    ["pull_request", ["LEDGER_BLOCKED"]],
  ])("not a ruleset that the app bypasses (%s)", (mode, codes) => {
    const rules = adding(ledger(), "required_signatures", { value: [{ ...appWrites, mode }] });
    expect(wrongIn({ ledger: rules }).map(({ code }) => code)).toEqual(codes);
  });

  it("a ruleset whose bypass list is hidden, or names another app", () => {
    for (const bypass of [{ unreadable: "hidden" }, { value: [{ ...appWrites, id: APP + 1 }] }])
      expect(wrongIn({ reverts: adding(free(), "pull_request", bypass) }).map(({ code }) => code)).toEqual([
        "REVERTS_BLOCKED",
      ]);
  });

  it.each(["required_linear_history", "non_fast_forward", "deletion", "copilot_code_review"])(
    "not %s, which nothing of it meets",
    (type) => {
      const state = {
        ledger: adding(ledger(), type),
        reverts: adding(free(), type),
        requests: adding(free(), type),
      };
      const codes = wrongIn(state).map(({ code }) => code);
      expect(codes).toEqual([]);
    },
  );
});
