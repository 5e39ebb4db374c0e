import { addSeconds } from "date-fns/addSeconds";
import { ObstacleError } from "../../core/plan/obstacle.ts";
import type { Deps } from "../round/deps.ts";
import { noteUnread } from "./note-waiting.ts";
import type { Judged } from "./verify-request.ts";

/** Each try makes a dozen calls to GitHub. */
const SECONDS_BETWEEN_TRIES = 30;

/** A refused rest may be approved later, for example when a person is back in a team. */
const SECONDS_AFTER_REFUSAL = 300;

/** A part of the request is granted. If the rest is refused or ended by now, that part goes on until its own end. */
export function ofRest(judged: Judged): Judged {
  if (judged.kind === "ended") return { kind: "approved", intents: [] };
  if (judged.kind !== "refused") return judged;
  return { kind: "approved", intents: [], missing: new RestRefused(judged.codes) };
}

/** What is missing of a request is refused. */
class RestRefused extends ObstacleError {
  constructor(codes: readonly string[]) {
    const next = "ask for it with a new file.";
    super({ why: `The rest of the request is no longer approved (${codes.join(", ")}): ${next}`, next });
  }
}

/** A part of the request is granted, or will be at once. Returns when to try the rest again. `missing`: why it is not granted. */
export function putOffRest(
  deps: Pick<Deps, "log" | "rechecks">,
  at: Date,
  { path, key }: { readonly path: string; readonly key: string },
  missing: unknown,
): Date {
  const seconds = missing instanceof RestRefused ? SECONDS_AFTER_REFUSAL : SECONDS_BETWEEN_TRIES;
  const until = addSeconds(at, seconds);
  noteUnread(deps, { path, partly: true, until }, at, missing);
  return deps.rechecks.defer(path, key, until, at);
}
