import type { Entitlement } from "../access/entitlement.ts";
import type { Lease, Person } from "../access/lease.ts";
import { parseRequestPath, requestPath } from "../files/request.ts";
import { type LedgerState, leasesOf } from "../ledger/ledger.ts";

/** A request that Hallpass decided after its merge, as far as the ledger tells of it. Its file is in git. */
export interface PastRequest {
  /** `<team>/<name>`. */
  readonly id: string;
  readonly path: string;
  readonly blob: string;
  /** 0: it was pushed directly. */
  readonly pull: number;
  /** When it was decided. */
  readonly at: Date;
  /** Absent: the ledger does not tell. */
  readonly requester?: Person;
  readonly subject?: Person;
  /** Whose approval counted then; none of what was refused. */
  readonly approvers: readonly Person[];
  /** All that it asked for; absent: only its file says so. */
  readonly entitlements?: readonly Entitlement[];
  /** What it was granted; none: it was refused. */
  readonly leases: readonly Lease[];
}

/**
 * The requests that were granted or refused, oldest first. Those closed without a merge are not among them: no branch has their file.
 */
export const listPastRequests = (state: LedgerState): PastRequest[] =>
  [...listGranted(state), ...listRefused(state)].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1),
  );

const listGranted = (state: LedgerState): PastRequest[] =>
  [...state.seen.values()].map(({ request: id, blob, pull, at, of }) => {
    const leases = leasesOf(state.holdings, id);
    const [first] = leases;
    return {
      ...{ id, path: requestPath(id), blob, pull, leases },
      // What begins later was approved before, and granted then.
      at: state.pulls.get(pull)?.approved?.at ?? at,
      approvers: first?.approvers ?? [],
      ...(first && { subject: first.subject, requester: first.requester ?? first.subject }),
      // Of what was granted in part, the file knows the rest.
      ...(of === leases.length && { entitlements: leases.map(({ entitlement }) => entitlement) }),
    };
  });

const listRefused = ({ refusals, pulls }: LedgerState): PastRequest[] =>
  [...refusals.values()].flatMap(({ path, blob, pull = 0, at }) => {
    const place = parseRequestPath(path);
    if (place === undefined) return [];
    const { requester, subject } = pulls.get(pull)?.asked ?? {};
    return {
      ...{ id: place.id, path, blob, pull, at, approvers: [], leases: [] },
      ...(requester && { requester }),
      ...(subject && { subject }),
    };
  });
