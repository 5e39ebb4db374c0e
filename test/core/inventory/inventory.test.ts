import { describe, expect, it } from "vitest";
import type { Grant } from "../../../src/core/access/grant.ts";
import {
  type Baseline,
  compareBaselines,
  indexBaselines,
  parseBaseline,
  toBaseline,
} from "../../../src/core/inventory/inventory.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import { renderBaseline } from "../../../src/report/inventory.ts";
import { at, grant as buildGrant, granted, lease, revoked } from "../../support/builders/ledger.ts";

const grant = (principal: string, overrides: Partial<Grant> = {}): Grant =>
  buildGrant(lease({ principal }), { origin: "standing", grantedBy: "postgres", ...overrides });
const take = (...grants: Grant[]): Baseline => toBaseline("orders-db", grants, emptyLedger);
const names = ({ grants }: Baseline) => grants.map(({ principal }) => principal);

describe("A baseline", () => {
  it("is one line per grant, the same for the same access in any order", () => {
    const grants = [grant("carol"), grant("bob", { grantedBy: "db admin" }), grant("carol")];
    const text = renderBaseline(take(...grants));
    expect(text).toBe(`# Standing access, as hallpass inventory --provider orders-db read it.
provider: orders-db
grants:
  - { resource: orders, role: readonly, principal: bob, grantedBy: "db admin", ids: { instance: "db", principal: "p:bob", entitlement: "e:readonly" } }
  - { resource: orders, role: readonly, principal: carol, grantedBy: postgres, ids: { instance: "db", principal: "p:carol", entitlement: "e:readonly" } }
`);
    expect(renderBaseline(take(...grants.toReversed()))).toBe(text);
  });

  it.each([
    ["nothing", []],
    ["a date", [grant("carol", { since: at(0) })]],
    [
      "words that YAML takes for something else",
      ["no", "null", "True", "12", "~", "1e3", ""].map((name) => grant(name)),
    ],
    [
      "quotes and marks",
      [grant(`x"; drop role alice; --`), grant("a: b # c"), grant("- {}"), grant("*x"), grant("\\u0041")],
    ],
    [
      "what cannot be seen",
      [grant("a\u202eb"), grant("a\nb"), grant("---\nprovider: x"), grant("\ufeffa"), grant("é ☃ 𝒳")],
    ],
  ])("is read back as it was written, with %s", (_, grants) => {
    const baseline = take(...grants);
    const { value, findings } = parseBaseline(renderBaseline(baseline), "inventory/orders-db.yaml");
    expect(findings).toEqual([]);
    expect(JSON.parse(JSON.stringify(value))).toEqual(baseline);
    expect(baseline.grants).toHaveLength(grants.length);
  });

  it("holds what people hold without Hallpass, by origin or by the ledger", () => {
    const alice = granted(lease());
    const unknown = (principal: string) => grant(principal, { origin: "unknown" });
    const grants = [grant("dave", { origin: "ours" }), unknown("alice"), unknown("carol")];
    expect(names(toBaseline("orders-db", grants, alice))).toEqual(["carol"]);
    expect(names(toBaseline("orders-db", grants, revoked(alice, lease(), at(62))))).toEqual([
      "alice",
      "carol",
    ]);
    const [[key, record] = []] = alice.holdings;
    if (key === undefined || record === undefined) throw new Error("The fixture has a holding.");
    const before = { ...alice, holdings: new Map([[key, { ...record, heldBefore: true }]]) };
    expect(names(toBaseline("orders-db", grants, before))).toEqual(["alice", "carol"]);
  });

  it.each([
    ["no provider", "grants: []"],
    ["a field nobody knows", "provider: a\ngrants: []\nextra: 1"],
    ["a grant without ids", "provider: a\ngrants: [{ resource: a, role: b, principal: c }]"],
    ["two documents", "provider: a\ngrants: []\n---\nprovider: b\ngrants: []"],
  ])("is refused with %s", (_, text) => {
    const { value, findings } = parseBaseline(text, "x.yaml");
    expect(value).toBeUndefined();
    expect(findings).not.toEqual([]);
  });
});

describe("Comparing baselines", () => {
  const before = take(grant("bob"), grant("carol"));
  const tell = (now: Baseline) =>
    compareBaselines(before, now).map(({ change, grant: { principal } }) => `${change} ${principal}`);

  it.each<[string, Baseline, string[]]>([
    ["nothing where nothing changed", take(grant("carol"), grant("bob")), []],
    ["what is new and what is gone", take(grant("bob"), grant("eve")), ["new eve", "gone carol"]],
    [
      "a grant by somebody else",
      take(grant("bob"), grant("carol", { grantedBy: "eve" })),
      ["new carol", "gone carol"],
    ],
    [
      "another person under the same name",
      take(
        grant("bob"),
        grant("carol", { ids: { instance: "db", principal: "other", entitlement: "e:readonly" } }),
      ),
      ["new carol", "gone carol"],
    ],
  ])("tells %s", (_, now, expected) => {
    expect(tell(now)).toEqual(expected);
  });
});

describe("What a baseline names", () => {
  const isKnown = indexBaselines([take(grant("carol"))]);

  it.each<[string, Grant, boolean]>([
    ["the same", grant("carol"), true],
    ["the same by another giver or name", grant("karol", { ids: grant("carol").ids, grantedBy: "x" }), true],
    ["another person under the name", grant("carol", { ids: grant("bob").ids }), false],
    [
      "another role",
      grant("carol", { entitlement: { provider: "orders-db", resource: "orders", role: "owner" } }),
      false,
    ],
    [
      "another provider",
      grant("carol", { entitlement: { provider: "b", resource: "orders", role: "readonly" } }),
      false,
    ],
  ])("%s", (_, given, expected) => {
    expect(isKnown(given)).toBe(expected);
  });
});
