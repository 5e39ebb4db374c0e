import { judgeProgress, type Progress, type RecordedLease } from "../../core/asking/progress.ts";
import { REQUIRED_CHECK } from "../../core/decision/check-result.ts";
import { type AccessRequest, parseRequest, parseRequestPath } from "../../core/files/request.ts";
import { parsePullRecord } from "../../core/ledger/asked-request.ts";
import type { SeenRequest } from "../../core/ledger/ledger.ts";
import { parseHolding, parseSeen } from "../../core/ledger/ledger-document.ts";
import { requestTrailer } from "../../core/ledger/ledger-message.ts";
import { parseRefusal } from "../../core/ledger/refusal.ts";
import { pullPath, refusalPath, seenPath } from "../../git/ledger/layout.ts";
import { ledgerBranchName } from "../../git/repository.ts";
import type { RequestDesk } from "../../github/asking/desk.ts";
import type { Pull, Tracking } from "../../github/asking/tracking.ts";

/** A pull request with one request file in it. */
export interface PulledRequest {
  readonly pull: Pull;
  readonly path: string;
  /** `<team>/<name>` */
  readonly id: string;
  readonly team: string;
  readonly request: AccessRequest;
}

export type Tracker = RequestDesk & Tracking;

/** `undefined`: the pull request adds no request, or several, or one that cannot be read. */
export async function readRequest(desk: Tracker, pull: Pull): Promise<PulledRequest | undefined> {
  const added = await desk.listAdded(pull.number);
  const [found, ...others] = added.flatMap((path) => {
    const parsed = parseRequestPath(path);
    return parsed === undefined ? [] : [{ ...parsed, path }];
  });
  if (found === undefined || others.length > 0) return undefined;
  const text = await desk.readFile(found.path, pull.head);
  const request = text === undefined ? undefined : parseRequest(text, found.path).value;
  const { path, id, team } = found;
  return request === undefined ? undefined : { pull, path, id, team, request };
}

/** How far it is now: by GitHub before the merge, and by the ledger after it. Throws for a ledger that this version cannot read. */
export async function readProgress(
  desk: Tracker,
  { pull, path, id }: Pick<PulledRequest, "pull" | "path" | "id">,
  now: Date,
): Promise<Progress> {
  const { isOpen, isMerged } = pull;
  if (!isMerged) {
    const check = isOpen ? await desk.readCheck(REQUIRED_CHECK, pull.head) : undefined;
    return judgeProgress({ isOpen, isMerged, ...(check && { check }), leases: [] }, now);
  }
  const seen = await readLedger(desk, seenPath(id), parseSeen);
  const refusal = seen === undefined ? await readLedger(desk, refusalPath(path), parseRefusal) : undefined;
  if (seen === undefined) {
    const known =
      refusal === undefined ? await readLedger(desk, pullPath(pull.number), parsePullRecord) : undefined;
    const startsAt = known?.approved?.startsAt;
    const found = { ...(refusal && { refusal }), ...(startsAt && { startsAt }) };
    return judgeProgress({ isOpen, isMerged, ...found, leases: [] }, now);
  }
  const leases = await readLeases(desk, seen);
  return judgeProgress({ isOpen, isMerged, of: seen.of ?? Math.max(1, leases.length), leases }, now);
}

async function readLedger<T>(
  desk: RequestDesk,
  path: string,
  parse: (text: string) => T,
): Promise<T | undefined> {
  const text = await desk.readFile(path, ledgerBranchName);
  return text === undefined ? undefined : parse(text);
}

/** A round commits its intents within this time of its clock. */
const AROUND_MS = 10 * 60_000;

/** Its leases. Commits of the ledger name requests, and list the holdings that they changed. */
async function readLeases(desk: Tracker, { request, at, of = 1 }: SeenRequest): Promise<RecordedLease[]> {
  const since = new Date(at.getTime() - AROUND_MS);
  const until = new Date(at.getTime() + AROUND_MS);
  const first = await readLeasesWithin(desk, request, { since, until });
  // A part whose provider was away is granted later.
  return first.length < of ? readLeasesWithin(desk, request, { since }) : first;
}

async function readLeasesWithin(
  desk: Tracker,
  request: string,
  window: Parameters<Tracking["listFilesOf"]>[2],
): Promise<RecordedLease[]> {
  const paths = await desk.listFilesOf(ledgerBranchName, requestTrailer(request), window);
  const holdings = await Promise.all(
    paths.filter((path) => path.startsWith("holdings/")).map((path) => readLedger(desk, path, parseHolding)),
  );
  return holdings.flatMap((holding) =>
    holding === undefined
      ? []
      : holding.leases.filter((lease) => lease.request === request).map((lease) => ({ lease, holding })),
  );
}
