import { describe, expect, it } from "vitest";
import { parseCodeowners } from "../../../src/core/files/codeowners.ts";
import type { Policy } from "../../../src/core/files/policy.ts";
import { createAffected } from "../../../src/core/replay/affected.ts";
import type { PastRequest } from "../../../src/core/replay/past-request.ts";
import type { ReplayedRules } from "../../../src/core/replay/replay.ts";
import { policy } from "../../support/builders/evidence.ts";
import { START } from "../../support/builders/ledger.ts";

const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };

const request = (overrides: Partial<PastRequest> = {}): PastRequest => ({
  ...{ id: "payments/a", path: "access-requests/payments/a.yaml", blob: "c", pull: 1, at: START },
  ...{ approvers: [], leases: [], entitlements: [entitlement] },
  ...overrides,
});

const owners = (text: string) => parseCodeowners(text, ".github/CODEOWNERS");

const rules = (policies: readonly Partial<Policy>[], others: Partial<ReplayedRules> = {}): ReplayedRules => ({
  policies: policies.map((each) => policy(each)),
  codeowners: owners("/access-requests/payments/ @acme/payments-leads\n"),
  settings: { profile: "standard", merge: "automatic", ledger: { publicKey: "" }, people: [] },
  findings: [],
  ...others,
});

const other = { name: "other", folders: ["other"] };

const isAffected = (before: ReplayedRules, after: ReplayedRules, asked = request()): boolean =>
  createAffected({ before, after })(asked);

describe("the requests that a change of the rules concerns", () => {
  it("are none where nothing changed, also where the rules were read twice", () => {
    expect(isAffected(rules([{}, other]), rules([{}, other]))).toBe(false);
  });

  it("are not those under another policy, or another line of owners", () => {
    expect(isAffected(rules([{}, other]), rules([{}, { ...other, duration: { maximum: "1h" } }]))).toBe(
      false,
    );
    const longer = {
      codeowners: owners("/docs/ @acme/x\n/access-requests/payments/ @acme/payments-leads\n"),
    };
    expect(isAffected(rules([{}]), rules([{}], longer))).toBe(false);
  });

  it.each<[string, ReplayedRules]>([
    ["its policy", rules([{ duration: { maximum: "1h" } }])],
    ["a second policy that offers the same", rules([{}, { name: "again" }])],
    ["its owners", rules([{}], { codeowners: owners("/access-requests/ @acme/security\n") })],
    [
      "people",
      rules([{}], { settings: { ...rules([]).settings, people: [{ id: 1, login: "a", principals: {} }] } }),
    ],
    [
      "a role that another policy marks as sensitive",
      rules([
        {},
        { ...other, entitlements: [{ ...entitlement, roles: ["readonly"], sensitive: ["readonly"] }] },
      ]),
    ],
    ["a rota", rules([{}], { rotas: new Map([["payments", { shifts: [] }]]) })],
  ])("are those where something else decides: %s", (_, after) => {
    expect(isAffected(rules([{}]), after)).toBe(true);
  });

  it("are all that the ledger knows in part, and all under a policy that approves by itself", () => {
    const { entitlements: _, ...unknown } = request();
    expect(isAffected(rules([{}]), rules([{}]), unknown)).toBe(true);
    const automatic = rules([{ automatic: { maximum: "1h" } }]);
    expect(isAffected(automatic, automatic)).toBe(true);
  });
});
