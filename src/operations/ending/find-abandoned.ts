import { min } from "date-fns/min";
import { subDays } from "date-fns/subDays";
import type { Person } from "../../core/access/lease.ts";
import {
  type EarlyEnd,
  listBases,
  listOpenRequests,
  type OpenRequest,
  wasClosed,
} from "../../core/decision/early-end.ts";
import type { Comment } from "../../core/decision/github-facts.ts";
import { findAmongRead } from "../../core/decision/partly-read.ts";
import { findCommander } from "../../core/decision/who-may-end.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import { type EndingEarly, judgeOpen } from "../evidence/judge-open.ts";
import type { Deps } from "../round/deps.ts";

export type AbandonedDeps = Pick<Deps, "github" | "comments" | "log" | "now" | "presence">;

type Reason = (request: OpenRequest) => Promise<EarlyEnd | undefined>;

/** Finds access that ended early at GitHub: by a comment, a closed task, or a subject who left. */
export function findAbandoned(deps: AbandonedDeps, state: LedgerState): Promise<EndingEarly> {
  const at = deps.now();
  return findAmong(deps, state, { open: listOpenRequests(state, at), at });
}

/** Days of comments to read for a request that was just verified: the verification read the earlier ones. */
const DAYS_SINCE_VERIFIED = 1;

/** The same for these requests, which were just verified. */
export function findAbandonedOf(
  deps: AbandonedDeps,
  state: LedgerState,
  requests: ReadonlySet<string>,
): Promise<EndingEarly> {
  const at = deps.now();
  const open = listOpenRequests(state, at).filter(({ seen }) => requests.has(seen.request));
  const begun = open.flatMap(({ leases }) => leases.map(({ startsAt }) => startsAt));
  const since = subDays(min([at, ...begun]), DAYS_SINCE_VERIFIED);
  // They are few: ask GitHub about each subject again instead of using remembered answers.
  const { presence: _, ...anew } = deps;
  return findAmong(anew, state, { open, at, since });
}

/** Finds access that these comments ended. */
export function findCommanded(
  deps: AbandonedDeps,
  state: LedgerState,
  comments: readonly Comment[],
): Promise<EndingEarly> {
  const open = listOpenRequests(state, deps.now());
  const all = [...open, ...listBases(state, open)].filter(({ seen }) =>
    comments.some(({ number }) => number === seen.pull),
  );
  return judgeOpen(
    deps,
    state,
    all,
    byCommand(async () => comments, all),
  );
}

interface Among {
  readonly open: readonly OpenRequest[];
  /** When they were chosen. Answers about people count from then on, so that none is believed for longer than it is good. */
  readonly at: Date;
  readonly since?: Date;
}

async function findAmong(
  deps: AbandonedDeps,
  state: LedgerState,
  { open, at, since }: Among,
): Promise<EndingEarly> {
  if (open.length === 0) return { ended: [], unjudged: 0 };
  const all = [...open, ...listBases(state, open)];
  const { github, comments } = deps;
  const reasons = [
    byCommand((from) => github.listComments(from), all, since),
    // People with write access can delete the comments of others. A deleted command still counts.
    byCommand(async (from) => (await comments?.listWritten(from)) ?? [], all, since),
    byTask(deps),
    bySubject(deps, at),
  ];
  const found = await Promise.all(reasons.map((reason) => judgeOpen(deps, state, all, reason)));
  const ended = found.flatMap((each) => each.ended);
  return {
    // The first reason is recorded.
    ended: [...new Map(ended.toReversed().map((entry) => [entry.request, entry])).values()],
    unjudged: found.reduce((sum, each) => sum + each.unjudged, 0),
  };
}

/** Reads the comments once for all requests. */
function byCommand(
  read: (since: Date) => Promise<readonly Comment[]>,
  requests: readonly OpenRequest[],
  since?: Date,
): Reason {
  let comments: Promise<readonly Comment[]> | undefined;
  return async (request) => {
    comments ??= read(since ?? min(requests.map((each) => each.since)));
    const known = comments;
    const by = await findAmongRead(
      () => known,
      (found) => findCommander(request, found),
    );
    return by && { because: "command", by };
  };
}

const byTask =
  ({ github }: AbandonedDeps): Reason =>
  async (request) => {
    const [{ until }] = request.leases;
    if (until === undefined) return undefined;
    const task = await github.readTask(until);
    if (task === undefined) return request.isBase ? undefined : confirmGone(github, request, until);
    if (task.closed && !request.isBase) return { because: "closed" };
    if (task.closes === undefined || task.closes.length === 0) return undefined;
    // A lease may begin after its merge, and the ledger has only the beginning.
    const { merged } = (await github.readPull(request.seen.pull)) ?? {};
    return merged && wasClosed(request, task, merged.at) ? { because: "closed" } : undefined;
  };

/**
 * GitHub also hides what this app may not read any more ("Troubleshooting the REST API", 404). The request's own pull request is an issue to
 * GitHub as well, and nobody can delete it: where that one is hidden too, nothing is known, and it throws.
 */
async function confirmGone(
  github: AbandonedDeps["github"],
  { seen }: OpenRequest,
  until: number,
): Promise<EarlyEnd> {
  if ((await github.readTask(seen.pull)) === undefined)
    throw new Error(
      `GitHub shows neither #${until} nor #${seen.pull}: whether #${until} is gone is not known.`,
    );
  return { because: "closed" };
}

/** Asks about each person once, however many requests they have. */
function bySubject({ github, presence }: AbandonedDeps, at: Date): Reason {
  const known = new Map<number, Promise<boolean>>();
  const ask = (person: Person): Promise<boolean> =>
    presence === undefined ? github.isActive(person) : presence.isActive(person, github.isActive, at);
  const isActive = (person: Person): Promise<boolean> => {
    const answer = known.get(person.id) ?? ask(person);
    known.set(person.id, answer);
    return answer;
  };
  // The extensions of a person who left end, too.
  return async ({ subject, isBase }) =>
    isBase || (await isActive(subject)) ? undefined : { because: "left" };
}
