import { describe, expect, it } from "vitest";
import { combineChanges, findChange } from "../../../src/core/insight/changes/list-changes.ts";
import type { Signal } from "../../../src/core/insight/signal.ts";
import { renderProposal, renderTitle } from "../../../src/report/insight/proposal.ts";
import { renderBaseline } from "../../../src/report/inventory.ts";

const policy = (name: string, maximum = "8h"): string => `# Ask grace before you change this.
name: ${name}
folders: [payments]
entitlements: [{ provider: orders-db, resource: orders, roles: [readonly] }]
requesters: { teams: [{ slug: payments, id: 301 }] }
duration: { minimum: 5m, maximum: ${maximum} } # as agreed
approvals: { teams: [{ slug: payments-leads, id: 302 }] }
`;
const settings = `ledger:
  publicKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl
# Who is who.
people:
  - { id: 1001, login: alice, principals: { orders-db: alice } } # on call
  # Left the team in May.
  - id: 1002
    login: bob
    principals:
      orders-db: bob
  - { id: 1003, login: carol, principals: {} }
`;
const grant = (principal: string) => ({
  ...{ resource: "orders", role: "readonly", principal },
  ids: { instance: "system:1", principal: `id-${principal}`, entitlement: "role" },
});
const inventory = renderBaseline({ provider: "orders-db", grants: [grant("alice"), grant("ci")] });
const SETTINGS = ".github/hallpass.yaml";
const files = new Map([
  ["policies/orders.yaml", policy("orders")],
  ["policies/old.yaml", policy("old")],
  ["policies/README.md", "name: old"],
  [SETTINGS, settings],
  ["inventory/orders-db.yaml", inventory],
]);
const access = { provider: "orders-db", resource: "orders", role: "readonly" };
const signal = (rule: string, about: Partial<Signal>): Signal => ({ rule, says: "…", pulls: [], ...about });
const find = (rule: string, about: Partial<Signal>, given: ReadonlyMap<string, string> = files) =>
  findChange(signal(rule, about), given, renderBaseline);
const withFile = (path: string, text: string) => new Map([...files, [path, text]]);

describe("a policy that nobody used", () => {
  it("goes with its file", () => {
    expect(find("idle-policy", { policy: "old" })).toMatchObject({
      id: "idle-policy:old",
      edit: { path: "policies/old.yaml", text: undefined },
    });
  });

  it("stays where two files claim its name, or none has it", () => {
    expect(find("idle-policy", { policy: "gone" })).toBeUndefined();
    const twice = withFile("policies/copy.yaml", policy("old"));
    expect(find("idle-policy", { policy: "old" }, twice)).toBeUndefined();
  });
});

describe("a person who does nothing", () => {
  const without = (login: string, text = settings) =>
    find("idle-person", { person: login }, withFile(SETTINGS, text))?.edit.text;

  it("leaves the identity map, and every other line stays as it is", () => {
    const lines = settings.split("\n");
    expect(without("alice")).toBe(lines.toSpliced(4, 1).join("\n"));
    expect(without("bob")).toBe(lines.toSpliced(6, 4).join("\n"));
    expect(without("carol")).toBe(lines.toSpliced(10, 1).join("\n"));
  });

  it("leaves a map that is one line, and one that is empty then", () => {
    const one = `${settings.split("people:")[0]}people: [{ id: 1001, login: alice, principals: {} }, { id: 1002, login: bob, principals: {} }]\n`;
    expect(without("alice", one)).toContain("people: [ { id: 1002, login: bob, principals: {} } ]");
    const last = `${settings.split("people:")[0]}people:\n  - { id: 1001, login: alice, principals: {} }\n`;
    expect(without("alice", last)).toContain("people: []");
  });

  it("is not looked for in settings with mistakes, and not by another name", () => {
    expect(without("dave")).toBeUndefined();
    expect(without("alice", `${settings}colour: red\n`)).toBeUndefined();
  });
});

describe("standing access that nobody asks for", () => {
  it("loses its line in inventory/", () => {
    const change = find("idle-standing", { person: "ci", access });
    expect(change).toMatchObject({ id: "idle-standing:ci/orders-db/orders/readonly" });
    expect(change?.edit).toEqual({
      path: "inventory/orders-db.yaml",
      text: renderBaseline({ provider: "orders-db", grants: [grant("alice")] }),
    });
    expect(change?.besides).toContain("stays until an administrator takes it back at orders-db");
  });

  it("of another account, role or provider is left alone", () => {
    expect(find("idle-standing", { person: "eve", access })).toBeUndefined();
    expect(find("idle-standing", { person: "ci", access: { ...access, role: "owner" } })).toBeUndefined();
    expect(find("idle-standing", { person: "ci", access: { ...access, provider: "crm" } })).toBeUndefined();
  });
});

describe("a habit that asks for all its policy allows", () => {
  const lengthened = (given = files) =>
    find("habit", { person: "alice", access, policy: "orders" }, given)?.edit.text;

  it("lets the policy allow twice as long, and changes nothing else", () => {
    expect(lengthened()).toBe(policy("orders", "16h"));
  });

  it("stays as it is where no policy is named, or the longer one would be no policy", () => {
    expect(find("habit", { person: "alice", access })).toBeUndefined();
    expect(lengthened(withFile("policies/orders.yaml", policy("orders", "5000h")))).toBeUndefined();
    const bounded = policy("orders").replace("maximum: 8h", "maximum: 8h, maximumTotal: 10h");
    expect(lengthened(withFile("policies/orders.yaml", bounded))).toBeUndefined();
  });
});

it("answers no signal about people's conduct", () => {
  for (const rule of ["hasty", "mutual", "burst", "widening", "odd-hours", "unused", "borrowed"])
    expect(find(rule, { person: "alice", access, policy: "orders" })).toBeUndefined();
});

it("makes several changes of one file on top of each other, and none twice", () => {
  const leave = ["alice", "bob", "alice"].map((person) => signal("idle-person", { person }));
  const { changes, edits } = combineChanges(leave, files, renderBaseline);
  expect(changes.map(({ id }) => id)).toEqual(["idle-person:alice", "idle-person:bob"]);
  expect(edits).toHaveLength(1);
  expect(edits[0]?.text).not.toMatch(/alice|bob/u);
});

it("names what an account is called in a way that is no markup", () => {
  const hostile = "ci](https://evil.example) @acme/security";
  const text = renderBaseline({ provider: "orders-db", grants: [grant(hostile)] });
  const { changes } = combineChanges(
    [signal("idle-standing", { person: hostile, access, says: `${hostile} has it. Fixes #7` })],
    withFile("inventory/orders-db.yaml", text),
    renderBaseline,
  );
  const body = renderProposal(changes, { since: new Date(0), until: new Date(0) });
  expect(body).not.toMatch(/[^\\]\]\(|https:\/|@acme|#7/u);
  expect(renderTitle(changes)).not.toMatch(/@acme|https:\//u);
});
