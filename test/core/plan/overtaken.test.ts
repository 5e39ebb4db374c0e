import { describe, expect, it } from "vitest";
import type { Intent } from "../../../src/core/ledger/ledger-entry.ts";
import { isOvertaken } from "../../../src/core/plan/overtaken.ts";
import { idsOf, intentEntry, lease } from "../../support/builders/ledger.ts";

interface Sketch {
  readonly request?: string;
  readonly base?: string;
  readonly provider?: string;
  readonly role?: string;
  readonly principal?: string;
  readonly ids?: Partial<Intent["ids"]>;
}

const intend = ({
  request = "payments/a",
  base,
  provider = "db",
  role = "r",
  principal = "alice",
  ids = {},
}: Sketch): Intent => {
  const entitlement = { provider, resource: "orders", role };
  const own = lease({ request, entitlement, principal, ...(base !== undefined && { extends: base }) });
  return intentEntry(own, { ids: { ...idsOf(own), instance: provider, ...ids } });
};

const other = { request: "payments/b", principal: "bob" };

describe("A request is judged again when one of the same round", () => {
  it.each<[string, Sketch, Sketch, boolean]>([
    ["has nothing in common with it but the role", {}, other, false],
    [
      "is of another provider, where the account has the same name",
      {},
      { ...other, principal: "alice", provider: "mail" },
      false,
    ],
    ["is for the same account", {}, { ...other, principal: "alice" }, true],
    ["is for the same account, and another role", {}, { ...other, principal: "alice", role: "admin" }, true],
    [
      "is for an account with another name that the provider knows as the same",
      {},
      { ...other, ids: { principal: "p:alice" } },
      true,
    ],
    ["is what it carries on from", { base: "payments/b" }, other, true],
    ["carries on from it", {}, { ...other, base: "payments/a" }, true],
  ])("%s: %#", (_name, later, earlier, expected) => {
    expect(isOvertaken([intend(later)], [intend(earlier)])).toBe(expected);
    const [far, near] = [intend({ request: "x/y", principal: "zoe", role: "z" }), intend(earlier)];
    expect(isOvertaken([far, intend(later)], [intend({ request: "x/z", principal: "yan" }), near])).toBe(
      expected,
    );
  });
});
