import { describe, expect, it } from "vitest";
import { type Baseline, parseBaseline, type StandingGrant } from "../../../src/core/inventory/inventory.ts";
import { listStandingAccess, withoutAccess } from "../../../src/core/inventory/standing-access.ts";
import { renderBaseline } from "../../../src/report/inventory.ts";

const grant = (principal: string, overrides: Partial<StandingGrant> = {}): StandingGrant => ({
  ...{ resource: "orders", role: "readonly", principal, grantedBy: "postgres" },
  ids: { instance: "db", principal: `p:${principal}`, entitlement: "e:readonly" },
  ...overrides,
});
const baseline = (...grants: StandingGrant[]): Baseline => ({ provider: "orders-db", grants });
const list = (committed: Baseline, current: Baseline) =>
  listStandingAccess([committed], [current]).map(({ principal, state, held }) => [
    principal,
    state,
    held.length,
  ]);

describe("Standing access", () => {
  it("is what is held and what is committed, sorted, each once", () => {
    expect(list(baseline(grant("gone"), grant("carol")), baseline(grant("dave"), grant("carol")))).toEqual([
      ["carol", "committed", 1],
      ["dave", "new", 1],
      ["gone", "gone", 0],
    ]);
  });

  it("is one, however many gave it", () => {
    const twice = baseline(grant("carol"), grant("carol", { grantedBy: "db admin" }));
    expect(list(baseline(grant("carol")), twice)).toEqual([["carol", "committed", 2]]);
  });

  it("goes by ids: who was renamed is the same, another under an old name is not", () => {
    const { ids } = grant("carol");
    expect(list(baseline(grant("carol")), baseline(grant("caroline", { ids })))).toEqual([
      ["caroline", "committed", 1],
    ]);
    const other = { ...ids, principal: "p:other" };
    expect(list(baseline(grant("carol")), baseline(grant("carol", { ids: other })))).toEqual([
      ["carol", "gone", 0],
      ["carol", "new", 1],
    ]);
  });

  it("is not told of a provider that was not read", () => {
    expect(listStandingAccess([baseline(grant("carol"))], [])).toEqual([]);
  });
});

describe("A baseline without one access", () => {
  const header = "# Kept by hand.\nprovider: orders-db\ngrants:\n";
  const line = (principal: string, comment = "") =>
    `  - { resource: orders, role: readonly, principal: ${principal}, ids: { instance: db, principal: "p:${principal}", entitlement: "e:readonly" } }${comment}\n`;
  const block = (principal: string) =>
    `  - resource: orders\n    role: readonly\n    principal: ${principal}\n    ids: { instance: db, principal: "p:${principal}", entitlement: "e:readonly" }\n`;

  function takeOut(text: string, principal: string): string | undefined {
    const path = "inventory/orders-db.yaml";
    const source = new TextEncoder().encode(text);
    const { value } = parseBaseline(source, path);
    if (value === undefined) throw new Error("The baseline of the test has mistakes.");
    const [access] = listStandingAccess([], [baseline(grant(principal))]);
    if (access === undefined) throw new Error("Nothing stands.");
    return withoutAccess({ path, source, baseline: value }, access, renderBaseline);
  }

  it.each([
    [
      "loses its line, and keeps the others as they are",
      header + line("carol", " # on call") + line("dave") + line("erin"),
      header + line("carol", " # on call") + line("erin"),
    ],
    ["loses every line of it", header + line("dave") + line("carol") + line("dave"), header + line("carol")],
    [
      "is an empty list without the last",
      header + line("dave"),
      "# Standing access, as hallpass inventory --provider orders-db read it.\nprovider: orders-db\ngrants: []\n",
    ],
    ["is undefined where nothing names it", header + line("carol"), undefined],
  ])("%s", (_, text, expected) => {
    expect(takeOut(text, "dave")).toBe(expected);
  });

  it("is written anew where a line holds only a part of it", () => {
    const text = takeOut(header + block("carol") + block("dave"), "dave");
    expect(text).toContain("principal: carol");
    expect(text).not.toContain("dave");
    expect(parseBaseline(text ?? "", "x").value?.grants).toHaveLength(1);
  });
});
