// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU7: A name or a reason that a person chose is a formula in an auditor's spreadsheet.

import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { formatCsv } from "../../src/commands/audit/table.ts";
import type { LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import { at, git, intent, remoteRepository } from "../git/fixture.ts";
import { grantedEntry, proof, revokedEntry } from "../support/builders/ledger.ts";
import { capture, cloneRounds } from "./clone.ts";

const CAROL = { id: 1003, login: "carol" };
const policy = { name: "orders", blob: "d".repeat(40), commit: "e".repeat(40) };
const intentOf = (login: string, pull: number, more: Parameters<typeof intent>[0] = {}) =>
  intent({
    principal: login,
    subject: { id: pull, login },
    request: `payments/${login}`,
    pull,
    approvers: [CAROL],
    policy,
    ...more,
  });
const alice = {
  ...intentOf("alice", 12),
  proof: {
    ...proof,
    codeowners: "f".repeat(40),
    reviews: [{ id: 77, reviewer: CAROL, commit: proof.head, at: at("14:01:00") }],
    met: [{ rule: "Code owners approved exactly this", says: "Approved by carol." }],
  },
};
const granted = (login: string, when: string): LedgerEntry =>
  grantedEntry({ principal: login, entitlement: alice.entitlement }, at(when), at("16:02:00"));
const dave = { ...intentOf("dave", 13), at: at("17:00:00") };
const revoked = revokedEntry(alice, at("16:02:01"), at("16:02:00"), { layer: "server" });
const used: LedgerEntry = {
  ...{ kind: "used", principal: "alice", entitlement: alice.entitlement, request: alice.lease.request },
  use: { kind: "read", count: 3, first: at("14:10:00"), last: at("15:00:00") },
  at: at("17:15:00"),
};
const refused: LedgerEntry = {
  kind: "refused",
  refusal: {
    path: "access-requests/payments/wide.yaml",
    blob: "a".repeat(40),
    pull: 15,
    codes: ["DURATION_TOO_LONG"],
    reasons: [{ code: "DURATION_TOO_LONG", says: "48h is longer than 8h.", fix: "Ask for less." }],
    at: at("17:10:00"),
  },
  at: at("17:10:00"),
};
const receipt: LedgerEntry = {
  kind: "receipt",
  receipt: {
    pull: 20,
    merge: "1".repeat(40),
    requests: ["payments/alice"],
    reviews: [{ id: 78, reviewer: CAROL, commit: "2".repeat(40), at: at("17:20:00") }],
    at: at("17:21:00"),
  },
  at: at("17:21:00"),
};
const rounds: readonly (readonly LedgerEntry[])[] = [
  [alice],
  [granted("alice", "14:02:05")],
  [revoked],
  [dave],
  [refused],
  [receipt, used],
];

/** One clone of the rounds for all tests: they only read it. */
let shared = "";
let dir = "";
beforeEach(async () => {
  if (dir !== "") return;
  shared = await mkdtemp(join(tmpdir(), "hallpass-audit-"));
  const copied = join(shared, "clone");
  await cp(await cloneRounds(rounds), copied, { recursive: true });
  dir = copied;
});
afterAll(() => rm(shared, { recursive: true, force: true, maxRetries: 10 }));

const audit = (...argv: string[]) => capture(main, "audit", ...argv);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: at("18:00:00") });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("who-can", () => {
  it.each([
    ["14:02:03", ["alice unclear"]],
    ["14:02:05", ["alice held"]],
    ["16:02:00", ["alice held overdue"]],
    ["16:02:01", []],
    ["17:00:30", ["dave unclear overdue"]],
  ])("at %s", async (time, wanted) => {
    const { code, out } = await audit(
      "who-can",
      "orders-db/orders",
      "--json",
      "--at",
      at(time).toISOString(),
      "--repository",
      dir,
    );
    const { held, verified } = JSON.parse(out);
    expect(
      held.map(({ principal, state, overdue }: { principal: string; state: string; overdue: boolean }) =>
        [principal, state, ...(overdue ? ["overdue"] : [])].join(" "),
      ),
    ).toEqual(wanted);
    expect([code, verified]).toEqual([0, true]);
  });

  it("counts what was written down late from the time when it happened", async () => {
    const dir = await cloneRounds([
      [alice, granted("alice", "14:02:05")],
      [dave, revoked],
    ]);
    const { out } = await audit("who-can", "orders-db", "--at", "2026-11-20T16:30:00Z", "--repository", dir);
    expect(out).toBe("Hallpass gave nobody such access at 2026-11-20 16:30Z.\n");
  });

  it.each([
    ["who-can", "orderz-db", 'The ledger has no grant for "orderz-db" at any time.'],
    ["what-can", "alcie", 'The ledger has no grant for "alcie" at any time.'],
  ])("%s says that a name is on no grant: it may be a typing mistake", async (question, name, says) => {
    const { code, err } = await audit(question, name, "--at", "2026-11-20T15:00:00Z", "--repository", dir);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining(says) });
  });

  it.each([
    ["who-can", "orders-db"],
    ["what-can", "alice"],
  ])("%s adds nothing about a name that is on a grant of another time", async (question, name) => {
    const { err } = await audit(question, name, "--at", "2026-11-20T16:30:00Z", "--repository", dir);
    expect(err).toBe("");
  });

  it("says by whose word and under which policy", async () => {
    const { out } = await audit("who-can", "orders-db", "--at", "2026-11-20T15:00:00Z", "--repository", dir);
    expect(
      out,
    ).toBe(`PERSON  ACCESS                        SINCE                 UNTIL              REQUEST               APPROVED BY  POLICY                 USED
alice   readonly on orders-db/orders  2026-11-20 14:02:05Z  2026-11-20 16:02Z  payments/alice (#12)  carol        orders (dddddddddddd)  3 actions, 2026-11-20 14:10Z to 2026-11-20 15:00Z
`);
  });

  it.each([
    ["before the ledger", "2026-11-20T13:00:00Z", 3, "The ledger begins at"],
    [
      "yet to come",
      "2026-11-21T13:00:00Z",
      2,
      "--at 2026-11-21T13:00:00.000Z is yet to come. Give a time that has passed.\n",
    ],
    ["no time", "yesterday", 2, "is not a time"],
  ])("a time %s is refused", async (_name, time, code, says) => {
    const answer = await audit("who-can", "orders-db", "--at", time, "--repository", dir);
    expect(answer).toMatchObject({ code, err: expect.stringContaining(says) });
  });
});

it("what-can finds a person by login, numeric id and account", async () => {
  const dir = await cloneRounds([[intentOf("alice", 12, { principal: "alice.a" })]]);
  for (const name of ["Alice", "12", "alice.a"]) {
    const { out } = await audit(
      "what-can",
      name,
      "--json",
      "--repository",
      dir,
      "--at",
      at("14:03:00").toISOString(),
    );
    expect(JSON.parse(out).held).toMatchObject([{ subject: { login: "alice" }, principal: "alice.a" }]);
  }
  expect((await audit("what-can", "ali", "--repository", dir)).out).toContain("nobody");
});

describe("history", () => {
  const list = async (dir: string, ...argv: string[]): Promise<string[]> => {
    const { out } = await audit("history", "--json", "--repository", dir, ...argv);
    return JSON.parse(out).requests.map(({ request }: { request: string }) => request);
  };

  it("has every request, granted or refused, and filters", async () => {
    expect(await list(dir)).toEqual(["payments/alice", "payments/dave", "payments/wide"]);
    expect(await list(dir, "--person", "dave")).toEqual(["payments/dave"]);
    expect(await list(dir, "--approver", "carol")).toEqual(["payments/alice", "payments/dave"]);
    expect(await list(dir, "--resource", "orders-db/orders/readonly", "--outcome", "ended")).toEqual([
      "payments/alice",
    ]);
    expect(await list(dir, "--outcome", "refused")).toEqual(["payments/wide"]);
    expect(await list(dir, "--team", "billing")).toEqual([]);
    expect(await list(dir, "--since", "2026-11-20T16:30:00Z", "--until", "2026-11-20T17:05:00Z")).toEqual([
      "payments/dave",
    ]);
  });

  it("prints a table for people, a line of JSON for each row, and CSV", async () => {
    const { out } = await audit("history", "--repository", dir);
    expect(out).toContain(
      "payments/alice (#12)  carol        ended 2026-11-20 16:02:01Z, reviewed by carol on 2026-11-20\n",
    );
    expect(out).toContain("refused: DURATION_TOO_LONG\n");
    const lines = (await audit("history", "--ndjson", "--repository", dir)).out.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line).request)).toHaveLength(3);
    const csv = await audit("history", "--csv", "--repository", dir);
    expect(csv.out.split("\n")[0]).toBe("ASKED,PERSON,ACCESS,REQUEST,APPROVED BY,OUTCOME");
    expect((await audit("history", "--csv", "--json", "--repository", dir)).code).toBe(2);
  });
});

it("AU7: CSV has no cell that a spreadsheet takes for a formula", () => {
  for (const begin of ["=", "+", "-", "@", "\t", "\r"]) expect(formatCsv([[`${begin}1+1`]])).toMatch(/^"?'/u);
  expect(formatCsv([["alice", 'a "b", c']])).toBe('alice,"a ""b"", c"\n');
});

describe("show", () => {
  it.each(["payments/alice", "access-requests/payments/alice.yaml", "#12"])(
    "tells all of %s",
    async (name) => {
      const { code, out } = await audit("show", name, "--repository", dir);
      expect(code).toBe(0);
      for (const fact of [
        "approved by      carol (1003)",
        `review           77 by carol at 2026-11-20 14:01Z, of commit ${proof.head}`,
        `CODEOWNERS       blob ${"f".repeat(40)}`,
        "rule met         Code owners approved exactly this: Approved by carol.",
        `rules            commit ${policy.commit}`,
        "granted      2026-11-20 14:02:05Z",
        "ended        2026-11-20 16:02:01Z, 1 second late",
        "ended by     the server",
        "used         3 actions, 2026-11-20 14:10Z to 2026-11-20 15:00Z",
        "receipt     pull request #20, reviewed by carol on 2026-11-20",
        `review      78 by carol (1003) at 2026-11-20 17:20Z, of commit ${"2".repeat(40)}`,
      ])
        expect(out).toContain(`${fact}\n`);
    },
  );

  it("tells why a request was refused", async () => {
    const { out } = await audit("show", "payments/wide", "--repository", dir);
    expect(out).toContain("because  48h is longer than 8h. (DURATION_TOO_LONG)\n");
  });

  it("fails for a request that the ledger does not have", async () => {
    expect(await audit("show", "payments/none", "--repository", dir)).toMatchObject({
      code: 1,
      out: 'The ledger has no request "payments/none".\n',
    });
  });
});

it("unused lists access that ended and that nobody is known to have used, and filters", async () => {
  const own = await cloneRounds([
    [alice, { ...dave, at: at("14:01:00") }],
    [granted("alice", "14:02:05"), granted("dave", "14:02:06")],
    [revoked, revokedEntry(dave, at("16:02:02"), at("16:02:00"))],
    [{ ...used, use: { kind: "read", count: 0 } }],
  ]);
  const { code, out } = await audit("unused", "--repository", own);
  expect([code, out.split("\n").slice(1, -1).toSorted()]).toEqual([
    0,
    [
      expect.stringMatching(/^2026-11-20 14:02:05Z .* alice .* carol +not used$/u),
      expect.stringMatching(/^2026-11-20 14:02:06Z .* dave .* carol +cannot tell: no log was read$/u),
    ],
  ]);
  const daves = await audit("unused", "--person", "dave", "--json", "--repository", own);
  expect(JSON.parse(daves.out).unused).toMatchObject([{ request: "payments/dave", unused: "unlogged" }]);
  const later = await audit("unused", "--since", at("16:30:00").toISOString(), "--repository", own);
  expect(later.out).toBe("All access that ended was used.\n");
});

describe("rules", () => {
  const ids = { policies: "a".repeat(40), codeowners: "b".repeat(40), settings: "c".repeat(40) };
  const adopted = (commit: string, when: string, pull?: number): LedgerEntry => ({
    kind: "adopted",
    adoption: { commit, ids, at: at(when), approvers: pull ? [CAROL] : [], ...(pull && { pull }) },
    at: at(when),
  });

  it("lists each change of the rules, who approved it, and the files", async () => {
    const remote = remoteRepository();
    const first = remote.commit([
      { path: "policies/a.yaml", text: "a\n" },
      { path: "policies/b.yaml", text: "b\n" },
    ]);
    const second = remote.commit(
      [
        { path: "policies/a.yaml", text: "more\n" },
        { path: "policies/b.yaml" },
        { path: ".github/CODEOWNERS", text: "* @acme/security\n" },
        { path: "notes.md", text: "no rule\n" },
      ],
      [first],
    );
    const dir = await cloneRounds([
      [adopted(first, "14:00:00")],
      [adopted(second, "14:05:00", 4)],
      [adopted("f".repeat(40), "14:06:00", 5)],
    ]);
    git(dir, ["fetch", "--quiet", remote.directory, second]);
    const { code, out } = await audit("rules", "--repository", dir);
    expect([code, out.split("\n").slice(1, -1)]).toEqual([
      0,
      [
        expect.stringMatching(/pinned by the server's configuration +the first rules$/u),
        expect.stringMatching(
          /#4 +carol +\.github\/CODEOWNERS \(added\), policies\/a\.yaml \(modified\), policies\/b\.yaml \(removed\)$/u,
        ),
        expect.stringMatching(/#5 +carol +they cannot be compared in this clone: fetch first$/u),
      ],
    ]);
    const later = await audit(
      "rules",
      "--json",
      "--since",
      at("14:05:30").toISOString(),
      "--repository",
      dir,
    );
    expect(JSON.parse(later.out).rules).toMatchObject([{ pull: 5, first: false }]);
  });
});

it("show --text has the request and the policy, indented, as far as the clone has them", async () => {
  const text = "name: orders\nrequest: forged\n";
  const blob = git(dir, ["hash-object", "-w", "--stdin"], text).trim();
  const own = await cloneRounds([
    [{ ...alice, lease: { ...alice.lease, policy: { ...policy, blob } }, proof: { ...alice.proof } }],
  ]);
  git(own, ["hash-object", "-w", "--stdin"], text);
  const { out } = await audit("show", "#12", "--text", "--repository", own);
  expect(out).toContain(`the request, blob ${proof.blob}, cannot be read in this clone: fetch first\n`);
  expect(out).toContain(`the policy, blob ${blob}:\n    name: orders\n    request: forged\n`);
  const { texts } = JSON.parse((await audit("show", "#12", "--text", "--json", "--repository", own)).out);
  expect(texts).toEqual([
    { what: "request", blob: proof.blob },
    { what: "policy", blob, text },
  ]);
});

it("ends lists each end, planned and actual, and one that is overdue", async () => {
  const { out } = await audit("ends", "--repository", dir);
  expect(out).toContain("2026-11-20 16:02Z  2026-11-20 16:02:01Z  1 second late");
  expect(out).toContain("the server  3 actions, 2026-11-20 14:10Z to 2026-11-20 15:00Z\n");
  expect(out).toContain("2026-11-20 16:02Z  NOT YET");
});

it("does not believe a ledger after a commit that is not signed, and says so", async () => {
  const { code, err } = await audit("history", "--repository", dir, "--key", `ssh-ed25519 ${"A".repeat(8)}`);
  expect([code, err]).toEqual([2, expect.stringContaining("is not an Ed25519 public key")]);
});

it.each([
  [[], "Ask one of"],
  [["who-can"], "audit who-can RESOURCE"],
  [["history", "extra"], "takes no name"],
  [["history", "--at", "2026-11-20"], "takes no --at"],
  [["history", "--outcome", "lost"], "is none of"],
  ...["history", "ends", "unused", "rules"].map((question): [string[], string] => [
    [question, "--repository", dir, "--since", "2026-11-20", "--until", "2026-11-19"],
    "--since 2026-11-20T00:00:00.000Z is not before --until 2026-11-19T00:00:00.000Z. Give an earlier --since.",
  ]),
])("%j is no question", async (argv, says) => {
  expect(await audit(...argv)).toMatchObject({ code: 2, err: expect.stringContaining(says) });
});
