import { addSeconds } from "date-fns/addSeconds";
import { min } from "date-fns/min";
import type { TreeFile } from "../../core/files/file-change.ts";
import type { ApprovedRequest } from "../../core/ledger/asked-request.ts";
import type { Approved, Intent, Refused } from "../../core/ledger/ledger-entry.ts";
import type { Refusal } from "../../core/ledger/refusal.ts";
import { raiseAlert } from "../../core/ports/alert.ts";
import type { Snapshot } from "../evidence/snapshot.ts";
import { noteHeld, noteSettling, noteStopped, noteUnread } from "./note-waiting.ts";
import { putOffRest } from "./rest.ts";
import { partlyOf } from "./undecided.ts";
import type { Judged, VerifyDeps } from "./verify-request.ts";

/** The result of reading one request. */
export interface Look {
  readonly file: TreeFile;
  /** Identifies the content and rules it was judged by. */
  readonly key: string;
  readonly judged:
    | Judged
    | { readonly kind: "later"; readonly at: Date }
    | { readonly kind: "failed"; readonly error: unknown };
}

export interface Conclusion {
  /** For the ledger. */
  readonly entries: readonly (Intent | Approved | Refused)[];
  /** When to look again. */
  readonly again?: Date | undefined;
  /** A read failed, or grants are stopped: the next round looks again. */
  readonly unjudged?: true;
}

/** Look at a waiting grant again after this long: the access it waits for may end early. */
const LONGEST_WAIT_SECONDS = 300;

/** Each look makes a dozen calls to GitHub; a merged review lets the request go on within this time. */
const SECONDS_OF_HOLD = 60;

/** Concludes what follows from a look at a merged request, and notes whether the request goes on waiting. */
export function conclude(deps: VerifyDeps, known: Snapshot, { file, key, judged }: Look): Conclusion {
  const { path } = file;
  const { at } = known;
  const waiting = { path, ...partlyOf(path, known.state) };
  switch (judged.kind) {
    case "failed":
      noteUnread(deps, waiting, at, judged.error);
      return { entries: [], unjudged: true };
    case "stopped":
      noteStopped(deps, waiting, at, judged.because);
      return { entries: [], unjudged: true };
    case "held": {
      const until = addSeconds(at, SECONDS_OF_HOLD);
      noteHeld(deps, { ...waiting, until }, at, judged.because);
      return { entries: [], again: deps.rechecks.defer(path, key, until, at) };
    }
    case "later":
      deps.rechecks.noteLater(path, at);
      return { entries: [], again: judged.at };
    case "waits":
      noteSettling(deps, { ...waiting, until: judged.until }, at);
      return { entries: [], again: deps.rechecks.defer(path, key, nextLook(judged, at), at) };
    default:
      return concludeSettled(deps, known, { file, key, judged });
  }
}

type Settled = Exclude<Look["judged"], { kind: "failed" | "stopped" | "held" | "later" | "waits" }>;

interface LookAtSettled extends Look {
  readonly judged: Settled;
}

/** The request itself waits for nothing; if its providers are away, a part of it does. */
function concludeSettled(deps: VerifyDeps, known: Snapshot, look: LookAtSettled): Conclusion {
  const { rechecks } = deps;
  const { file, key, judged } = look;
  const { path } = file;
  if (judged.kind === "approved" && judged.missing !== undefined)
    return { entries: judged.intents, again: putOffRest(deps, known.at, { path, key }, judged.missing) };
  rechecks.noteJudged(path);
  if (judged.kind === "approved") return { entries: judged.intents };
  if (judged.kind === "early") return concludeEarly(deps, known, look, judged.approved);
  return judged.kind === "ended"
    ? concludeEnded(deps, file, judged)
    : concludeRefused(deps, file, key, judged);
}

/** Recorded once: the request is looked at again when its start is due. */
function concludeEarly(
  { rechecks }: VerifyDeps,
  { state, at }: Snapshot,
  { file, key }: LookAtSettled,
  approved: ApprovedRequest,
): Conclusion {
  const again = rechecks.defer(file.path, key, approved.startsAt, at);
  const isKnown = state.pulls.get(approved.pull)?.approved !== undefined;
  return { entries: isKnown ? [] : [{ kind: "approved", approved, at: approved.at }], again };
}

function concludeEnded(
  { log, now }: VerifyDeps,
  { path, blob }: TreeFile,
  { pull, by }: Settled & { kind: "ended" },
): Conclusion {
  log.warn({ step: "verify", path, pull, by }, "ended before it began; nothing is granted");
  return { entries: [toRefused({ path, blob, pull, codes: ["ENDED_EARLY"], at: now() })] };
}

/** Refuses for good what a second look, a minute after the first, refuses again. */
function concludeRefused(
  { rechecks, now, log }: VerifyDeps,
  { path, blob }: TreeFile,
  key: string,
  { pull, codes, reasons = [] }: Settled & { kind: "refused" },
): Conclusion {
  // A refusal counts from the end of its reading: the second reading begins a minute after that.
  const at = now();
  const fields = { step: "verify", path, pull, codes };
  if (rechecks.confirm(path, key, at)) {
    raiseAlert(log, "REQUEST_REFUSED", fields, "on the default branch, and refused for good");
    const why = { codes, ...(reasons.length > 0 && { reasons }) };
    return { entries: [toRefused({ path, blob, ...(pull === undefined ? {} : { pull }), ...why, at })] };
  }
  const message = "on the default branch, and not approved; it is looked at once more in a minute";
  raiseAlert(log, "REQUEST_UNPROVEN", fields, message, "warn");
  return { entries: [], again: rechecks.notBefore(path, key, at) ?? at };
}

const nextLook = ({ until, over }: Judged & { kind: "waits" }, now: Date): Date =>
  min([until, over, addSeconds(now, LONGEST_WAIT_SECONDS)]);

const toRefused = (refusal: Refusal): Refused => ({ kind: "refused", refusal, at: refusal.at });
