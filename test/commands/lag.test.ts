import { addMilliseconds, addMinutes } from "date-fns";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import type { LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { at, git, intent, keyPair, lease, temporaryFolder } from "../git/fixture.ts";
import { failedEntry } from "../support/builders/ledger.ts";
import { capture, cloneAccess } from "./clone.ts";

const { entitlement } = lease();

/** Granted at 14:02, to end at 16:02 or some minutes later, and taken back so late; not at all without a lag. */
function live(login: string, lateMilliseconds?: number, minutesLater = 0): LedgerEntry[] {
  const endsAt = addMinutes(at("16:02:00"), minutesLater);
  const about = { principal: login, entitlement };
  const subject = { id: login.length, login };
  const granted: LedgerEntry[] = [
    intent({ principal: login, subject, request: `payments/${login}`, endsAt }),
    { kind: "granted", ...about, at: at("14:02:05"), until: endsAt, changed: true },
  ];
  if (lateMilliseconds === undefined) return granted;
  const ended = addMilliseconds(endsAt, lateMilliseconds);
  return [
    ...granted,
    { kind: "revoked", ...about, at: ended, because: "expiry", scheduled: endsAt, sessionsEnded: 0 },
  ];
}

const failed: LedgerEntry = failedEntry({ principal: "mallory", entitlement }, at("16:02:01"));

const lag = (...argv: string[]) => capture(main, "lag", ...argv);
const NOON = "2026-11-21T12:00:00Z";

describe("hallpass lag", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-27T12:00:00Z") });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("prints count, p50, p95 and max for each provider and in all", async () => {
    const entries = [...live("alice", 400), ...live("bob", 1240), ...live("carol", 7_500_000)];
    const dir = await cloneAccess({ entries });
    expect(await lag("--repository", dir, "--at", NOON)).toEqual({
      code: 0,
      err: "",
      out: `Lag of the revocations up to 2026-11-21 12:00:00Z
PROVIDER   COUNT  P50    P95        MAX        BY HAND  LEFT  AGAIN
orders-db  3      1.3 s  2 h 5 min  2 h 5 min  0        0     0
in all     3      1.3 s  2 h 5 min  2 h 5 min  0        0     0

Nothing is overdue.
`,
    });
  });

  it("lists what is overdue with how long and what was tried, and fails", async () => {
    const dir = await cloneAccess({
      entries: [...live("alice", 400), ...live("bob", undefined, -1), ...live("mallory"), failed],
    });
    const { code, out } = await lag("--repository", dir, "--at", "2026-11-20T16:05:00Z");
    expect(code).toBe(1);
    expect(out.split("\n").slice(-6)).toEqual([
      "OVERDUE  WHAT                          SHOULD HAVE ENDED     LATE   FAILED ATTEMPTS",
      "bob      readonly on orders-db/orders  2026-11-20 16:01:00Z  4 min  none on the ledger",
      "mallory  readonly on orders-db/orders  2026-11-20 16:02:00Z  3 min  since 2026-11-20 16:02:01Z, last UNREACHABLE at 2026-11-20 16:02:01Z",
      "",
      "hallpass status says what to do about each.",
      "",
    ]);
  });

  it("prints one JSON object", async () => {
    const dir = await cloneAccess({ entries: [...live("alice", 400), ...live("mallory"), failed] });
    const { code, out } = await lag("--repository", dir, "--json", "--at", "2026-11-20T16:03:00Z");
    expect(code).toBe(1);
    const numbers = {
      count: 1,
      milliseconds: { p50: 400, p95: 400, max: 400 },
      apart: { byHand: 0, left: 0, again: 0 },
    };
    const tried = "2026-11-20T16:02:01.000Z";
    expect(JSON.parse(out)).toEqual({
      ledger: expect.stringMatching(/^[0-9a-f]{40}$/),
      verified: true,
      until: "2026-11-20T16:03:00.000Z",
      all: numbers,
      providers: [{ provider: "orders-db", ...numbers }],
      overdue: [
        {
          subject: "mallory",
          principal: "mallory",
          entitlement,
          requests: ["payments/mallory"],
          endedAt: "2026-11-20T16:02:00.000Z",
          lateMilliseconds: 60_000,
          failing: { since: tried, at: tried, code: "UNREACHABLE" },
        },
      ],
    });
  });

  it.each([
    ["2026-11-20T16:30:00Z", 1],
    ["2026-11-20", 2],
    ["1h", 0],
    ["20h", 2],
    ["1170m", 1],
  ])("counts what was taken back since %s", async (since, count) => {
    const dir = await cloneAccess({ entries: [...live("alice", 0), ...live("bob", 0, 30)] });
    const { out } = await lag("--repository", dir, "--json", "--at", NOON, "--since", since);
    expect(JSON.parse(out)).toMatchObject({ since: expect.stringMatching(/^2026-11-2/), all: { count } });
  });

  it("says when there is nothing to measure", async () => {
    const dir = await cloneAccess({ entries: live("alice", 0) });
    const { code, out } = await lag("--repository", dir, "--at", NOON, "--since", "5m");
    expect([code, out]).toEqual([
      0,
      "Lag of the revocations from 2026-11-21 11:55:00Z to 2026-11-21 12:00:00Z\nThere were no revocations.\n\nNothing is overdue.\n",
    ]);
  });

  it("does not believe a ledger signed with another key", async () => {
    const dir = await cloneAccess({ entries: live("alice", 0) });
    const { code, out, err } = await lag("--repository", dir, "--key", publicKeyLine(keyPair().publicKey));
    expect([code, out]).toEqual([3, ""]);
    expect(err).toContain("no commit of it is verified");
  });

  it("measures by the last verified commit when an unsigned one follows it, and fails", async () => {
    const dir = await cloneAccess({ entries: live("alice", 0) });
    const ref = "refs/remotes/origin/access-ledger";
    const bad = git(dir, ["commit-tree", `${ref}^{tree}`, "-p", ref, "-m", "x"]);
    git(dir, ["update-ref", ref, bad]);
    const { code, out, err } = await lag("--repository", dir, "--json");
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      verified: false,
      untrusted: { tip: bad },
      all: { count: 1 },
      overdue: [],
    });
    expect(err).toContain(`The ledger's tip ${bad} is not trusted`);
  });

  it("says how to fetch a ledger the clone does not have", async () => {
    const { code, err } = await lag("--repository", await cloneAccess());
    expect(code).toBe(3);
    expect(err).toContain("git fetch origin access-ledger:");
    expect(err).toContain("Else name the clone with --repository DIR.");
  });

  it.each([
    ["--since", "5", "--since 5 is neither a duration nor a time. Write it as 30d or 2026-11-20T16:02:00Z."],
    ["--since", "2026-13-01", "--since 2026-13-01 is neither a duration nor a time."],
    ["--at", "yesterday", "--at yesterday is not a time. Write it as 2026-11-20T16:02:00Z."],
    ["--at", "2099-01-01", "--at 2099-01-01T00:00:00.000Z is yet to come. Give a time that has passed.\n"],
    ["--since", "2099-01-01", "--since 2099-01-01T00:00:00.000Z is not before --at"],
    ["--key", "ssh-rsa AAAA", "is not an Ed25519 public key"],
    ["--nonsense", "", "See hallpass lag --help."],
  ])("cannot use %s %s", async (option, value, message) => {
    const { code, err } = await lag(...[option, value].filter(Boolean));
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it("explains itself", async () => {
    expect(await lag("--help")).toMatchObject({ code: 0, out: expect.stringContaining("nearest rank") });
  });

  it("fails where there is no repository", async () => {
    const { code, out, err } = await lag("--repository", temporaryFolder());
    expect([code, out]).toEqual([3, ""]);
    expect(err).toMatch(
      /not a git repository.* Name the clone of the access repository with --repository DIR\./u,
    );
  });
});
