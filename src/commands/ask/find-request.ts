import { nameAccess } from "../../core/asking/offers.ts";
import type { Progress } from "../../core/asking/progress.ts";
import type { Pull } from "../../github/asking/tracking.ts";
import { UsageError } from "../runner/failure.ts";
import { type PulledRequest, readProgress, readRequest, type Tracker } from "./read-request.ts";

/** The number of a pull request: `12`, `#12`, or its address. `undefined`: the word names an access. */
export function parsePullNumber(word: string): number | undefined {
  const [, digits] = /^(?:#|https?:\/\/\S+\/pull\/)?([1-9]\d{0,8})\/?$/u.exec(word) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Throws `UsageError` when the pull request does not exist or has no request in it. */
export async function readNumbered(desk: Tracker, number: number): Promise<PulledRequest> {
  const pull = await desk.readPull(number);
  if (pull === undefined)
    throw new UsageError(
      `There is no pull request #${number} there. Without a number, this takes your newest request.`,
    );
  const found = await readRequest(desk, pull);
  if (found !== undefined) return found;
  throw new UsageError(
    `#${number} does not ask for access: it adds no request, or several, or an unreadable one.`,
  );
}

/** A request that gives access now, or may. */
export interface Underway extends PulledRequest {
  readonly progress: Progress;
}

/** The newest pull requests of the person that are looked at. */
const MAX_PULLS = 30;

/**
 * The person's own requests that are open, on their way or granted, of this access, or of any when the word is `undefined`. Newest
 * first. Only those that they opened themselves; for others there is the number.
 */
export async function listUnderway(desk: Tracker, word: string | undefined, now: Date): Promise<Underway[]> {
  const me = await desk.readMe();
  const pulls = (await desk.listPullsOf(me)).filter(({ isOpen, isMerged }) => isOpen || isMerged);
  const found = await Promise.all(
    pulls.slice(0, MAX_PULLS).map((pull) => readOwn(desk, pull, me.login, word)),
  );
  const requests = found.flatMap((each) => each ?? []);
  const judged = await Promise.all(
    requests.map(async (each) => ({ ...each, progress: await readProgress(desk, each, now) })),
  );
  return judged.filter(({ progress: { state } }) => !["closed", "refused", "ended"].includes(state));
}

async function readOwn(desk: Tracker, pull: Pull, login: string, word: string | undefined) {
  const found = await readRequest(desk, pull);
  const isMine = found?.request.subject.toLowerCase() === login.toLowerCase();
  return found !== undefined && isMine && gives(found, word) ? found : undefined;
}

const gives = ({ request }: PulledRequest, word: string | undefined): boolean =>
  word === undefined ||
  request.entitlements.some((each) => [nameAccess(each), `${each.resource}:${each.role}`].includes(word));

/**
 * The request that the word names; of one and its extensions the first, whose end ends them all, or the last, which can be extended. Throws
 * `UsageError` with the choice where there is none or are several.
 */
export async function findUnderway(
  desk: Tracker,
  word: string | undefined,
  now: Date,
  which: "first" | "last" = "first",
): Promise<PulledRequest> {
  const number = word === undefined ? undefined : parsePullNumber(word);
  if (number !== undefined) return readNumbered(desk, number);
  const underway = await listUnderway(desk, word, now);
  const [first, ...others] = which === "first" ? leaveOutExtensions(underway) : leaveOutExtended(underway);
  const what = word === undefined ? "access" : word;
  if (first === undefined)
    throw new UsageError(
      `You have no request for ${what} that is open or granted. Give its number otherwise.`,
    );
  if (others.length === 0) return first;
  const choice = [first, ...others].map(describeUnderway).join("\n");
  throw new UsageError(`You have several requests for ${what}. Give the number of one:\n${choice}`);
}

/** The end of a request ends its extensions. */
function leaveOutExtensions(found: readonly Underway[]): Underway[] {
  const ids = new Set(found.map(({ id }) => id));
  return found.filter(({ request }) => request.extends === undefined || !ids.has(request.extends));
}

function leaveOutExtended(found: readonly Underway[]): Underway[] {
  const extended = new Set(found.map(({ request }) => request.extends));
  return found.filter(({ id }) => !extended.has(id));
}

const describeUnderway = ({ pull, request, progress }: Underway): string =>
  `  #${pull.number}  ${request.entitlements.map(nameAccess).join(", ")}  (${progress.says.split("\n")[0]})`;
