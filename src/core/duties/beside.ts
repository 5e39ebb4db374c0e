import { addMilliseconds } from "date-fns/addMilliseconds";
import type { Entitlement } from "../access/entitlement.ts";
import { endOf, hasEnded, type Lease } from "../access/lease.ts";
import { requestPath } from "../files/request.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import { findByRequest, findBySubject, listHeld } from "../ledger/ledger-index.ts";
import { oncePer } from "../plan/once-per.ts";
import { listLeasesSince } from "../plan/overdue.ts";
import { type Holder, isHeldBy } from "./holder.ts";

/** Access of a person beside what a request asks for. */
export interface HeldAccess {
  readonly request: string;
  readonly entitlement: Entitlement;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** It has ended, and the ledger has no revocation of it yet: it counts as held. */
  readonly unrevoked?: true;
  /** It is approved, and granted at its start. */
  readonly waiting?: true;
}

export interface Beside {
  readonly others: readonly HeldAccess[];
  /** What the ledger has of the request itself: it was judged then. */
  readonly granted: readonly Entitlement[];
}

interface About {
  readonly holder: Holder;
  /** The request that is judged; undefined: none. */
  readonly request: string | undefined;
  readonly now: Date;
}

/** Everything that the ledger knows of a person's access, present and to come, without that of the request itself. */
export const listBeside = (state: LedgerState, about: About): Beside => ({
  others: [...listLeased(state, about), ...listWaiting(state, about)],
  granted:
    about.request === undefined
      ? []
      : findByRequest(state.holdings, about.request).map(([, { entitlement }]) => entitlement),
});

/** By leases alone, as an audit replays it. */
export function listLeased({ holdings }: Pick<LedgerState, "holdings">, about: About): HeldAccess[] {
  const { holder, request, now } = about;
  const own = [...holder.accounts].flatMap((id) => findBySubject(holdings, id).map(([, record]) => record));
  const records = new Set([...own, ...listHeld(holdings)]);
  return [...records].flatMap((record) =>
    record.leases
      .filter((lease) => lease.request !== request && isHeldBy(holder, lease))
      .map((lease) => describeLease(record, lease, now)),
  );
}

function describeLease(record: HoldingRecord, lease: Lease, now: Date): HeldAccess {
  const { request, entitlement, startsAt } = lease;
  const isLate = record.held !== "no" && hasEnded(lease, now) && listLeasesSince(record).includes(lease);
  return {
    request,
    entitlement,
    startsAt,
    endsAt: endOf(lease),
    ...(isLate && { unrevoked: true as const }),
  };
}

/** Of requests that were approved before this one: of two that exclude each other, the first counts. */
function listWaiting(state: LedgerState, { holder, request, now }: About): HeldAccess[] {
  const all = waitingIn(state.pulls);
  const own = all.findIndex(({ approved }) => approved.request === request);
  return (own === -1 ? all : all.slice(0, own)).flatMap(({ asked, approved }) => {
    const { subject, entitlements = [], durationMs = 0 } = asked;
    const endsAt = addMilliseconds(approved.startsAt, durationMs);
    const isOver =
      endsAt <= now || state.seen.has(approved.request) || state.refusals.has(requestPath(approved.request));
    if (isOver || subject === undefined || !holder.accounts.has(subject.id)) return [];
    return entitlements.map((entitlement) => ({
      request: approved.request,
      entitlement,
      startsAt: approved.startsAt,
      endsAt,
      waiting: true as const,
    }));
  });
}

/** In the order of their approval. */
const waitingIn = oncePer((pulls: LedgerState["pulls"]) =>
  [...pulls.values()]
    .flatMap(({ asked, approved }) => (asked && approved ? [{ asked, approved }] : []))
    .toSorted(
      (a, b) => a.approved.at.getTime() - b.approved.at.getTime() || a.approved.pull - b.approved.pull,
    ),
);
