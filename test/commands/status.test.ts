import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import type { LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { at, git, intent, keyPair, lease, temporaryFolder } from "../git/fixture.ts";
import { failedEntry, grantedEntry, revokedEntry } from "../support/builders/ledger.ts";
import { cloneRounds } from "./clone.ts";

const { entitlement } = lease();
const granted = (principal: string): LedgerEntry =>
  grantedEntry({ principal, entitlement }, at("14:02:05"), at("16:02:00"));
const subjectOf = (login: string, id: number) => ({ principal: login, subject: { id, login } });
const intentOf = (login: string, pull: number) =>
  intent({ ...subjectOf(login, pull), request: `payments/${login}`, pull });
const failed = (time: string, code: string): LedgerEntry =>
  failedEntry({ principal: "alice", entitlement }, at(time), code);
const ended = (login: string, time: string): LedgerEntry => ({
  kind: "ended",
  request: `payments/${login}`,
  because: "command",
  by: { id: 1003, login: "carol" },
  at: at(time),
});
const revoked: LedgerEntry = revokedEntry(
  { principal: "alice", entitlement },
  at("16:02:01"),
  at("16:02:00"),
);

/** A clone of an access repository whose ledger has these entries. */
async function clone(entries: readonly LedgerEntry[], key = keyPair()): Promise<string> {
  return cloneRounds(entries.length > 0 ? [entries] : [], key);
}

async function status(...argv: string[]) {
  vi.restoreAllMocks();
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const err = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const code = await main(["status", ...argv]);
  const text = (spy: typeof out) => spy.mock.calls.map(([chunk]) => String(chunk)).join("");
  return { code, out: text(out), err: text(err) };
}

/** The same, at this time. */
async function statusAt(time: string, ...argv: string[]) {
  vi.setSystemTime(new Date(time));
  return status(...argv);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-27T12:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("hallpass status", () => {
  it("shows who holds what until when", async () => {
    const dir = await clone([intentOf("alice", 12), granted("alice"), intentOf("dave", 13)]);
    expect(await statusAt("2026-11-20T15:02:00Z", "--repository", dir)).toEqual({
      code: 0,
      err: "",
      out: `SUBJECT  ROLE      ON                UNTIL                          REQUEST               STATE
alice    readonly  orders-db/orders  2026-11-20 16:02Z (in 1 hour)  payments/alice (#12)  live
dave     readonly  orders-db/orders  2026-11-20 16:02Z (in 1 hour)  payments/dave (#13)   undetermined
`,
    });
  });

  it("says how to use what is live, and not what is over", async () => {
    const connection = { kind: "command", text: "psql -h db.example -U alice -d orders" } as const;
    const grant = grantedEntry({ principal: "alice", entitlement }, at("14:02:05"), at("16:02:00"));
    const dir = await clone([intentOf("alice", 12), { ...grant, connection }]);
    const live = await statusAt("2026-11-20T15:02:00Z", "--repository", dir);
    expect(live.out).toContain(
      "\nConnect:\n  alice, readonly on orders-db/orders: psql -h db.example -U alice -d orders\n",
    );
    const json = await statusAt("2026-11-20T15:02:00Z", "--repository", dir, "--json");
    expect(JSON.parse(json.out).holdings).toMatchObject([{ connection }]);
    const over = await statusAt("2026-11-20T16:05:00Z", "--repository", dir);
    expect(over.out).not.toContain("psql");
  });

  it("says what is overdue, and fails", async () => {
    const dir = await clone([intentOf("alice", 12), granted("alice")]);
    const { code, out } = await statusAt("2026-11-20T16:05:00Z", "--repository", dir);
    expect(code).toBe(1);
    expect(out).toMatch(
      /16:02Z \(3 minutes ago\) .* OVERDUE: no failed attempt to take it back is recorded\n\nNext:\n {2}alice, readonly on orders-db\/orders: git fetch, and look again\. .*\n$/,
    );
  });

  it("says since when something fails to be taken back, why it did last, and what to do about it", async () => {
    const entries = [intentOf("alice", 12), granted("alice"), failed("16:02:05", "UNREACHABLE")];
    const dir = await clone([...entries, failed("16:03:10", "REFUSED")]);
    const { code, out } = await statusAt("2026-11-20T16:05:00Z", "--repository", dir);
    expect(code).toBe(1);
    expect(out).toContain(
      "OVERDUE: revocation fails since 2026-11-20 16:02:05Z, last REFUSED at 2026-11-20 16:03:10Z\n",
    );
    expect(out).toContain(
      "  alice, readonly on orders-db/orders: give Hallpass's account at the provider the right it lacks",
    );
    const json = await statusAt("2026-11-20T16:05:00Z", "--repository", dir, "--json");
    expect(JSON.parse(json.out).holdings).toMatchObject([
      {
        state: "overdue",
        failing: { since: "2026-11-20T16:02:05.000Z", at: "2026-11-20T16:03:10.000Z", code: "REFUSED" },
      },
    ]);
  });

  it("shows what ended early and is still held as overdue since then, and who ended it", async () => {
    const dir = await clone([intentOf("alice", 12), granted("alice"), ended("alice", "15:30:00")]);
    const { code, out } = await statusAt("2026-11-20T15:32:00Z", "--repository", dir);
    expect(code).toBe(1);
    expect(out).toContain("2026-11-20 15:30Z (2 minutes ago)");
    expect(out).toContain("payments/alice (#12, ended 2026-11-20 15:30Z by carol: command)");
  });

  it("shows what an extension carries on from, and the task it is for", async () => {
    const more = { request: "payments/more", extends: "payments/alice", until: 7 };
    const times = { startsAt: at("16:02:00"), endsAt: at("17:02:00") };
    const extension = intent({ ...subjectOf("alice", 12), pull: 14, ...more, ...times });
    const dir = await clone([intentOf("alice", 12), granted("alice"), extension]);
    const { code, out } = await statusAt("2026-11-20T15:02:00Z", "--repository", dir);
    expect(code).toBe(0);
    expect(out).toContain("2026-11-20 17:02Z (in 2 hours)");
    expect(out).toContain(
      "payments/alice (#12), payments/more (#14, extends payments/alice, until #7 is closed)",
    );
  });

  it("tells in JSON of a lease that ended early while another goes on", async () => {
    const other = intent({ ...subjectOf("alice", 12), request: "payments/other", pull: 14 });
    const dir = await clone([intentOf("alice", 12), other, granted("alice"), ended("alice", "15:30:00")]);
    const { code, out } = await statusAt("2026-11-20T15:32:00Z", "--repository", dir, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out).holdings).toMatchObject([
      {
        state: "live",
        requests: ["payments/other"],
        leases: [
          {
            request: "payments/alice",
            ended: {
              at: "2026-11-20T15:30:00.000Z",
              because: "command",
              by: { id: 1003, login: "carol" },
            },
          },
          { request: "payments/other" },
        ],
      },
    ]);
  });

  it("forgets what an earlier time of the same holding was for", async () => {
    const times = { startsAt: at("17:00:00"), endsAt: at("18:00:00") };
    const again = intent({ ...subjectOf("alice", 12), request: "payments/again", ...times }, at("17:00:00"));
    const dir = await clone([intentOf("alice", 12), granted("alice"), revoked, again]);
    const { out } = await statusAt("2026-11-20T18:01:00Z", "--repository", dir, "--json");
    const [holding, ...more] = JSON.parse(out).holdings;
    expect(more).toEqual([]);
    expect(holding).toMatchObject({ state: "overdue", requests: ["payments/again"] });
    expect(holding.leases).toHaveLength(1);
  });

  it("asks nobody to take back what was held before", async () => {
    const before = { ...intentOf("alice", 12), container: "shared" as const, heldBefore: true };
    const dir = await clone([before, granted("alice")]);
    const { code, out } = await statusAt("2026-11-20T16:05:00Z", "--repository", dir);
    expect(code).toBe(1);
    expect(out).toContain("OVERDUE: held before and left, its end is not recorded\n");
    expect(out).not.toContain("the Action");
  });

  it("leaves out what was revoked", async () => {
    const dir = await clone([intentOf("alice", 12), granted("alice"), revoked]);
    expect(await status("--repository", dir)).toEqual({ code: 0, err: "", out: "No access is held.\n" });
  });

  it("prints one JSON object", async () => {
    const dir = await clone([intentOf("alice", 12), granted("alice")]);
    const { code, out } = await statusAt("2026-11-20T15:00:00Z", "--repository", dir, "--json");
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
          left: false,
          leases: [
            {
              request: "payments/alice",
              pull: 12,
              startsAt: "2026-11-20T14:02:00.000Z",
              endsAt: "2026-11-20T16:02:00.000Z",
            },
          ],
        },
      ],
    });
  });

  it("does not believe a ledger signed with another key", async () => {
    const dir = await clone([intentOf("alice", 12)]);
    const stranger = publicKeyLine(keyPair().publicKey);
    const { code, out, err } = await status("--repository", dir, "--key", stranger);
    expect([code, out]).toEqual([3, ""]);
    expect(err).toContain("no commit of it is verified");
    expect(err).toContain("not signed with the ledger's key");
  });

  it("shows what the last verified commit says when an unsigned one follows it, and fails", async () => {
    const dir = await clone([intentOf("alice", 12), granted("alice")]);
    const ref = "refs/remotes/origin/access-ledger";
    const bad = git(dir, ["commit-tree", `${ref}^{tree}`, "-p", ref, "-m", "x"]);
    git(dir, ["update-ref", ref, bad]);
    const { code, out, err } = await statusAt("2026-11-20T15:02:00Z", "--repository", dir);
    expect(code).toBe(3);
    expect(out).toContain("payments/alice (#12)");
    expect(err).toContain(`The ledger's tip ${bad} is not trusted`);
    const json = await statusAt("2026-11-20T15:02:00Z", "--repository", dir, "--json");
    expect(JSON.parse(json.out)).toMatchObject({ verified: false, untrusted: { tip: bad } });
  });

  it("says how to fetch a ledger the clone does not have", async () => {
    const { code, err } = await status("--repository", await clone([]));
    expect(code).toBe(3);
    expect(err).toContain("git fetch origin access-ledger:");
  });

  it("shows what is held without a key, and says that it was not verified", async () => {
    const dir = await clone([intentOf("alice", 12)]);
    git(dir, ["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/access-ledger"]);
    const { code, out, err } = await statusAt("2026-11-20T15:00:00Z", "--repository", dir);
    expect(code).toBe(3);
    expect(out).toContain("alice");
    expect(err).toContain("not verified");
    expect(JSON.parse((await status("--repository", dir, "--json")).out)).toMatchObject({ verified: false });
  });

  it.each([
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
    expect(await status("--repository", temporaryFolder())).toMatchObject({ code: 3, out: "" });
  });
});
