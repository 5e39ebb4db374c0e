import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import { formatTime } from "../../core/ledger/ledger-message.ts";
import type { WaitingRequest } from "../../core/ledger/recheck-record.ts";
import { describeObstacle } from "../../core/plan/obstacle.ts";
import { raiseAlert } from "../../core/ports/alert.ts";
import type { Deps } from "../round/deps.ts";

/** Seconds after which an unjudged request raises an alert and a notice on its pull request: most failures pass sooner. */
export const SECONDS_BEFORE_ALERT = 120;

type NoteDeps = Pick<Deps, "log" | "rechecks">;

type Waiting = Pick<WaitingRequest, "path" | "partly" | "until">;

/** The request waits because a read failed. */
export function noteUnread(deps: NoteDeps, waiting: Waiting, at: Date, err: unknown): void {
  const because = describeObstacle(err).why;
  const message = "the request could not be verified; Hallpass tries again";
  tell(deps, waiting, at, { level: "error", message, because, err });
}

/** The request waits because grants are stopped. */
export function noteStopped(deps: NoteDeps, waiting: Waiting, at: Date, reason: string): void {
  const message = "the request waits: grants are stopped";
  tell(deps, waiting, at, { level: "warn", message, because: `Grants are stopped: ${reason}` });
}

interface Wait {
  readonly level: "warn" | "error";
  readonly message: string;
  readonly because: string;
  readonly err?: unknown;
}

/** Writes it to the log; raises an alert once it has lasted. */
function tell({ log, rechecks }: NoteDeps, waiting: Waiting, at: Date, wait: Wait): void {
  const { level, message, ...why } = wait;
  const since = rechecks.noteWaiting(waiting, why.because, at);
  const fields = { step: "verify", path: waiting.path, since, ...why };
  if (isBefore(at, addSeconds(since, SECONDS_BEFORE_ALERT))) log[level](fields, message);
  else raiseAlert(log, "REQUEST_WAITS", fields, message, level);
}

/** Raises no alert, because the wait ends by itself at `until`. People are told if it takes long. */
export function noteSettling(
  { log, rechecks }: NoteDeps,
  waiting: Waiting & { readonly until: Date },
  at: Date,
): void {
  const { path, until } = waiting;
  log.info({ step: "verify", path, until }, "approved; it waits until earlier access there has surely ended");
  const because = `The same access was held before, and a late revocation could hit the new grant. It can be granted at ${formatTime(until)} at the earliest, and its time runs meanwhile.`;
  rechecks.noteWaiting(waiting, because, at);
}

/** Raises no alert: people of the team end the wait, by the review that is overdue. They are told if it takes long. */
export function noteHeld({ log, rechecks }: NoteDeps, waiting: Waiting, at: Date, because: string): void {
  log.info(
    { step: "verify", path: waiting.path, because },
    "approved; it waits for the review of earlier access",
  );
  rechecks.noteWaiting(waiting, because, at);
}
