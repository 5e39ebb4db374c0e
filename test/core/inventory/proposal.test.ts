import { describe, expect, it } from "vitest";
import { parseRequest, parseRequestPath } from "../../../src/core/files/request.ts";
import type { Settings } from "../../../src/core/files/settings.ts";
import { draftPath, draftRequest, findOwner } from "../../../src/core/inventory/proposal.ts";
import type { StandingAccess } from "../../../src/core/inventory/standing-access.ts";

const access = (overrides: Partial<StandingAccess> = {}): StandingAccess => ({
  ...{ provider: "orders-db", resource: "orders", role: "readonly", principal: "carol_dba" },
  ids: { instance: "db", principal: "1", entitlement: "2" },
  ...{ state: "committed", held: [] },
  ...overrides,
});
const settings: Settings = {
  profile: "strict",
  merge: "automatic",
  ledger: { publicKey: "ssh-ed25519 AAAA" },
  people: [{ id: 1003, login: "carol", principals: { "orders-db": "carol_dba", crm: "c" } }],
};
const terms = { folder: "payments", duration: "8h", reason: undefined };

describe("Whose account it is", () => {
  it("is what the identity map says", () => {
    expect(findOwner(settings, access())).toMatchObject({ login: "carol" });
  });

  it.each([
    ["is nobody's", access({ principal: "ci" }), settings, "PRINCIPAL_UNMAPPED"],
    ["is somebody's at another provider", access({ provider: "crm" }), settings, "PRINCIPAL_UNMAPPED"],
    [
      "is named as what every object has",
      access({ provider: "constructor" }),
      settings,
      "PRINCIPAL_UNMAPPED",
    ],
    [
      "is said by the identity provider",
      access(),
      { ...settings, externalIdentities: { "orders-db": "nameId" } } satisfies Settings,
      "PRINCIPAL_UNTOLD",
    ],
  ])("is a mistake to be named where it %s", (_, of, by, code) => {
    expect(findOwner(by, of)).toMatchObject({ code });
  });
});

describe("The request", () => {
  it.each([
    ["plain words", access()],
    ["words that YAML takes for others", access({ resource: "on", role: "1e3" })],
    ["signs that YAML reads", access({ resource: "a:b@c/d", role: "x.y:z" })],
  ])("says what is held, in %s", (_, of) => {
    const { provider, resource, role } = of;
    const text = draftRequest(of, "carol", { ...terms, reason: 'a "quoted": # reason\nin two lines' });
    expect(parseRequest(text, "a.yaml")).toMatchObject({
      findings: [],
      value: {
        ...{ subject: "carol", duration: "8h", reason: 'a "quoted": # reason\nin two lines' },
        entitlements: [{ provider, resource, role }],
      },
    });
  });

  it("has a reason when nobody gives one", () => {
    const { value } = parseRequest(draftRequest(access(), "carol", terms), "a.yaml");
    expect(value?.reason).toContain("readonly on orders-db/orders");
  });

  it.each([
    ["orders", "carol", "payments/2026-11-20-carol-orders-readonly-0a1b2c3d"],
    ["Prod..DB/x", "Carol_X", "payments/2026-11-20-carol-x-prod-db-x-readonly-0a1b2c3d"],
    ["r".repeat(200), "carol", `payments/2026-11-20-carol-${"r".repeat(64)}-0a1b2c3d`],
  ])("for %s lies where a request may lie", (resource, subject, id) => {
    const place = { folder: "payments", day: "2026-11-20", unique: "0a1b2c3d" };
    expect(parseRequestPath(draftPath(access({ resource }), { ...place, subject }))?.id).toBe(id);
  });
});
