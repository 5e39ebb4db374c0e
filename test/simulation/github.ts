import { conclude } from "../../src/core/decision/check-result.ts";
import type { Comment, PullRequest, Review } from "../../src/core/decision/github-facts.ts";
import type { CommentRecord } from "../../src/core/ports/comment-record.ts";
import type { GitHub } from "../../src/core/ports/github.ts";
import type { Reverts } from "../../src/core/ports/reverts.ts";
import { type Actor, app, people, TEAMS, type TeamSlug } from "./cast.ts";
import { type Clone, type Edit, type Git, listDifferences, type Node, textOf } from "./git.ts";
import type { Machine } from "./machine.ts";

export const REPOSITORY_ID = 100;
export const PIN = { id: REPOSITORY_ID, defaultBranch: "main", visibility: "private" } as const;

interface Head {
  readonly node: Node;
  readonly by: Actor;
  readonly at: number;
}

interface Said {
  readonly by: Actor;
  readonly state: "APPROVED" | "CHANGES_REQUESTED";
  readonly head: string;
  readonly at: number;
  dismissedAt?: number;
}

export interface Pull {
  readonly number: number;
  readonly author: Actor;
  readonly ref: string;
  readonly base: Node;
  readonly openedAt: number;
  readonly heads: Head[];
  readonly reviews: Said[];
  /** What was pushed to its branch after the merge. */
  readonly strays: Head[];
  /** When it was closed, and opened again, the latest last. */
  readonly closings: { readonly closed: boolean; readonly at: number }[];
  merged: { readonly at: number; readonly commit: Node } | undefined;
}

interface CheckRun {
  readonly head: string;
  readonly externalId: string;
  readonly passed: boolean;
  readonly at: number;
}

/** GitHub, as it is. Everything carries its time, so that it can be read as it was. */
export interface Hub {
  readonly git: Git;
  /** Its own gate asks for no review. */
  readonly needsNoReview: boolean;
  readonly pulls: Map<number, Pull>;
  readonly checks: CheckRun[];
  readonly comments: {
    readonly number: number;
    readonly by: Actor;
    readonly body: string;
    readonly at: number;
    /** When somebody changed it or deleted it, who may write there. */
    silenced?: { readonly at: number; readonly how: "edited" | "deleted" };
  }[];
  /** Issues that were closed or opened again, the latest last. */
  readonly tasks: { readonly number: number; readonly closed: boolean; readonly at: number }[];
  /** Who left or was suspended, and when. */
  readonly gone: Map<number, number>;
  /** Who is in a team, since when and until when. */
  readonly members: { readonly team: TeamSlug; readonly person: Actor; readonly from: number; to: number }[];
}

export function createHub(git: Git, needsNoReview = false): Hub {
  const members = Object.entries(TEAMS).flatMap(([team, { members: all }]) =>
    all.map((person) => ({
      team: team as TeamSlug,
      person,
      from: Number.NEGATIVE_INFINITY,
      to: Number.POSITIVE_INFINITY,
    })),
  );
  return {
    git,
    needsNoReview,
    pulls: new Map(),
    checks: [],
    comments: [],
    tasks: [],
    gone: new Map(),
    members,
  };
}

export function headOf(pull: Pull): Node {
  const head = pull.heads.at(-1);
  if (head === undefined) throw new Error(`#${pull.number} has no head.`);
  return head.node;
}

export function openPull(hub: Hub, author: Actor, edits: readonly Edit[], at: number): Pull {
  const number = hub.pulls.size + 1;
  const base = hub.git.tip;
  const node = hub.git.commit(base, edits, author);
  const pull = {
    number,
    author,
    ref: `branch-${number}`,
    base,
    openedAt: at,
    heads: [{ node, by: author, at }],
    reviews: [],
    strays: [],
    closings: [],
    merged: undefined,
  };
  hub.pulls.set(number, pull);
  return pull;
}

/** A squash; undefined when it conflicts. */
export function squash(hub: Hub, pull: Pull, at: number): Node | undefined {
  const { tip } = hub.git;
  const changes = listDifferences(pull.base, headOf(pull));
  const edits: Edit[] = [];
  for (const change of changes) {
    const there = tip.files.get(change.path);
    const before = pull.base.files.get(change.path);
    if (there?.blob !== before?.blob) return undefined;
    edits.push({ path: change.path, text: change.status === "removed" ? undefined : textOf(change.blob) });
  }
  if (edits.length === 0) return undefined;
  const commit = hub.git.commit(tip, edits, pull.author);
  hub.git.tip = commit;
  pull.merged = { at, commit };
  return commit;
}

const isMember = (hub: Hub, team: TeamSlug, person: Actor, at: number): boolean =>
  hub.members.some(
    (each) => each.team === team && each.person.id === person.id && each.from <= at && at < each.to,
  );

const OWNERS: readonly (readonly [prefix: string, team: TeamSlug])[] = [
  ["access-requests/payments/", "payments-leads"],
  ["policies/", "security"],
  [".github/", "security"],
];

/** GitHub's own gate: the app's check, and a code owner's review of this head, where its profile is strict. */
export const mayMerge = (hub: Hub, pull: Pull, at: number): boolean =>
  findCheck(hub, pull)?.passed === true && isReviewed(hub, pull, at);

/** The gate as it was when the app last decided: a check since that only says what could not be read is not looked at. */
export const mightMerge = (hub: Hub, pull: Pull, at: number): boolean =>
  findCheck(hub, pull, (id) => !id.endsWith(":unread"))?.passed === true && isReviewed(hub, pull, at);

const findCheck = (hub: Hub, pull: Pull, isMeant = (_externalId: string): boolean => true) =>
  hub.checks.findLast(
    ({ head, externalId }) =>
      head === headOf(pull).sha && externalId.startsWith(`${pull.number}:`) && isMeant(externalId),
  );

function isReviewed(hub: Hub, pull: Pull, at: number): boolean {
  if (hub.needsNoReview) return true;
  const head = headOf(pull);
  return listDifferences(pull.base, head).every(({ path }) => {
    const team = OWNERS.find(([prefix]) => path.startsWith(prefix))?.[1];
    if (team === undefined) return true;
    return pull.reviews.some(
      ({ by, state, head: seen, dismissedAt }) =>
        state === "APPROVED" &&
        seen === head.sha &&
        dismissedAt === undefined &&
        by.id !== pull.author.id &&
        isMember(hub, team, by, at),
    );
  });
}

export interface GitHubOptions {
  readonly machine: Machine;
  readonly hub: Hub;
  readonly now: () => number;
  /** Seconds by which this machine's reads are behind. */
  readonly lag: () => number;
  readonly onMerged: (pull: Pull) => void;
}

const account = ({ id, login }: Actor) => ({
  id,
  login,
  type: id === app.id ? ("Bot" as const) : ("User" as const),
});

export function memoryGitHub({ machine, hub, now, lag, onMerged }: GitHubOptions): GitHub {
  const ask = <T>(read: (asOf: number) => T): Promise<T> =>
    machine.call("github", () => read(now() - lag() * 1000));
  const find = (number: number, asOf: number): Pull | undefined => {
    const pull = hub.pulls.get(number);
    return pull !== undefined && pull.openedAt <= asOf ? pull : undefined;
  };
  return {
    readRepository: () =>
      ask(() => ({ id: REPOSITORY_ID, owner: "acme", defaultBranch: "main", private: true })),
    listOpenPulls: () =>
      ask((asOf) =>
        [...hub.pulls.values()]
          .filter((pull) => pull.openedAt <= asOf && !isMergedAt(pull, asOf) && !isClosedAt(pull, asOf))
          .map(({ number }) => number),
      ),
    readPull: (number) => ask((asOf) => describePull(find(number, asOf), asOf)),
    listPullsOf: (commit) =>
      ask((asOf) =>
        [...hub.pulls.values()]
          .filter((pull) => isMergedAt(pull, asOf) && pull.merged?.commit.sha === commit)
          .map(({ number }) => number),
      ),
    listMergedSince: () => Promise.resolve([]),
    listAddedPaths: () => Promise.resolve([]),
    listCommits: (number) =>
      ask((asOf) => {
        const pull = find(number, asOf);
        return (pull?.heads ?? [])
          .filter(({ at }) => at <= asOf)
          .map(({ node, by }) => ({ sha: node.sha, author: by, committer: by }));
      }),
    listMoves: (branch) =>
      ask(() =>
        [...hub.pulls.values()]
          .filter(({ ref }) => ref === branch)
          .flatMap(({ heads, strays }) => [...heads, ...strays])
          .toSorted((a, b) => a.at - b.at)
          .map(({ by, node, at }) => ({ kind: "moved", by: account(by), after: node.sha, at: new Date(at) })),
      ),
    listHistory: () => ask(() => undefined),
    findBlob: () => ask(() => undefined),
    readTurns: () => ask(() => ({})),
    readAccount: (login) =>
      ask(() => {
        const found = people.find((each) => each.login === login.toLowerCase());
        return found && account(found);
      }),
    isActive: ({ id }) => ask((asOf) => (hub.gone.get(id) ?? Number.POSITIVE_INFINITY) > asOf),
    readTask: (number) =>
      ask((asOf) => {
        const changes = hub.tasks.filter((task) => task.number === number && task.at <= asOf);
        const closes = changes.filter(({ closed }) => closed).map(({ at }) => new Date(at));
        return { number, closed: changes.at(-1)?.closed ?? false, closes };
      }),
    listComments: (since) =>
      ask((asOf) =>
        hub.comments
          .filter(({ at }) => at >= since.getTime() && at <= asOf)
          .flatMap((comment) => describeComment(comment, asOf)),
      ),
    listOwnersErrors: () => ask(() => []),
    listReviews: (number) =>
      ask((asOf) => (find(number, asOf)?.reviews ?? []).flatMap((said) => describeReview(said, asOf))),
    readTeam: (slug) =>
      ask((asOf) => {
        const team = Object.entries(TEAMS).find(([name]) => name === slug);
        if (team === undefined) return undefined;
        const members = hub.members
          .filter((each) => each.team === slug && each.from <= asOf && asOf < each.to)
          .map(({ person: { id, login } }) => ({ id, login }));
        return { id: team[1].id, slug, members };
      }),
    readTeamRole: () => ask(() => "none"),
    readCheck: (head, externalId) =>
      ask((asOf) => {
        const check = hub.checks.findLast(
          (each) => each.head === head && each.externalId === externalId && each.at <= asOf,
        );
        return check && { passed: check.passed };
      }),
    writeCheck: ({ head, externalId, checkResult }) =>
      machine.call("github", () => {
        hub.checks.push({ head, externalId, passed: conclude(checkResult) === "success", at: now() });
      }),
    merge: (number, head) =>
      machine.call("github", () => {
        const pull = hub.pulls.get(number);
        if (pull === undefined || pull.merged !== undefined || headOf(pull).sha !== head) return "moved";
        if (isClosedAt(pull, now()) || !mayMerge(hub, pull, now()) || squash(hub, pull, now()) === undefined)
          return { refused: "Pull Request is not mergeable" };
        onMerged(pull);
        return "merged";
      }),
    readComment: () => ask(() => undefined),
  };
}

/** Closed and not merged. */
export const isClosedAt = ({ closings }: Pull, asOf: number): boolean =>
  closings.findLast(({ at }) => at <= asOf)?.closed ?? false;

function describeComment({ silenced, ...comment }: Hub["comments"][number], asOf: number): Comment[] {
  const how = silenced !== undefined && silenced.at <= asOf ? silenced.how : undefined;
  if (how === "deleted") return [];
  return [{ ...writtenBy(comment), ...(how === "edited" && { body: "Never mind.", edited: true }) }];
}

const writtenBy = ({ number, by, body, at }: Hub["comments"][number]): Comment => ({
  number,
  author: account(by),
  body,
  at: new Date(at),
  edited: false,
});

/** What GitHub told the app of each comment when it was written. */
export function memoryComments({ machine, hub, now, lag }: Omit<GitHubOptions, "onMerged">): CommentRecord {
  const written = (since: Date): Comment[] => {
    const asOf = now() - lag() * 1000;
    return hub.comments.filter(({ at }) => at >= since.getTime() && at <= asOf).map(writtenBy);
  };
  return {
    listWritten: (since) => machine.call("github", () => written(since)),
    findWritten: () => machine.call("github", () => undefined),
    skip: () => undefined,
  };
}

const isMergedAt = ({ merged }: Pull, asOf: number): boolean => merged !== undefined && merged.at <= asOf;

function describePull(pull: Pull | undefined, asOf: number): PullRequest | undefined {
  if (pull === undefined) return undefined;
  const head = pull.heads.findLast(({ at }) => at <= asOf) ?? pull.heads[0];
  const { merged } = pull;
  const isMerged = isMergedAt(pull, asOf);
  return {
    number: pull.number,
    title: `Pull ${pull.number}`,
    state: isMerged || isClosedAt(pull, asOf) ? "closed" : "open",
    draft: false,
    author: account(pull.author),
    head: { sha: head?.node.sha ?? "", ref: pull.ref, repositoryId: REPOSITORY_ID },
    base: { ref: "main", repositoryId: REPOSITORY_ID },
    ...(isMerged && merged && { merged: { at: new Date(merged.at), commit: merged.commit.sha } }),
  };
}

function describeReview({ by, state, head, at, dismissedAt }: Said, asOf: number): Review[] {
  if (at > asOf) return [];
  const common = {
    id: at,
    reviewer: account(by),
    commit: head,
    submittedAt: new Date(at),
  };
  return dismissedAt !== undefined && dismissedAt <= asOf
    ? [
        {
          ...common,
          state: "DISMISSED",
          dismissed: { at: new Date(dismissedAt), was: state, by: account(by) },
        },
      ]
    : [{ ...common, state }];
}

/** Pull requests that remove files, as the app or the Action opens them. */
export function memoryReverts({
  machine,
  hub,
  now,
}: Pick<GitHubOptions, "machine" | "hub" | "now">): Reverts {
  const branches = hubBranches(hub);
  const describe = ({ number, ref }: Pull) => ({
    number,
    branch: ref,
    url: `https://github.example/${number}`,
  });
  return {
    listOpen: () =>
      machine.call("github", () =>
        [...hub.pulls.values()]
          .filter((pull) => pull.merged === undefined && !isClosedAt(pull, now()))
          .map(describe),
      ),
    find: (branch) =>
      machine.call("github", () => {
        const found = [...hub.pulls.values()].filter(({ ref }) => ref === branch);
        return found.map((pull) => ({
          ...describe(pull),
          isOpen: pull.merged === undefined && !isClosedAt(pull, now()),
          isByBot: true,
        }));
      }),
    push: (removal) =>
      machine.call("github", () => {
        if (!branches.has(removal.branch)) branches.set(removal.branch, removal.paths);
        return undefined;
      }),
    open: ({ branch }) =>
      machine.call("github", () => {
        const paths = branches.get(branch) ?? [];
        const pull = {
          ...openPull(
            hub,
            app,
            paths.map((path) => ({ path, text: undefined })),
            now(),
          ),
          ref: branch,
        };
        hub.pulls.set(pull.number, pull);
        return describe(pull);
      }),
  };
}

const removals = new WeakMap<Hub, Map<string, readonly string[]>>();

function hubBranches(hub: Hub): Map<string, readonly string[]> {
  const known = removals.get(hub) ?? new Map<string, readonly string[]>();
  removals.set(hub, known);
  return known;
}

export const cloneOf = (git: Git): Clone => ({ tip: git.tip, heads: new Map() });
