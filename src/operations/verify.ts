import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import { max } from "date-fns/max";
import { min } from "date-fns/min";
import { type Decision, decide, leasesOf, listFindings } from "../core/decision.ts";
import type { Evidence } from "../core/evidence.ts";
import { isError } from "../core/finding.ts";
import { hasEnded, type Lease, type Person } from "../core/lease.ts";
import { applyEntries, type LedgerState } from "../core/ledger.ts";
import type { Intent, Refused } from "../core/ledger-entry.ts";
import { describeObstacle } from "../core/obstacle.ts";
import type { TreeFile } from "../core/ports/repository.ts";
import { isRequestFile } from "../core/pull-kind.ts";
import type { Refusal } from "../core/refusal.ts";
import { parseRequestPath } from "../core/request.ts";
import { isAsPinned } from "../core/rules/repository.ts";
import type { Deps } from "./deps.ts";
import { findCommand } from "./find-command.ts";
import { findPullOf } from "./find-pull.ts";
import { gatherEvidence, type Sources } from "./gather.ts";
import { hadToWait, intend } from "./intend.ts";
import { readRules } from "./read-rules.ts";
import { HISTORY_REWRITTEN } from "./rewritten.ts";

/** What is held may end early: how long a grant waits for that is looked at anew. */
const LONGEST_WAIT_SECONDS = 300;

export interface Verifying {
  readonly entries: readonly (Intent | Refused)[];
  /** Requests that could not be judged to the end: something could not be read, or grants are stopped. */
  readonly unjudged: number;
  /** When a refusal may be looked at for the second time. */
  readonly lookAgainAt?: Date;
}

type Needs = Sources & Pick<Deps, "log" | "revisits">;

type Verdict =
  | { readonly kind: "approved"; readonly intents: readonly Intent[] }
  /** Approved, and to be verified again when it may begin. */
  | { readonly kind: "early"; readonly startsAt: Date }
  /** Approved, and what was held there is not over yet, as far as is known by now. */
  | { readonly kind: "waits"; readonly until: Date }
  | { readonly kind: "refused"; readonly pull?: number; readonly codes: readonly string[] }
  /** Approved, and ended by somebody who may before it began. Nobody need read that twice. */
  | { readonly kind: "ended"; readonly pull: number; readonly by: Person }
  | { readonly kind: "stopped"; readonly codes: readonly string[] };

/**
 * Every file under access-requests/ that the ledger knows nothing of, verified from scratch. One that cannot be read waits; one
 * that is refused is looked at once more after a minute, and only then refused for good. One that was ended already is at once.
 */
export async function verifyMerged(deps: Needs, state: LedgerState): Promise<Verifying> {
  const tip = await deps.repository.defaultTip();
  const files = await deps.repository.listFiles(tip, "access-requests");
  const entries: (Intent | Refused)[] = [];
  const later: Date[] = [];
  // Two that are granted in one round are granted one after the other.
  let known = state;
  let unjudged = 0;
  for (const file of files.filter((each) => isRequestFile(each) && isFresh(each, state))) {
    try {
      const found = await verifyInTime(deps, known, tip, file);
      if ("stopped" in found) {
        unjudged++;
        noteWaiting(deps, file, `Grants are stopped (${found.stopped.join(", ")}).`);
        continue;
      }
      deps.revisits.noteJudged(file.path);
      if (found instanceof Date) later.push(found);
      else {
        known = applyEntries(known, found);
        entries.push(...found);
      }
    } catch (error) {
      unjudged++;
      noteWaiting(deps, file, describeObstacle(error).why, error);
    }
  }
  return { entries, unjudged, ...(later.length > 0 && { lookAgainAt: min(later) }) };
}

/** Seconds after which a request that cannot be judged is an alert, and is said on its pull request: most failures pass sooner. */
export const SECONDS_BEFORE_ALERT = 120;

function noteWaiting(
  { log, revisits, now }: Needs,
  { path }: TreeFile,
  because: string,
  err?: unknown,
): void {
  const since = revisits.noteWaiting(path, because, now());
  const alert = !isBefore(now(), addSeconds(since, SECONDS_BEFORE_ALERT));
  const fields = { step: "verify", path, since, because, ...(alert && { alert }) };
  if (err === undefined) log.warn(fields, "the request waits: grants are stopped");
  else log.error({ ...fields, err }, "the request could not be verified; it is tried again");
}

function isFresh({ path }: TreeFile, { seen, refusals }: LedgerState): boolean {
  const id = parseRequestPath(path)?.id;
  return !refusals.has(path) && (id === undefined || !seen.has(id));
}

/** What the ledger has to be told, or when to look again. */
async function verifyInTime(deps: Needs, state: LedgerState, tip: string, { path, blob }: TreeFile) {
  const { repository, revisits, now, log } = deps;
  const commit = await repository.findAddition(tip, path);
  // What a refusal was about does not depend on the tip: a busy branch would have nothing refused for ever.
  const key = JSON.stringify([blob, commit ?? null, (await readRules(repository, tip)).ids]);
  const notBefore = revisits.notBefore(path, key, now());
  if (notBefore !== undefined) return notBefore;
  const verdict = await verifyRequest(deps, state, path, commit);
  if (verdict.kind === "early") return revisits.defer(path, key, verdict.startsAt, now());
  if (verdict.kind === "waits") {
    log.info(
      { step: "verify", path, until: verdict.until },
      "approved; it waits for what was held there before",
    );
    return revisits.defer(path, key, min([verdict.until, addSeconds(now(), LONGEST_WAIT_SECONDS)]), now());
  }
  if (verdict.kind === "approved") return verdict.intents;
  if (verdict.kind === "stopped") return { stopped: verdict.codes };
  if (verdict.kind === "ended") {
    const { pull, by } = verdict;
    log.warn({ step: "verify", path, pull, by }, "ended before it began; nothing is granted");
    return [toRefused({ path, blob, pull, codes: ["ENDED_EARLY"], at: now() })];
  }
  const { pull, codes } = verdict;
  const alert = { step: "verify", alert: true, path, pull, codes };
  if (!revisits.confirm(path, key, now())) {
    log.warn(alert, "on the default branch, and not approved; it is looked at once more in a minute");
    return revisits.notBefore(path, key, now()) ?? now();
  }
  log.error(alert, "on the default branch, and refused for good");
  return [toRefused({ path, blob, ...(pull === undefined ? {} : { pull }), codes, at: now() })];
}

const toRefused = (refusal: Refusal): Refused => ({ kind: "refused", refusal, at: refusal.at });

async function verifyRequest(
  deps: Needs,
  state: LedgerState,
  path: string,
  commit: string | undefined,
): Promise<Verdict> {
  if (parseRequestPath(path) === undefined) return { kind: "refused", codes: ["PATH_INVALID"] };
  const pull = commit === undefined ? undefined : await findPullOf(deps, commit);
  if (pull === undefined) return { kind: "refused", codes: ["NO_PULL_REQUEST"] };
  const evidence = await gatherEvidence(deps, pull, state);
  const decision = judgeMerged(evidence);
  const stopped: Verdict = { kind: "stopped", codes: listStopping(evidence) };
  if (decision === undefined) return stopped;
  const refuse = (codes: readonly string[]): Verdict => ({ kind: "refused", pull: pull.number, codes });
  if (decision.status !== "approved") return refuse(explain(decision));
  if (evidence.stops.length > 0) return stopped;
  if (evidence.file?.path !== path) return refuse(["MERGE_UNPROVEN"]);
  const leases = leasesOf(decision, evidence);
  if (leases.some((lease) => hasEnded(lease, deps.now())))
    return refuse([(await hadToWait(deps, state, leases)) ? "STILL_ENDING" : "MERGED_TOO_LATE"]);
  const by = await findCommandFor(deps, state, evidence, leases);
  if (by !== undefined) return { kind: "ended", pull: pull.number, by };
  const { start } = decision.terms ?? {};
  if (start !== undefined && isBefore(deps.now(), start)) return { kind: "early", startsAt: start };
  const found = await Promise.all(leases.map((lease) => intend(deps, state, lease, evidence)));
  const later = found.filter((each) => each instanceof Date);
  if (later.length > 0) return { kind: "waits", until: max(later) };
  return { kind: "approved", intents: found.filter((each): each is Intent => !(each instanceof Date)) };
}

/** Who ended by a comment what these leases would begin. */
async function findCommandFor(
  deps: Needs,
  state: LedgerState,
  { pull, merge, file }: Evidence,
  [first, ...others]: readonly Lease[],
): Promise<Person | undefined> {
  if (first === undefined || merge === undefined || file === undefined) return undefined;
  const { request } = first;
  const merged = { request, pull: pull.number, blob: file.blob, merge: merge.commit, at: merge.at };
  return findCommand(deps, state, merged, [first, ...others]);
}

/**
 * What is to be thought of a merged request, whether or not grants are stopped: nobody's approval comes back once they go on.
 * undefined when something is wrong with the installation that the judgement itself would rest on; then nothing is concluded.
 */
export function judgeMerged(evidence: Evidence): Decision | undefined {
  const isSound =
    evidence.rules.adopted &&
    isReadable(evidence) &&
    isAsPinned(evidence) &&
    !evidence.stops.some(({ code }) => code === HISTORY_REWRITTEN);
  return isSound ? decide({ ...evidence, stops: [] }) : undefined;
}

const listStopping = ({ rules, ownersErrors, stops }: Evidence): string[] => {
  const found = [...rules.findings.filter(isError), ...ownersErrors.filter(isError), ...stops];
  return found.length > 0 ? [...new Set(found.map(({ code }) => code))] : ["RULES_NOT_IN_FORCE"];
};

/** A team that was renamed, for one, makes CODEOWNERS unreadable to GitHub until somebody mends it. */
const isReadable = ({ rules, ownersErrors }: Evidence): boolean =>
  ![...rules.findings, ...ownersErrors].some(isError);

export const explain = (decision: Decision): string[] => {
  const codes = listFindings(decision).map(({ code }) => code);
  return codes.length > 0 ? [...new Set(codes)] : ["NOT_APPROVED"];
};
