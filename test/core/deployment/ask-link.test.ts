import { describe, expect, it } from "vitest";
import { buildAskLink } from "../../../src/core/deployment/ask-link.ts";
import { parsePolicy } from "../../../src/core/files/policy.ts";
import { parseRequest, parseRequestPath } from "../../../src/core/files/request.ts";

const pages = { serverUrl: "https://github.com", owner: "acme", repo: "access", defaultBranch: "main" };
const policy = parsePolicy(
  `name: production-deploy
folders: [payments, security]
entitlements:
  - { provider: production, resource: shop, roles: [deploy] }
requesters: { teams: [{ slug: payments, id: 301 }] }
duration: { maximum: 1d }
approvals: { teams: [{ slug: payments-leads, id: 302 }] }
`,
  "policies/production.yaml",
).value;
const ask = {
  entitlement: { provider: "production", resource: "shop", role: "deploy" },
  login: "Alice-B_acme",
  reason: 'Deploy to "production" (#1): https://github.com/acme/shop/actions/runs/17',
  mark: "17-2",
  now: new Date("2026-11-20T12:00:00Z"),
};

describe("the link that asks for a lease", () => {
  it("opens a new file with a valid request, in a folder of a policy that offers it", () => {
    const link = new URL(buildAskLink(pages, policy ? [policy] : [], ask) ?? "");
    expect(`${link.origin}${link.pathname}`).toBe("https://github.com/acme/access/new/main");
    const path = link.searchParams.get("filename") ?? "";
    expect(path).toBe("access-requests/payments/2026-11-20-alice-b_acme-shop-deploy-17-2.yaml");
    expect(parseRequestPath(path)).toBeDefined();
    const { value, findings } = parseRequest(link.searchParams.get("value") ?? "", path);
    expect({ value, findings }).toEqual({
      findings: [],
      value: { subject: ask.login, entitlements: [ask.entitlement], duration: "1d", reason: ask.reason },
    });
  });

  it("has a name that fits, whatever is long", () => {
    const long = { provider: "production", resource: "r".repeat(63), role: "deploy" };
    const offering = policy && { ...policy, entitlements: [{ ...long, roles: ["deploy"] }] };
    const link = new URL(
      buildAskLink(pages, offering ? [offering] : [], { ...ask, entitlement: long }) ?? "",
    );
    expect(parseRequestPath(link.searchParams.get("filename") ?? "")).toBeDefined();
  });

  it("is none where no policy offers it", () => {
    const other = { ...ask, entitlement: { ...ask.entitlement, role: "view" } };
    expect(buildAskLink(pages, policy ? [policy] : [], other)).toBeUndefined();
  });
});
