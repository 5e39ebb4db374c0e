import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { run } from "../../src/commands/status.ts";
import type { LedgerEntry } from "../../src/core/ledger-entry.ts";
import { gitLedger } from "../../src/git/ledger.ts";
import { gitRepository } from "../../src/git/repository.ts";
import { publicKeyLine } from "../../src/git/sshsig.ts";
import { at, git, intent, keyPair, lease, remoteRepository, round, temporaryFolder } from "../git/fixture.ts";

const { entitlement } = lease();
const granted = (principal: string): LedgerEntry => ({
  kind: "granted",
  principal,
  entitlement,
  at: at("14:02:05"),
  until: at("16:02:00"),
  changed: true,
});
const intentOf = (login: string, pull: number) =>
  intent({ principal: login, subject: { id: pull, login }, request: `payments/${login}`, pull });

/** A clone of an access repository whose ledger has these entries. */
async function clone(entries: readonly LedgerEntry[], key = keyPair()): Promise<string> {
  const remote = remoteRepository();
  const text = `ledger:\n  publicKey: ${publicKeyLine(key.publicKey)}\npeople: []\n`;
  remote.point("refs/heads/main", remote.commit([{ path: ".github/hallpass.yaml", text }]));
  if (entries.length > 0) {
    const access = { dir: temporaryFolder(), url: remote.url, token: async () => undefined, allowFile: true };
    await (await gitRepository({ ...access, defaultBranch: "main" })).fetch();
    const identity = { name: "hallpass", email: "hallpass@example.com" };
    await gitLedger({ ...access, privateKey: key.privateKey, identity }).append(round(entries));
  }
  const folder = temporaryFolder();
  git(folder, ["clone", "--quiet", remote.url, "clone"]);
  return join(folder, "clone");
}

async function status(...argv: string[]) {
  vi.restoreAllMocks();
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const err = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const code = await run(argv);
  const text = (spy: typeof out) => spy.mock.calls.map(([chunk]) => String(chunk)).join("");
  return { code, out: text(out), err: text(err) };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("hallpass status", () => {
  it("shows who holds what until when", async () => {
    const dir = await clone([intentOf("alice", 12), granted("alice"), intentOf("dave", 13)]);
    expect(await status("--repository", dir, "--at", "2026-11-20T15:02:00Z")).toEqual({
      code: 0,
      err: "",
      out: `SUBJECT  ROLE      ON                UNTIL                          REQUEST               STATE
alice    readonly  orders-db/orders  2026-11-20 16:02Z (in 1 hour)  payments/alice (#12)  live
dave     readonly  orders-db/orders  2026-11-20 16:02Z (in 1 hour)  payments/dave (#13)   undetermined
`,
    });
  });

  it("says what is overdue, and fails", async () => {
    const dir = await clone([intentOf("alice", 12), granted("alice")]);
    const { code, out } = await status("--repository", dir, "--at", "2026-11-20T16:05:00Z");
    expect(code).toBe(1);
    expect(out).toMatch(
      /16:02Z \(3 minutes ago\) .* OVERDUE: ended, no revocation in this clone \(git fetch, and look again\)\n$/,
    );
  });

  it("leaves out what was revoked", async () => {
    const revoked: LedgerEntry = {
      kind: "revoked",
      principal: "alice",
      entitlement,
      at: at("16:02:01"),
      because: "expiry",
      scheduled: at("16:02:00"),
      sessionsEnded: 0,
    };
    const dir = await clone([intentOf("alice", 12), granted("alice"), revoked]);
    expect(await status("--repository", dir)).toEqual({ code: 0, err: "", out: "Nobody holds anything.\n" });
  });

  it("prints one JSON object", async () => {
    const dir = await clone([intentOf("alice", 12), granted("alice")]);
    const { code, out } = await status("--repository", dir, "--json", "--at", "2026-11-20T15:00:00Z");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      ledger: expect.stringMatching(/^[0-9a-f]{40}$/),
      verified: true,
      at: "2026-11-20T15:00:00.000Z",
      holdings: [
        {
          subject: "alice",
          subjectId: 12,
          principal: "alice",
          entitlement,
          until: "2026-11-20T16:02:00.000Z",
          requests: ["payments/alice"],
          pulls: [12],
          state: "live",
        },
      ],
    });
  });

  it("does not believe a ledger signed with another key", async () => {
    const dir = await clone([intentOf("alice", 12)]);
    const stranger = publicKeyLine(keyPair().publicKey);
    const { code, out, err } = await status("--repository", dir, "--key", stranger);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("no commit of it is verified");
    expect(err).toContain("not signed with the ledger's key");
  });

  it("shows what the last verified commit says when an unsigned one follows it, and fails", async () => {
    const dir = await clone([intentOf("alice", 12), granted("alice")]);
    const ref = "refs/remotes/origin/access-ledger";
    const bad = git(dir, ["commit-tree", `${ref}^{tree}`, "-p", ref, "-m", "x"]);
    git(dir, ["update-ref", ref, bad]);
    const { code, out, err } = await status("--repository", dir, "--at", "2026-11-20T15:02:00Z");
    expect(code).toBe(1);
    expect(out).toContain("payments/alice (#12)");
    expect(err).toContain(`The ledger's tip ${bad} is not trusted`);
    const json = await status("--repository", dir, "--json", "--at", "2026-11-20T15:02:00Z");
    expect(JSON.parse(json.out)).toMatchObject({ verified: false, untrusted: { tip: bad } });
  });

  it("says how to fetch a ledger the clone does not have", async () => {
    const { code, err } = await status("--repository", await clone([]));
    expect(code).toBe(1);
    expect(err).toContain("git fetch origin access-ledger:");
  });

  it("shows what is held without a key, and says that it was not verified", async () => {
    const dir = await clone([intentOf("alice", 12)]);
    git(dir, ["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/access-ledger"]);
    const { out, err } = await status("--repository", dir, "--at", "2026-11-20T15:00:00Z");
    expect(out).toContain("alice");
    expect(err).toContain("not verified");
  });

  it.each([
    ["--at", "yesterday"],
    ["--key", "ssh-rsa AAAA"],
    ["--nonsense", ""],
    ["extra", ""],
  ])("cannot use %s %s", async (...argv) => {
    expect((await status(...argv.filter(Boolean))).code).toBe(2);
  });

  it("explains itself", async () => {
    expect(await status("--help")).toMatchObject({ code: 0, out: expect.stringContaining("Exit codes") });
  });

  it("fails where there is no repository", async () => {
    expect(await status("--repository", temporaryFolder())).toMatchObject({ code: 1, out: "" });
  });
});
