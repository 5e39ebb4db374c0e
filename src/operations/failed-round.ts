import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import { subSeconds } from "date-fns/subSeconds";
import { isRequestFile } from "../core/files/pull-kind.ts";
import type { WaitingRequest } from "../core/ledger/recheck-record.ts";
import { describeObstacle } from "../core/plan/obstacle.ts";
import { raiseAlert } from "../core/ports/alert.ts";
import type { Notifier } from "../core/ports/notifier.ts";
import { announceWaiting } from "./announce.ts";
import { SECONDS_BEFORE_ALERT } from "./granting/note-waiting.ts";
import { isUndecided, listUndecided, partlyOf } from "./granting/undecided.ts";
import type { Deps } from "./round/deps.ts";
import { readState } from "./round/state.ts";

type FailedRoundDeps = Pick<
  Deps,
  "github" | "notifiers" | "repository" | "ledger" | "journal" | "rechecks" | "told" | "log" | "now"
>;

const ROUNDS_FAIL = "rounds fail";

/** A round that failed may have begun before the merge, and GitHub's clock may be behind. */
const SECONDS_BEFORE_FAILURE = 300;

/** Merged pull requests whose files a failed round asks GitHub for. */
const MAX_ASKED = 20;

/**
 * Notes that a round failed before it judged every merged request: those wait while rounds fail. Alerts after two minutes. Survives
 * restarts.
 */
export function noteFailedRound(
  { rechecks, log, now }: Pick<Deps, "rechecks" | "log" | "now">,
  err: unknown,
) {
  const at = now();
  const since = rechecks.knownSince(ROUNDS_FAIL, at);
  if (isBefore(at, addSeconds(since, SECONDS_BEFORE_ALERT))) return;
  const fields = { step: "reconcile", since, because: describeObstacle(err).why, err };
  raiseAlert(log, "GRANTS_FAIL", fields, "nothing can be granted; Hallpass tries again");
}

export const noteFinishedRound = ({ rechecks }: Pick<Deps, "rechecks">): void => rechecks.forget(ROUNDS_FAIL);

/**
 * Tells people on the pull requests of all waiting requests that can be found in the clone or at GitHub. Throws after trying each. Reads
 * the ledger and the tip itself: a failed round leaves no snapshot, or one that lacks what was merged since.
 */
export async function announceFailedRound(
  deps: FailedRoundDeps,
  error: unknown,
  channels: readonly Notifier[] = deps.notifiers,
): Promise<void> {
  const { rechecks, now } = deps;
  const because = describeObstacle(error).why;
  const known = readState(deps);
  const found = await Promise.allSettled([listInClone(deps, known), listAtGitHub(deps, known)]);
  const at = now();
  for (const request of found.flatMap((each) => (each.status === "fulfilled" ? each.value : [])))
    rechecks.noteWaiting(request, because, at);
  await announceWaiting(deps, channels);
  const failed = found.filter((each) => each.status === "rejected").map(({ reason }) => reason);
  if (failed.length > 0) throw new AggregateError(failed, "Not every request that waits could be found.");
}

type Found = Pick<WaitingRequest, "path" | "pull" | "partly">;

type Known = ReturnType<typeof readState>;

async function listInClone(deps: FailedRoundDeps, known: Known): Promise<Found[]> {
  const { state } = await known;
  const files = await listUndecided(deps, state, await deps.repository.defaultTip(), deps.now());
  return files.map(({ path }) => ({ path, ...partlyOf(path, state) }));
}

/** Lists requests merged since rounds fail: the clone may lack them, and the ledger may be unreadable. */
async function listAtGitHub(deps: FailedRoundDeps, known: Known): Promise<Found[]> {
  const { github, rechecks, now } = deps;
  const since = subSeconds(rechecks.knownSince(ROUNDS_FAIL, now()), SECONDS_BEFORE_FAILURE);
  const pulls = (await github.listMergedSince(since)).slice(0, MAX_ASKED);
  const state = await known.then(
    (read) => read.state,
    () => undefined,
  );
  const found = await Promise.all(
    pulls.map(async (pull) => (await github.listAddedPaths(pull)).map((path) => ({ path, pull }))),
  );
  const requests = found.flat().filter(isRequestFile);
  if (state === undefined) return requests;
  const at = now();
  return requests
    .filter((each) => isUndecided(each, state, at))
    .map((each) => ({ ...each, ...partlyOf(each.path, state) }));
}
