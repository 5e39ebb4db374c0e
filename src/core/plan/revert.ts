import { heldUntil } from "../access/holding.ts";
import { endOf, hasEnded, type Lease } from "../access/lease.ts";
import type { FileChange } from "../files/file-change.ts";
import { isRequestFile } from "../files/pull-kind.ts";
import { parseRequestPath } from "../files/request.ts";
import { type Finding, mistake } from "../findings/finding.ts";
import { type HeldState, type LedgerState, leasesOf } from "../ledger/ledger.ts";
import { findByRequest } from "../ledger/ledger-index.ts";

/** An ended request, whose file a revert PR removes. */
export interface EndedRequest {
  readonly id: string;
  readonly path: string;
  readonly team: string;
  /** At least one, all ended. */
  readonly leases: readonly Lease[];
}

/** The requests among these files of the default branch that have ended and whose access is gone, sorted by path. */
export const listEnded = (
  { holdings }: HeldState,
  files: readonly { readonly path: string }[],
  now: Date,
): EndedRequest[] =>
  files
    .map(({ path }) => ({ path, place: parseRequestPath(path) }))
    .flatMap(({ path, place }) => {
      if (place === undefined || judgeLeases(holdings, place.id, now) !== "ended") return [];
      return [{ id: place.id, path, team: place.team, leases: leasesOf(holdings, place.id) }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));

/** True if its last access ended on an earlier day (UTC). What was revoked late counts by the time it was gone. */
export function endedBeforeToday({ leases }: EndedRequest, now: Date): boolean {
  const today = now.toISOString().slice(0, 10);
  return leases.every((lease) => endOf(lease).toISOString().slice(0, 10) < today);
}

/** The requests a pull request removes that the ledger has never seen, so that nothing was ever granted for them. By id, or by path where no request can be. */
export const listUngranted = (changes: readonly FileChange[], state: LedgerState): string[] =>
  changes.flatMap(({ path, status }) => {
    if (status !== "removed" || !isRequestFile({ path })) return [];
    const id = parseRequestPath(path)?.id;
    if (id === undefined) return [path];
    return state.seen.has(id) ? [] : [id];
  });

/** Empty only when the pull request removes requests that have ended, were never granted or may be ended by it, and nothing else. */
export function judgeRevert(
  changes: readonly FileChange[],
  state: LedgerState,
  now: Date,
  ending: readonly string[] = [],
): Finding[] {
  if (changes.length === 0)
    return [
      mistake("RECEIPT_EMPTY", "The pull request changes nothing.", "Close it: there is nothing to remove."),
    ];
  return changes.flatMap((change) => judgeChange(change, state, now, ending));
}

/**
 * True for the content of a receipt that Hallpass opened: it removes requests that had leases, none of which is live. A pull request that
 * removes anything else may never be merged, and must not stand in for a receipt.
 */
export const isReceipt = (changes: readonly FileChange[], { holdings }: HeldState, now: Date): boolean =>
  changes.length > 0 &&
  changes.every(({ path, status }) => {
    const id = isRequestFile({ path }) ? parseRequestPath(path)?.id : undefined;
    const judged = id === undefined ? undefined : judgeLeases(holdings, id, now);
    return status === "removed" && (judged === "ended" || judged === "held");
  });

function judgeChange(
  { path, status }: FileChange,
  state: LedgerState,
  now: Date,
  ending: readonly string[],
): Finding[] {
  if (status !== "removed" || !isRequestFile({ path }))
    return [
      mistake(
        "RECEIPT_OTHER_FILE",
        `${JSON.stringify(path)} is ${status}; a receipt removes only ended requests.`,
        "Take it out of this pull request. Delete it, or open another pull request for it.",
      ),
    ];
  const place = parseRequestPath(path);
  if (place === undefined || ending.includes(place.id)) return [];
  const end = judgeEnd(state, place.id, now);
  return end === "ended" || end === "ungranted" ? [] : [explainEnd(place.id, end, state, now)];
}

type End = "ended" | "ungranted" | "live" | "held" | "unknown";

function judgeEnd({ holdings, seen }: LedgerState, id: string, now: Date): End {
  return judgeLeases(holdings, id, now) ?? (seen.has(id) ? "unknown" : "ungranted");
}

/** `undefined`: the request has no lease. */
function judgeLeases(
  holdings: HeldState["holdings"],
  id: string,
  now: Date,
): "live" | "held" | "ended" | undefined {
  const leases = leasesOf(holdings, id);
  if (leases.length === 0) return undefined;
  if (!leases.every((lease) => hasEnded(lease, now))) return "live";
  return isHeldFor(holdings, id, now) ? "held" : "ended";
}

// Access that another live lease still covers is held for that lease, and does not keep this request from being removed.
const isHeldFor = (holdings: HeldState["holdings"], id: string, now: Date): boolean =>
  findByRequest(holdings, id).some(
    ([, { held, leases }]) =>
      held !== "no" &&
      heldUntil(leases, now) === undefined &&
      leases.some(({ request, ended }) => request === id && ended === undefined),
  );

function explainEnd(
  id: string,
  end: Exclude<End, "ended" | "ungranted">,
  state: LedgerState,
  now: Date,
): Finding {
  if (end === "unknown")
    return mistake(
      "RECEIPT_UNKNOWN_REQUEST",
      `The ledger knows "${id}" but no lease of it, so nothing says that it has ended.`,
      "Restore the file, and ask an operator what happened to the request.",
    );
  if (end === "held")
    return mistake(
      "RECEIPT_HELD",
      `"${id}" has ended, and the ledger does not say yet that its access is gone.`,
      "Wait until the end is recorded. The check then runs again.",
    );
  const ends = leasesOf(state.holdings, id)
    .filter((lease) => !hasEnded(lease, now))
    .map(({ endsAt }) => endsAt.toISOString());
  return mistake(
    "RECEIPT_LIVE",
    `"${id}" is live until ${ends.sort().at(-1)}.`,
    "Wait until it has ended. Its subject or one of its approvers can end it early; so can an owner who approves this pull request.",
  );
}

const branchShape = /^hallpass([/-])revert\1([a-z0-9][a-z0-9._-]{0,99})\1([0-9a-f]{16})$/;

/**
 * The branch of the revert PR for exactly these requests, in any order. Ids are used once, so the name is unique.
 * `sha256` answers in lower-case hex.
 */
export function revertBranch(team: string, ids: readonly string[], sha256: (text: string) => string): string {
  const name = `hallpass/revert/${team}/${sha256([...ids].sort().join("\n")).slice(0, 16)}`;
  if (parseRevertBranch(name)?.team !== team) throw new Error(`"${name}" cannot name a revert branch.`);
  return name;
}

/**
 * Another name for a branch, without a folder: while a branch named `hallpass` exists, git cannot create one below `hallpass/`.
 */
export const flatBranch = (name: string): string => name.replaceAll("/", "-");

/** A name of the same kind that nobody can take first. `random`: 16 digits in lower-case hex. */
export const freshBranch = (name: string, random: string): string =>
  flatBranch(name).replace(/[0-9a-f]{16}$/u, random);

/** The team of a name made by `revertBranch`, also through `flatBranch` and `freshBranch`; undefined for every other name. */
export function parseRevertBranch(name: string): { readonly team: string } | undefined {
  const [, , team] = branchShape.exec(name) ?? [];
  return team === undefined || team.includes("..") ? undefined : { team };
}
