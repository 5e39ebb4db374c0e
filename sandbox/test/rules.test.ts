import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleSeed } from "../src/example-seed.ts";
import { at, type Clone, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

const actors = ["a writer", "an admin", "the app"] as const;
type Actor = (typeof actors)[number];

/** The answer of one rule to each actor, for merging a pull request and for pushing directly. "-": not possible. */
interface Row {
  readonly rule: string;
  readonly ref: "main" | "journal";
  /** The state of the pull request at the merge. */
  readonly has?: { readonly approval?: "carol" | "dave" | "eve"; readonly check?: boolean };
  readonly method?: "squash" | "merge";
  /** The pushed commit: the pull request's head, a rewritten history, or none, to delete. */
  readonly pushes: "head" | "rewrite" | "delete";
  readonly merge: string | Record<Actor, string>;
  readonly push: string | Record<Actor, string>;
}

const throughPullRequest = "Changes must be made through a pull request.";
const appAlone = (refusal: string) => ({ "a writer": refusal, "an admin": refusal, "the app": "allowed" });

const table: readonly Row[] = [
  {
    rule: "pull_request: one approval of a writer",
    ref: "main",
    has: { check: true },
    pushes: "head",
    merge: "At least 1 approving review is required by reviewers with write access.",
    push: throughPullRequest,
  },
  {
    rule: "pull_request: a reader's approval does not count",
    ref: "main",
    has: { approval: "eve", check: true },
    pushes: "head",
    merge: "At least 1 approving review is required by reviewers with write access.",
    push: throughPullRequest,
  },
  {
    rule: "pull_request: a code owner",
    ref: "main",
    has: { approval: "dave", check: true },
    pushes: "head",
    merge: "Waiting on code owner review from acme/payments-leads.",
    push: throughPullRequest,
  },
  {
    rule: "pull_request: squash only",
    ref: "main",
    has: { approval: "carol", check: true },
    method: "merge",
    pushes: "head",
    merge: "Merge merges are not allowed on this repository.",
    push: throughPullRequest,
  },
  {
    rule: "required_status_checks: the app's check on this head",
    ref: "main",
    has: { approval: "carol" },
    pushes: "head",
    merge: 'Required status check "robot/verdict" is expected.',
    push: 'Required status check "robot/verdict" is expected.',
  },
  {
    rule: "non_fast_forward: history is not rewritten",
    ref: "main",
    pushes: "rewrite",
    merge: "-",
    push: "Cannot force-push to this branch",
  },
  {
    rule: "deletion: the default branch stays",
    ref: "main",
    pushes: "delete",
    merge: "-",
    push: "Cannot delete this protected ref.",
  },
  {
    rule: "creation: the app alone begins the journal",
    ref: "journal",
    pushes: "head",
    merge: "-",
    push: appAlone("Cannot create ref due to creations being restricted."),
  },
  {
    rule: "update: the app alone writes the journal",
    ref: "journal",
    pushes: "head",
    merge: appAlone("Cannot update this protected ref."),
    push: appAlone("Cannot update this protected ref."),
  },
  {
    rule: "non_fast_forward: nobody rewrites the journal",
    ref: "journal",
    pushes: "rewrite",
    merge: "-",
    push: "Cannot force-push to this branch",
  },
  {
    rule: "deletion: nobody deletes the journal",
    ref: "journal",
    pushes: "delete",
    merge: "-",
    push: "Cannot delete this protected ref.",
  },
  {
    rule: "every rule of the default branch is met",
    ref: "main",
    has: { approval: "carol", check: true },
    pushes: "head",
    merge: "allowed",
    push: throughPullRequest,
  },
];

const expected = (cell: Row["merge"], actor: Actor): string =>
  typeof cell === "string" ? cell : cell[actor];

describe("the gate of docs/security.md", () => {
  let github: LocalGitHub;
  let alice: Clone;
  let appToken: string;
  let serial = 0;

  beforeAll(async () => {
    github = await startLocalGitHub();
    alice = await github.clone("alice");
    appToken = await github.appToken();
  });
  afterAll(() => github.stop());

  const clientOf = (actor: Actor) =>
    actor === "the app" ? github.asApp() : github.as(actor === "an admin" ? "olga" : "alice");
  const tokenOf = (actor: Actor) =>
    actor === "the app" ? appToken : github.tokenOf(actor === "an admin" ? "olga" : "alice");

  async function pushHead(): Promise<{ branch: string; head: string }> {
    const branch = `request-${++serial}`;
    const path = `requests/payments/${branch}.yaml`;
    return { branch, head: await alice.pushBranch(branch, { [path]: `subject: ${branch}\n` }) };
  }

  async function openPull({ ref, has }: Row): Promise<{ number: number; head: string }> {
    const { branch, head } = await pushHead();
    const { data } = await github.as("alice").pulls.create({ ...at, title: branch, head: branch, base: ref });
    const pull_number = data.number;
    if (has?.approval !== undefined) {
      await github.as(has.approval).pulls.createReview({ ...at, pull_number, event: "APPROVE" });
    }
    if (has?.check === true) {
      const check = { name: "robot/verdict", conclusion: "success" } as const;
      await github.asApp().checks.create({ ...at, ...check, head_sha: head, status: "completed" });
    }
    return { number: data.number, head };
  }

  /** The push of a row. */
  async function refspecFor(row: Row): Promise<string> {
    const { ref, pushes } = row;
    if (pushes === "delete") return `:refs/heads/${ref}`;
    if (pushes === "rewrite")
      return `+${await alice.git("commit-tree", "HEAD^{tree}", "-m", "again")}:refs/heads/${ref}`;
    const tip = await currentTip(ref);
    if (tip === undefined || ref === "main") return `${(await pushHead()).head}:refs/heads/${ref}`;
    return `${await alice.git("commit-tree", "HEAD^{tree}", "-p", tip, "-m", "next")}:refs/heads/${ref}`;
  }

  async function currentTip(ref: string): Promise<string | undefined> {
    const [sha] = (await alice.git("ls-remote", "origin", `refs/heads/${ref}`)).split("\t");
    if (!sha) return undefined;
    await alice.git("fetch", "--quiet", "origin", sha);
    return sha;
  }

  const refspecs = new Map<Row, Promise<string>>();
  const pulls = new Map<Row, Promise<{ number: number; head: string }>>();

  /** Prepares a row once for all its refused cells, because a refused call changes nothing. */
  async function prepare<T>(
    row: Row,
    work: (row: Row) => Promise<T>,
    kept: Map<Row, Promise<T>>,
  ): Promise<T> {
    const made = kept.get(row) ?? work(row);
    kept.set(row, made);
    return made;
  }

  const merges = table
    .filter(({ merge }) => merge !== "-")
    .flatMap((row) => actors.map((actor) => ({ row, actor, answer: expected(row.merge, actor) })));
  const pushes = table.flatMap((row) =>
    actors.map((actor) => ({ row, actor, answer: expected(row.push, actor) })),
  );

  // Pushes first, because they create the journal that the merges go into.
  it.each(pushes)("$row.rule · $row.ref · pushed by $actor: $answer", async ({ row, actor, answer }) => {
    const refspec = await prepare(row, refspecFor, refspecs);
    const outcome = await outcomeOf(alice.pushAs(tokenOf(actor), refspec));
    if (outcome === "allowed") refspecs.delete(row);
    expect(outcome).toContain(answer);
  });

  it.each(merges)("$row.rule · $row.ref · merged by $actor: $answer", async ({ row, actor, answer }) => {
    const pull = await prepare(row, openPull, pulls);
    const order = { pull_number: pull.number, sha: pull.head, merge_method: row.method ?? "squash" };
    const outcome = await outcomeOf(clientOf(actor).pulls.merge({ ...at, ...order }));
    if (outcome === "allowed") pulls.delete(row);
    expect(outcome).toContain(answer);
  });
});

describe("the same rules on the other ways to move a branch", () => {
  let github: LocalGitHub;
  beforeAll(async () => {
    github = await startLocalGitHub();
  });
  afterAll(() => github.stop());

  const clients = ["olga", "robot"] as const;
  const clientOf = (name: (typeof clients)[number]) => (name === "olga" ? github.as("olga") : github.asApp());

  it.each(clients)("%s cannot write a file to the default branch over REST", async (name) => {
    const file = { path: "policies/mine.yaml", message: "Mine", content: "eA==", branch: "main" };
    const outcome = await outcomeOf(clientOf(name).repos.createOrUpdateFileContents({ ...at, ...file }));
    expect(outcome).toMatch(/^409 .*Changes must be made through a pull request\./s);
  });

  it.each(clients)("%s cannot move the default branch over REST", async (name) => {
    const client = clientOf(name);
    const { data: tip } = await client.git.getRef({ ...at, ref: "heads/main" });
    const { data: base } = await client.git.getCommit({ ...at, commit_sha: tip.object.sha });
    const draft = { message: "Past the rules", tree: base.tree.sha, parents: [tip.object.sha] };
    const { data: next } = await client.git.createCommit({ ...at, ...draft });
    const outcome = await outcomeOf(client.git.updateRef({ ...at, ref: "heads/main", sha: next.sha }));
    expect(outcome).toMatch(/^422 .*Changes must be made through a pull request\./s);
  });

  it.each(clients)("%s cannot delete the default branch over REST", async (name) => {
    const outcome = await outcomeOf(clientOf(name).git.deleteRef({ ...at, ref: "heads/main" }));
    expect(outcome).toMatch(/^422 .*Cannot delete this protected ref\./s);
  });

  it("only the app begins the journal over REST", async () => {
    const { data: tip } = await github.as("olga").git.getRef({ ...at, ref: "heads/main" });
    const journal = { ref: "refs/heads/journal", sha: tip.object.sha };
    expect(await outcomeOf(github.as("olga").git.createRef({ ...at, ...journal }))).toContain("creations");
    expect(
      await outcomeOf(github.asApp(github.sandbox.apps[1]).git.createRef({ ...at, ...journal })),
    ).toContain("creations");
    expect(await outcomeOf(github.asApp().git.createRef({ ...at, ...journal }))).toBe("allowed");
  });
});

describe("a required check that is pinned to an app", () => {
  it("is not met by another app's check of the same name, nor by one on an older head", async () => {
    const seed = exampleSeed();
    const [robot, janitor] = seed.apps;
    if (robot === undefined || janitor === undefined) throw new Error("The seed has two apps.");
    const other = { ...janitor, permissions: { ...janitor.permissions, checks: "write" } } as const;
    const github = await startLocalGitHub({ seed: { ...seed, apps: [robot, other] } });
    try {
      const alice = await github.clone("alice");
      const path = "requests/payments/a.yaml";
      const old = await alice.pushBranch("request", { [path]: "a\n" });
      const { data: pull } = await github
        .as("alice")
        .pulls.create({ ...at, title: "a", head: "request", base: "main" });
      const check = { ...at, name: "robot/verdict", status: "completed", conclusion: "success" } as const;
      await github.asApp().checks.create({ ...check, head_sha: old });
      const head = await alice.commit({ [path]: "b\n" });
      await alice.git("push", "--quiet", "origin", "request");
      const pull_number = pull.number;
      await github.as("carol").pulls.createReview({ ...at, pull_number, event: "APPROVE" });
      const tryMerge = () =>
        outcomeOf(github.as("carol").pulls.merge({ ...at, pull_number, merge_method: "squash" }));
      expect(await tryMerge()).toContain('"robot/verdict" is expected');
      await github.asApp(github.sandbox.apps[1]).checks.create({ ...check, head_sha: head });
      expect(await tryMerge()).toContain('"robot/verdict" is expected');
      await github.asApp().checks.create({ ...check, head_sha: head, conclusion: "failure" });
      expect(await tryMerge()).toContain('"robot/verdict" is failing');
      await github.asApp().checks.create({ ...check, head_sha: head, conclusion: "neutral" });
      expect(await tryMerge()).toBe("allowed");
    } finally {
      await github.stop();
    }
  });
});
