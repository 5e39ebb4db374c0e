// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AR4: A merged review is changed or removed, or a review of an earlier day or of a day to come is added,
//     so that a removal is forgotten; or a review is put off for ever, or hidden behind a copy on another
//     branch.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { toBaseline } from "../../src/core/inventory/inventory.ts";
import { emptyLedger } from "../../src/core/ledger/ledger.ts";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { readInventory } from "../../src/operations/inventory.ts";
import { memoryProvider } from "../../src/providers/memory/provider.ts";
import { renderBaseline } from "../../src/report/inventory.ts";
import { at, git, intent, keyPair, temporaryFolder } from "../git/fixture.ts";
import { addFetched } from "./access-clone.ts";
import { capture, cloneRounds } from "./clone.ts";

const policy = `name: orders
folders: [payments]
entitlements: [{ provider: crm, resource: orders, roles: [readonly] }]
requesters: { teams: [{ slug: payments, id: 301 }] }
duration: { maximum: 8h }
approvals: { teams: [{ slug: payments-leads, id: 302 }] }
`;
const heldBy = (principal: string, role: string) => ({
  principal,
  entitlement: { provider: "crm", resource: "orders", role },
  grantedBy: "root",
});
const crm = memoryProvider({
  name: "crm",
  standing: [heldBy("alice", "readonly"), heldBy("carol", "readonly"), heldBy("ci", "owner")],
});

const path = (team: string, day = "2026-11-20") => `inventory/reviews/${team}/${day}.yaml`;
const branch = (team: string) => `access-review/${team}/2026-11-20`;

let dir = "";
/** A clone with standing access of payments (two lines) and of nobody's folder (one), and a verified ledger. */
const cloneWith = async (
  files: Readonly<Record<string, string>> = {},
  codeowners = "/inventory/ @acme/security\n",
) => {
  const key = keyPair();
  const all = {
    ".github/CODEOWNERS": codeowners,
    "policies/orders.yaml": policy,
    "inventory/crm.yaml": renderBaseline(toBaseline("crm", await readInventory(crm), emptyLedger)),
    ...files,
  };
  const clone = await cloneRounds([[intent()]], key, {
    settings: `ledger:\n  publicKey: ${publicKeyLine(key.publicKey)}\npeople: []\n`,
    files: Object.entries(all).map(([name, text]) => ({ path: name, text })),
  });
  for (const [name, value] of Object.entries({ name: "Olga", email: "olga@example.com" }))
    git(clone, ["config", `user.${name}`, value]);
  return clone;
};

beforeEach(async () => {
  dir = await cloneWith();
  vi.useFakeTimers({ toFake: ["Date"], now: at("18:00:00") });
  for (const name of ["GH_TOKEN", "GITHUB_TOKEN", "HALLPASS_REPOSITORY"]) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const review = (...argv: string[]) => capture(main, "review", ...argv, "--repository", dir);

/** The same with --json, as a script reads it. */
async function ask(...argv: string[]) {
  const { code, out, err } = await review(...argv, "--json");
  return { code, err, ...JSON.parse(out) };
}

const branches = () => git(dir, ["for-each-ref", "--format=%(refname:short)", "refs/heads/access-review"]);

/** The default branch as it would be after these files were merged and fetched. */
const merge = (files: Readonly<Record<string, string>>) =>
  addFetched({ dir, remote: "", git: (...args) => git(dir, args) }, files);

const decide = (text: string, ...decisions: string[]): string =>
  decisions.reduce((all, decision) => all.replace("decision: undecided", `decision: ${decision}`), text);

describe("hallpass review start", () => {
  it("--dry-run shows the plan, opens nothing, and needs no token", async () => {
    const { code, out, err } = await review("start", "--dry-run");
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("\n").map((row) => row.trimEnd().split(/ {2,}/u))).toEqual([
      ["TEAM", "LINES", "DUE", "OWNERS", "REVIEW"],
      ["payments", "2", "2026-12-04", "@acme/security", "to be opened"],
      ["unassigned", "1", "2026-12-04", "@acme/security", "to be opened"],
      [""],
    ]);
    expect(branches()).toBe("");
  });

  it("--json has each line, its ids and what is known of it", async () => {
    const { code, err, reviews, unlisted, problems } = await ask("start", "--dry-run", "--due", "30d");
    expect({ code, err, unlisted, problems }).toEqual({ code: 0, err: "", unlisted: [], problems: [] });
    expect(reviews).toMatchObject([
      {
        team: "payments",
        path: path("payments"),
        due: "2026-12-20",
        status: "planned",
        where: null,
        why: null,
      },
      { team: "unassigned", lines: [{ principal: "ci", role: "owner" }] },
    ]);
    expect(reviews[0].lines).toMatchObject([
      {
        principal: "alice",
        ids: { instance: expect.any(String), principal: expect.any(String), entitlement: expect.any(String) },
        facts: { givers: ["root"], asked: { own: 0 } },
        last: null,
      },
      { principal: "carol" },
    ]);
  });

  it("--offline makes a branch for each team, touches nothing that is checked out, and says what to run", async () => {
    writeFileSync(join(dir, "notes.txt"), "mine");
    const before = [git(dir, ["status", "--porcelain"]), git(dir, ["rev-parse", "HEAD"])];
    const { code, out, err } = await review("start", "--offline", "--yes");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(
      `payments: opened: git push origin ${branch("payments")} && gh pr create --base main --head ${branch("payments")} --fill`,
    );
    expect(branches().split("\n")).toEqual([branch("payments"), branch("unassigned")]);
    expect(git(dir, ["diff", "--name-status", "origin/main", branch("payments")])).toBe(
      `A\t${path("payments")}`,
    );
    expect(git(dir, ["show", `${branch("payments")}:${path("payments")}`])).toMatch(
      /decision: undecided\n {4}principal: alice\n/u,
    );
    expect([git(dir, ["status", "--porcelain"]), git(dir, ["rev-parse", "HEAD"])]).toEqual(before);
  });

  it("opens none of a team that has one, and the rest", async () => {
    const first = await ask("start", "--offline", "--yes", "--team", "payments");
    expect(first.reviews).toMatchObject([{ team: "payments", status: "opened" }]);
    const second = await ask("start", "--offline", "--yes");
    expect(second.code).toBe(0);
    expect(second.reviews).toMatchObject([
      { team: "payments", status: "open", where: branch("payments") },
      { team: "unassigned", status: "opened" },
    ]);
  });

  it.each([
    [["start", "--offline"], "Nothing was opened: give --yes to carry the plan out."],
    [["start", "--yes"], "GH_TOKEN"],
    [["start", "--dry-run", "--team", "paymens"], "Did you mean payments?"],
    [["start", "--dry-run", "--team", "zzz"], "It lists some of: payments, unassigned."],
    [["start", "--dry-run", "--due", "2h"], "--due 2h is no duration of a day or more."],
    [["start", "--dry-run", "--due", "93d"], "--due 93d is longer than 92 days"],
    [["start", "--dry-run", "--due", "soon"], "--due soon is no duration"],
    [["status", "--team", "payments"], "--team goes with start."],
    [["begin"], "Say what to do: start or status."],
    [[], "Say what to do: start or status."],
  ])("%j: exit 2, and nothing is opened", async (argv, words) => {
    const { code, err } = await review(...argv);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(branches()).toBe("");
  });

  it("exit 1 where nobody could approve", async () => {
    dir = await cloneWith({}, "/policies/ @acme/security\n");
    const { code, reviews, err } = await ask("start", "--offline", "--yes");
    expect(code).toBe(1);
    expect(reviews).toMatchObject([{ status: "refused" }, { status: "refused" }]);
    expect(err).toContain(`Nobody owns ${path("payments")}`);
    expect(branches()).toBe("");
  });

  it("exit 3 and no plan while a file of inventory/ cannot be read: a review would leave access out", async () => {
    dir = await cloneWith({ "inventory/broken.yaml": "grants: 1\n" });
    const { code, reviews, findings, err } = await ask("start", "--offline", "--yes");
    expect([code, reviews]).toEqual([3, []]);
    expect(findings.length).toBeGreaterThan(0);
    expect(err).toContain("Nothing was started");
    expect(branches()).toBe("");
  });

  it("exit 3 where the ledger is missing; the review does not say then that nobody asked", async () => {
    git(dir, ["update-ref", "-d", "refs/remotes/origin/access-ledger"]);
    const { code, reviews, problems } = await ask("start", "--dry-run");
    expect(code).toBe(3);
    expect(problems).toEqual([expect.stringContaining("access-ledger")]);
    expect(reviews[0].lines[0].facts.asked).toBeUndefined();
  });
});

describe("hallpass report", () => {
  const report = async (...argv: string[]) =>
    capture(main, "report", ...argv, "--repository", dir, "--since", "2026-11-01T00:00:00Z");

  it("lists what was done in its time, and what is open now", async () => {
    await review("start", "--offline", "--yes");
    const text = git(dir, ["show", `${branch("payments")}:${path("payments")}`]);
    merge({ [path("payments")]: `${decide(text, "keep", "remove")}\n` });
    const done = new Date(1000 * Number(git(dir, ["log", "-1", "--format=%ct"])));
    vi.setSystemTime(new Date(Math.max(done.getTime(), Date.parse("2026-12-06T00:00:00Z"))));
    const { code, out, err } = await report();
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("- access reviews overdue: **1**\n");
    expect(out).toMatch(
      /^- `payments`: done, .*due 2026-12-04, 1 kept, 1 removed, 0 undecided, commit \w+ of Alice/mu,
    );
    expect(out).toMatch(/^- `unassigned`: \*\*OVERDUE\*\*, due 2026-12-04/mu);
    const { accessReviews } = JSON.parse((await report("--json")).out);
    expect(accessReviews).toMatchObject({
      isPartial: false,
      reviews: [{ state: "done" }, { state: "overdue" }],
    });
    const file = join(temporaryFolder(), "access.html");
    await report("--html", file);
    expect(readFileSync(file, "utf8")).toMatch(/<h2>Access reviews<\/h2>.*payments.*OVERDUE/u);
  });

  it("says that some may be missing where a review cannot be read", async () => {
    merge({ [path("payments")]: "due: soon\n" });
    const { out, err } = await report();
    expect(out).toContain("**Some may be missing: a file on the default branch has mistakes.**");
    expect(err).toContain("hallpass review status names it.");
  });
});

describe("hallpass review status", () => {
  it("lists never reviewed, open, overdue and done", async () => {
    expect(await ask("status")).toMatchObject({
      code: 0,
      reviews: [
        { team: "payments", state: "never" },
        { team: "unassigned", state: "never" },
      ],
    });
    await review("start", "--offline", "--yes");
    expect(await ask("status")).toMatchObject({
      code: 0,
      reviews: [
        { team: "payments", state: "open", due: "2026-12-04", counts: { undecided: 2, keep: 0, remove: 0 } },
        { team: "unassigned", state: "open" },
      ],
    });
    const text = git(dir, ["show", `${branch("payments")}:${path("payments")}`]);
    merge({ [path("payments")]: `${decide(text, "keep", "remove")}\n` });
    vi.setSystemTime(new Date("2026-12-05T00:00:00Z"));
    const { code, reviews } = await ask("status");
    expect(code).toBe(1);
    expect(reviews).toMatchObject([
      {
        team: "payments",
        state: "done",
        counts: { undecided: 0, keep: 1, remove: 1 },
        merge: { author: "Alice" },
      },
      { team: "unassigned", state: "overdue" },
    ]);
    const { out } = await review("status");
    expect(out).toMatch(/^payments +done.* +1 +1 +0 +commit [0-9a-f]{12} of Alice, merged /mu);
    expect(out).toMatch(/^unassigned +OVERDUE /mu);
  });

  it("AR4: a second branch with the same review does not take the place of the first, and a far day to be due puts nothing off", async () => {
    await review("start", "--offline", "--yes", "--team", "payments");
    const text = git(dir, ["show", `${branch("payments")}:${path("payments")}`]);
    const copy = `${decide(text, "keep", "keep").replace(/due: .*/u, 'due: "2126-12-04"')}\n`;
    const names = ["2026-11-20.yaml", "payments", "reviews", "inventory"];
    const tree = names.reduce(
      (inner, name) =>
        git(dir, ["mktree"], `${name.endsWith("yaml") ? "100644 blob" : "040000 tree"} ${inner}\t${name}\n`),
      git(dir, ["hash-object", "-w", "--stdin"], copy),
    );
    const commit = git(dir, ["commit-tree", tree, "-p", "origin/main", "-m", "Review"]);
    git(dir, ["update-ref", "refs/heads/access-review/zzz", commit]);
    vi.setSystemTime(new Date("2027-02-21T00:00:00Z"));
    const { code, reviews, err } = await ask("status");
    expect(code).toBe(1);
    expect(reviews).toMatchObject([
      { branch: branch("payments"), state: "overdue", due: "2026-12-04", counts: { undecided: 2 } },
      { branch: "access-review/zzz", state: "overdue", due: "2027-02-20", counts: { keep: 2 } },
      { team: "unassigned", state: "never" },
    ]);
    expect(err).toContain(`payments has 2 open reviews: ${branch("payments")}, access-review/zzz.`);
  });

  it("exit 3 where a review on the default branch cannot be read", async () => {
    merge({ [path("payments")]: "due: soon\n" });
    const { code, findings } = await ask("status");
    expect(code).toBe(3);
    expect(findings).not.toEqual([]);
  });
});
