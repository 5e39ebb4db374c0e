// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV4: GitHub is down at the end.
//   AU3: The repository is deleted.
//   X8: The settings name another public key for the ledger.

import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { addSeconds } from "date-fns";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { main } from "../../src/cli.ts";
import type { Lease } from "../../src/core/access/lease.ts";
import type { Intent, LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { git, intent, keyPair, temporaryFolder } from "../git/fixture.ts";
import { grantedEntry } from "../support/builders/ledger.ts";
import { memory, unreachable } from "../support/builders/provider-entries.ts";
import { capture, cloneAccess, configure } from "./clone.ts";

/** alice's hour at a provider, that ended so many seconds ago. */
function hold(provider: string, secondsAgo: number, overrides: Partial<Intent> = {}): LedgerEntry[] {
  const endsAt = addSeconds(new Date(), -secondsAgo);
  const startsAt = addSeconds(endsAt, -3600);
  const lease: Partial<Lease> = {
    entitlement: { provider, resource: "orders", role: "readonly" },
    request: `payments/${provider}`,
    startsAt,
    endsAt,
  };
  const ids = { instance: `memory:${provider}`, principal: "alice", entitlement: "orders/readonly" };
  const begun = { ...intent(lease, startsAt), ids, ...overrides };
  const { principal, entitlement } = begun;
  return [begun, grantedEntry({ principal, entitlement }, startsAt, endsAt)];
}

const sweep = (...argv: string[]) => capture(main, "sweep", ...argv);

beforeEach(() => configure([memory("crm"), memory("orders-db")]));
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("hallpass sweep", () => {
  it("says what it would do, and does none of it", async () => {
    const dir = await cloneAccess({ entries: hold("crm", 600) });
    for (const flags of [[], ["--dry-run"]]) {
      const { code, out, err } = await sweep("--repository", dir, ...flags);
      expect([code, err]).toEqual([1, ""]);
      expect(out).toMatch(/^alice {6}readonly {2}crm\/orders .* 10 min {2}to be revoked$/mu);
      expect(out).toContain("Nothing was done. To do it: the same command with --yes.\n");
    }
  });

  it("RV4, AU3: ends what has ended with a clone, the configuration and credentials, and no GitHub", async () => {
    const dir = await cloneAccess({ entries: [...hold("crm", 600), ...hold("orders-db", 60)] });
    const { code, out, err } = await sweep("--repository", dir, "--yes");
    expect(code, err).toBe(0);
    expect(out.match(/was gone already/gu)).toHaveLength(2);
    expect(err).toMatch(/^\[1\] alice, readonly on \S+: was gone already\n\[2\] alice/u);
  });

  it("ends at the others when one provider fails, and says what to do about that one", async () => {
    configure([memory("crm"), unreachable], { ORDERS_DB_PASSWORD: "hunter2hunter2" });
    const dir = await cloneAccess({ entries: [...hold("orders-db", 600), ...hold("crm", 600)] });
    const { code, out, err } = await sweep("--repository", dir, "--yes");
    expect(code).toBe(3);
    expect(out).toMatch(/crm\/orders .* was gone already$/mu);
    expect(out).toMatch(/orders-db\/orders .* STILL HELD$/mu);
    expect(err).toContain('"orders-db" could not be read. Provider "orders-db" cannot be reached.');
    expect(err).toMatch(
      /^Still held: alice, readonly on orders-db\/orders\. .* Next: Check host, port and network, and that the provider runs, then run this again\.$/mu,
    );
    expect(out + err).not.toContain("hunter2");
  });

  it("names what it could not end because another provider has its name by now, and does not touch it", async () => {
    const ids = { instance: "memory:old", principal: "alice", entitlement: "orders/readonly" };
    const dir = await cloneAccess({ entries: hold("crm", 600, { ids }) });
    const { code, err } = await sweep("--repository", dir, "--yes");
    expect(code).toBe(1);
    expect(err).toContain("Still held: alice, readonly on crm/orders.");
    expect(err).toContain(
      "Next: See whether HALLPASS_PROVIDERS names another provider than the one that was recorded",
    );
  });

  it("says that a provider of the ledger is not configured", async () => {
    configure([memory("crm")]);
    const { code, err } = await sweep(
      "--repository",
      await cloneAccess({ entries: hold("orders-db", 600) }),
      "--yes",
    );
    expect(code).toBe(3);
    expect(err).toContain('has no provider "orders-db"');
  });

  it("leaves what is live and what was held before, and never grants", async () => {
    const container = { container: "shared", heldBefore: true } as const;
    const dir = await cloneAccess({ entries: [...hold("crm", -600), ...hold("orders-db", 60, container)] });
    const { code, out } = await sweep("--repository", dir, "--yes");
    expect(code).toBe(0);
    expect(out).not.toContain("crm");
    expect(out).toMatch(/orders-db\/orders .* left: held before Hallpass gave it$/mu);
  });

  it("is content when nothing has ended", async () => {
    const { code, out } = await sweep("--repository", await cloneAccess({ entries: hold("crm", -600) }));
    expect(code).toBe(0);
    expect(out).toMatch(/^All ended access has been removed\. By the ledger at [0-9a-f]{40}\.\n$/u);
  });

  it("prints one JSON object", async () => {
    const dir = await cloneAccess({ entries: hold("crm", 600) });
    const planned = JSON.parse((await sweep("--repository", dir, "--json")).out);
    expect(planned).toMatchObject({ done: false, untrusted: null, unreadable: [], unexplained: 0 });
    expect(planned.changes).toMatchObject([{ principal: "alice", write: true }]);
    const done = JSON.parse((await sweep("--repository", dir, "--json", "--yes")).out);
    expect(done).toMatchObject({
      done: true,
      changes: [{ status: "done", changed: false, sessionsEnded: 0 }],
    });
  });

  it("ends by the last verified commit when an unsigned one follows it, and fails", async () => {
    const dir = await cloneAccess({ entries: hold("crm", 600) });
    const ref = "refs/remotes/origin/access-ledger";
    const bad = git(dir, ["commit-tree", `${ref}^{tree}`, "-p", ref, "-m", "x"]);
    git(dir, ["update-ref", ref, bad]);
    const { code, out, err } = await sweep("--repository", dir, "--yes");
    expect(code).toBe(3);
    expect(out).toContain("was gone already");
    expect(err).toContain(`The ledger's tip ${bad} is not trusted`);
  });

  it("X8: goes by the server's key before the one in the clone, and ends nothing by a ledger of another", async () => {
    const key = keyPair();
    const dir = await cloneAccess({ entries: hold("crm", 600), key });
    const pem = keyPair().privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    vi.stubEnv("HALLPASS_LEDGER_KEY", pem);
    const { code, out, err } = await sweep("--repository", dir, "--yes");
    expect([code, out]).toEqual([3, ""]);
    expect(err).toContain("not signed with the ledger's key");
    const given = await sweep("--repository", dir, "--yes", "--key", publicKeyLine(key.publicKey));
    expect(given.code).toBe(0);
  });

  it("reads the configuration from the file that serve takes, and needs no more of it", async () => {
    vi.stubEnv("HALLPASS_PROVIDERS", undefined);
    const file = join(temporaryFolder(), "hallpass.env");
    writeFileSync(file, `HALLPASS_PROVIDERS='${JSON.stringify([memory("crm")])}'\n`);
    const dir = await cloneAccess({ entries: hold("crm", 600) });
    expect(await sweep("--repository", dir, "--env", file, "--yes")).toMatchObject({ code: 0 });
  });

  it("asks GitHub nothing", async () => {
    let asked = 0;
    const server = createServer(() => {
      asked += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    configure([memory("crm")], { GITHUB_API_URL: url, GITHUB_SERVER_URL: url });
    const dir = await cloneAccess({ entries: hold("crm", 600) });
    git(dir, ["remote", "add", "origin", `${url}/acme/access.git`]);
    expect(await sweep("--repository", dir, "--yes")).toMatchObject({ code: 0 });
    expect(asked).toBe(0);
  });

  it.each([
    ["two answers to one question", ["--yes", "--dry-run"], "Give one of them"],
    ["a key that is none", ["--key", "ssh-rsa AAAA"], "not an Ed25519 public key"],
    ["a file that is not there", ["--env", "/nonexistent/hallpass.env"], "cannot be read"],
    ["an unknown option", ["--force"], "hallpass sweep --help"],
  ])("cannot use %s", async (_, argv, message) => {
    const { code, err } = await sweep(...argv);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it("names every mistake of the configuration at once", async () => {
    vi.stubEnv("HALLPASS_PROVIDERS", "");
    vi.stubEnv("HALLPASS_LEDGER_KEY", "x");
    const { code, err } = await sweep();
    expect(code).toBe(2);
    expect(err).toContain("HALLPASS_PROVIDERS is not set");
    expect(err).toContain("--env");
    expect(err).toContain("HALLPASS_LEDGER_KEY is no private key");
  });

  it("fails where there is no ledger, and says how to fetch it", async () => {
    const { code, err } = await sweep("--repository", await cloneAccess(), "--yes");
    expect(code).toBe(3);
    expect(err).toContain("git fetch origin access-ledger:");
  });

  it("explains itself", async () => {
    expect(await sweep("--help")).toMatchObject({ code: 0, out: expect.stringContaining("Exit codes") });
  });
});
