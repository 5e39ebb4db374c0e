import { describe, expect, it } from "vitest";
import { defaultSeed } from "../../../demo/src/sandbox/seed.ts";
import { listDifferences, listRulesets, type Ruleset } from "../../../src/core/diagnosis/rulesets.ts";

const rulesets = listRulesets({ appId: 7001, ledgerBranch: "access-ledger" });
const [gate, writers] = rulesets;
if (gate === undefined || writers === undefined) throw new Error("There are three rulesets.");

describe("the rulesets of an installation", () => {
  it("are the sandbox's", () => {
    const seeded = defaultSeed().repositories[0]?.rulesets.map(({ id: _, ...ruleset }) => ruleset);
    expect(rulesets.map(({ target: _, ...ruleset }) => ruleset)).toEqual(seeded);
  });

  it("pin the check to this app, and let it alone write the ledger", () => {
    const text = JSON.stringify(listRulesets({ appId: 42, ledgerBranch: "ledger" }));
    expect(text).toContain('{"context":"hallpass/decision","integration_id":42}');
    expect(text).toContain('{"actor_id":42,"actor_type":"Integration","bypass_mode":"always"}');
    expect(text).not.toContain("7001");
    expect(text).toContain("refs/heads/ledger");
  });
});

const withParameters = (type: string, change: object): Ruleset => ({
  ...gate,
  rules: gate.rules.map((rule) =>
    rule.type === type ? { ...rule, parameters: { ...rule.parameters, ...change } } : rule,
  ),
});

describe("what differs between two rulesets", () => {
  it.each<[string, Ruleset]>([
    ["the same", gate],
    ["rules in another order", { ...gate, rules: gate.rules.toReversed() }],
    [
      "a parameter GitHub added",
      withParameters("pull_request", { automatic_copilot_code_review_enabled: false }),
    ],
  ])("is nothing for %s", (_name, current) => {
    expect(listDifferences(gate, current)).toEqual([]);
  });

  it.each<[string, Ruleset, string]>([
    ["enforcement", { ...gate, enforcement: "evaluate" }, "enforcement: evaluate → active"],
    [
      "branches",
      { ...gate, conditions: { ref_name: { include: ["~ALL"], exclude: ["refs/heads/x"] } } },
      "branches: ~ALL, not refs/heads/x → ~DEFAULT_BRANCH",
    ],
    [
      "the bypass list",
      { ...gate, bypass_actors: [{ actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" }] },
      "bypass list: RepositoryRole 5 (always) → empty",
    ],
    ["a rule too few", { ...gate, rules: gate.rules.slice(0, -1) }, "adds the rule deletion"],
    [
      "a rule too many",
      { ...gate, rules: [...gate.rules, { type: "required_signatures" }] },
      "removes the rule required_signatures",
    ],
    [
      "a parameter",
      withParameters("pull_request", { required_approving_review_count: 0 }),
      "pull_request, required_approving_review_count: 0 → 1",
    ],
    [
      "a check that names no app",
      withParameters("required_status_checks", {
        required_status_checks: [{ context: "hallpass/decision" }],
      }),
      'required_status_checks, required_status_checks: [{context: "hallpass/decision"}] → [{context: "hallpass/decision", integration_id: 7001}]',
    ],
  ])("is one line for %s", (_name, current, line) => {
    expect(listDifferences(gate, current)).toEqual([line]);
  });

  it("is the app that writes the ledger, where it is another", () => {
    const actors = [{ actor_id: 9, actor_type: "Integration", bypass_mode: "always" }];
    expect(listDifferences(writers, { ...writers, bypass_actors: actors })).toEqual([
      "bypass list: Integration 9 (always) → Integration 7001 (always)",
    ]);
  });
});
