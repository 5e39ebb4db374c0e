import { addSeconds } from "date-fns";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import type { LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { type Entry, intent, keyPair } from "../git/fixture.ts";
import { grantedEntry } from "../support/builders/ledger.ts";
import { capture, cloneAccess, configure } from "./clone.ts";

const crm = { name: "crm", adapter: "memory", resources: { orders: ["readonly"] } };
const policy = (provider: string, role = "readonly"): Entry => ({
  path: `policies/${provider}-${role}.yaml`,
  text: `name: ${provider}-${role}
folders: [payments]
entitlements: [{ provider: ${provider}, resource: orders, roles: [${role}] }]
requesters: { teams: [{ slug: payments, id: 301 }] }
duration: { maximum: 8h }
approvals: { teams: [{ slug: payments-leads, id: 302 }] }
`,
});

/** alice's hour at a memory provider, which forgot it: it began half an hour ago. */
function hold(provider: string): LedgerEntry[] {
  const at = addSeconds(new Date(), -1800);
  const until = addSeconds(at, 3600);
  const entitlement = { provider, resource: "orders", role: "readonly" };
  const ids = { instance: `memory:${provider}`, principal: "alice", entitlement: "orders/readonly" };
  const begun = { ...intent({ entitlement, startsAt: at, endsAt: until }, at), ids };
  return [begun, grantedEntry({ principal: "alice", entitlement }, at, until)];
}

/** Somebody else's, on another entitlement, so that there is a ledger: it is not held yet. */
function begin(provider: string): LedgerEntry[] {
  const at = addSeconds(new Date(), 3600);
  const entitlement = { provider, resource: "orders", role: "readonly" };
  return [intent({ entitlement, startsAt: at, endsAt: addSeconds(at, 3600) }, at)];
}

const drift = (...argv: string[]) => capture(main, "drift", ...argv);

beforeEach(() => configure([crm]));
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("hallpass drift", () => {
  it("is content where all is as git says", async () => {
    const dir = await cloneAccess({ entries: begin("crm"), files: [policy("crm")] });
    expect(await drift("--repository", dir)).toEqual({
      code: 0,
      err: "",
      out: "No drift. Entitlements looked at: 1.\n",
    });
  });

  it("names what vanished and says what follows, and fails", async () => {
    const dir = await cloneAccess({ entries: hold("crm") });
    const { code, out, err } = await drift("--repository", dir);
    expect([code, err]).toEqual([1, ""]);
    expect(out).toMatch(/^vanished +alice +readonly +crm\/orders .* payments\/2026-11-20-alice$/mu);
    expect(out).toContain("vanished: should be held, and is not: it was revoked by hand.");
  });

  it("prints one JSON object", async () => {
    const { code, out } = await drift("--repository", await cloneAccess({ entries: hold("crm") }), "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      untrusted: null,
      looked: 1,
      drift: [{ kind: "vanished", principal: "alice", requests: ["payments/2026-11-20-alice"] }],
      findings: [],
      unreadable: [],
    });
  });

  it("fails for what it could not look at, and names it", async () => {
    const files = [
      policy("hr"),
      policy("crm", "owner"),
      { path: "policies/broken.yaml", text: "name: 7\n" },
      { path: "inventory/crm.yaml", text: "provider: crm\n" },
    ];
    const { code, out, err } = await drift(
      "--repository",
      await cloneAccess({ entries: begin("crm"), files }),
    );
    expect([code, out]).toEqual([3, "No drift. Entitlements looked at: 1.\n"]);
    expect(err).toContain('has no provider "hr"');
    expect(err).toContain("ROLE_UNKNOWN");
    expect(err).toContain("policies/broken.yaml:1:");
    expect(err).toContain("inventory/crm.yaml:1:");
  });

  it("believes no ledger that another key signed", async () => {
    const dir = await cloneAccess({ entries: hold("crm") });
    const { code, out, err } = await drift("--repository", dir, "--key", publicKeyLine(keyPair().publicKey));
    expect([code, out]).toEqual([3, ""]);
    expect(err).toContain("not signed with the ledger's key");
  });

  it("fails where there is no ledger, and says how to fetch it", async () => {
    const { code, err } = await drift("--repository", await cloneAccess());
    expect(code).toBe(3);
    expect(err).toContain("git fetch origin access-ledger:");
  });

  it("cannot use an unknown option, or do without providers", async () => {
    expect((await drift("--fix")).code).toBe(2);
    configure([]);
    vi.stubEnv("HALLPASS_PROVIDERS", undefined);
    expect(await drift()).toMatchObject({
      code: 2,
      err: expect.stringContaining("HALLPASS_PROVIDERS is not set"),
    });
  });

  it("explains itself", async () => {
    expect(await drift("--help")).toMatchObject({ code: 0, out: expect.stringContaining("Exit codes") });
  });
});
