import { min } from "date-fns";
import {
  endEarly,
  findCommander,
  findRemover,
  listOpenRequests,
  type OpenRequest,
} from "../core/early-end.ts";
import { isError } from "../core/finding.ts";
import type { EndReason, Person } from "../core/lease.ts";
import type { LedgerState } from "../core/ledger.ts";
import type { Ended } from "../core/ledger-entry.ts";
import { parseRequestPath } from "../core/request.ts";
import { matchPolicies } from "../core/rules/policy.ts";
import type { Deps } from "./deps.ts";
import { findPullOf } from "./find-pull.ts";
import { gatherEvidence, type Sources } from "./gather.ts";
import { readAdoptedRules } from "./in-force.ts";
import { readState } from "./state.ts";

export interface EndingEarly {
  readonly ended: readonly Ended[];
  /** What could not be read, and ends nothing. */
  readonly unjudged: number;
}

type Needs = Sources & Pick<Deps, "log">;

interface Why {
  readonly because: EndReason;
  readonly by?: Person;
}

/** What git says has ended before its time: its file was removed by a verified pull request, or no policy offers it any more. */
export async function findWithdrawn(deps: Needs, state: LedgerState): Promise<EndingEarly> {
  const open = listOpenRequests(state, deps.now());
  if (open.length === 0) return { ended: [], unjudged: 0 };
  const tip = await deps.repository.defaultTip();
  const files = new Set((await deps.repository.listFiles(tip, "access-requests")).map(({ path }) => path));
  const isOffered = await readOffers(deps, state, tip);
  return judgeEach(deps, state, open, async (request) => {
    if (!files.has(request.path)) return findRemoval(deps, state, request, tip);
    return isOffered(request) ? undefined : { because: "policy" };
  });
}

/** What cannot be read, or was not adopted, takes nothing away. */
async function readOffers(
  deps: Needs,
  state: LedgerState,
  tip: string,
): Promise<(request: OpenRequest) => boolean> {
  const { policies, adopted, findings } = await readAdoptedRules(deps, state, tip);
  if (!adopted || findings.some(isError)) return () => true;
  return ({ path, leases }) => {
    const folder = parseRequestPath(path)?.team;
    return (
      folder === undefined ||
      leases.every(({ entitlement }) => matchPolicies(policies, folder, entitlement).length > 0)
    );
  };
}

async function findRemoval(
  deps: Needs,
  state: LedgerState,
  request: OpenRequest,
  tip: string,
): Promise<Why | undefined> {
  const { repository, log } = deps;
  const commit = await repository.findRemoval(tip, request.path);
  const follows = commit !== undefined && (await repository.isAncestor(request.seen.merge, commit));
  const pull = follows ? await findPullOf(deps, commit) : undefined;
  const by = pull && findRemover(request, await gatherEvidence(deps, pull, state));
  if (by !== undefined) return { because: "removal", by };
  log.error(
    { step: "removal", alert: true, path: request.path, commit, pull: pull?.number },
    "a live request is gone from the default branch, and no verified removal says so; it runs on, and nothing is granted",
  );
  return undefined;
}

/** What only GitHub knows has ended something early: a comment, what it was for is closed, its subject has left. */
export async function findAbandoned(deps: Needs, state: LedgerState): Promise<EndingEarly> {
  const open = listOpenRequests(state, deps.now());
  if (open.length === 0) return { ended: [], unjudged: 0 };
  const { github } = deps;
  const comments = once(() => github.listComments(min(open.map(({ since }) => since))));
  const isActive = onceEach(
    (person: Person) => github.isActive(person),
    ({ id }) => id,
  );
  const reasons: readonly ((request: OpenRequest) => Promise<Why | undefined>)[] = [
    async (request) => {
      const by = findCommander(request, await comments());
      return by && { because: "command", by: { id: by.id, login: by.login } };
    },
    async ({ leases: [{ until }] }) =>
      until !== undefined && (await github.readTask(until))?.closed ? { because: "closed" } : undefined,
    async ({ subject }) => ((await isActive(subject)) ? undefined : { because: "left" }),
  ];
  const found = await Promise.all(reasons.map((reason) => judgeEach(deps, state, open, reason)));
  const ended = found.flatMap((each) => each.ended);
  return {
    ended: [...new Map(ended.toReversed().map((entry) => [entry.request, entry])).values()],
    unjudged: found.reduce((sum, each) => sum + each.unjudged, 0),
  };
}

/** One that cannot be judged keeps no other from being ended. */
async function judgeEach(
  { log, now }: Needs,
  state: LedgerState,
  open: readonly OpenRequest[],
  judge: (request: OpenRequest) => Promise<Why | undefined>,
): Promise<EndingEarly> {
  const ended: Ended[] = [];
  let unjudged = 0;
  for (const request of open) {
    const { request: id } = request.seen;
    try {
      const why = await judge(request);
      if (why === undefined) continue;
      log.warn({ step: "end early", request: id, ...why }, "ended before its time");
      ended.push(...endEarly(state, id, { ...why, at: now() }));
    } catch (error) {
      unjudged++;
      log.error({ step: "end early", request: id, err: error }, "could not be judged; it is tried again");
    }
  }
  return { ended, unjudged };
}

const once = <T>(work: () => Promise<T>): (() => Promise<T>) => onceEach(work, () => 0);

function onceEach<Of extends readonly unknown[], T>(
  work: (...of: Of) => Promise<T>,
  keyOf: (...of: Of) => number,
): (...of: Of) => Promise<T> {
  const known = new Map<number, Promise<T>>();
  return (...of) => {
    const answer = known.get(keyOf(...of)) ?? work(...of);
    known.set(keyOf(...of), answer);
    return answer;
  };
}

/** Looks for what only GitHub knows has ended, and writes it down. Resolves to whether everything could be read, and what was found. */
export async function watchLeases(deps: Needs & Pick<Deps, "ledger" | "journal">): Promise<EndingEarly> {
  const { state } = await readState(deps);
  const ending = await findAbandoned(deps, state);
  if (ending.ended.length > 0) await deps.journal.append(ending.ended);
  return ending;
}
