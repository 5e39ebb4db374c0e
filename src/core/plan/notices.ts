import { isBefore } from "date-fns/isBefore";
import { subSeconds } from "date-fns/subSeconds";
import type { Basis } from "../access/basis.ts";
import type { Entitlement } from "../access/entitlement.ts";
import { holdingKey } from "../access/holding.ts";
import { hasEnded, isLive, type Lease, type Person } from "../access/lease.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import { isEndedBy, type LedgerState } from "../ledger/ledger.ts";
import { type HoldingEntry, isHoldingEntry, type LedgerEntry, type Refused } from "../ledger/ledger-entry.ts";

/** A notice to people about a pull request. */
export type Notice =
  | AccessNotice
  | OverlapNotice
  | WaitingNotice
  | ApprovalNotice
  | ReminderNotice
  | ExpiredNotice
  | EndingNotice
  | ReviewNotice
  | DigestNotice
  | AlertNotice;

/** The people of a request, to whom a channel may send its notices. */
export interface Concerned {
  readonly subject: Person;
  /** The author of the pull request, if it is not the subject. */
  readonly requester?: Person;
  /** Those who approved, or who may. */
  readonly approvers: readonly Person[];
}

interface OfPull {
  readonly pull: number;
  /**
   * Every process derives the same id from the ledger entry, or from the state after it, so that a channel recognises notices it has
   * sent.
   */
  readonly id: string;
  /** Absent where the ledger does not know the people of the request. */
  readonly concerned?: Concerned;
}

/** Access began, ended or cannot be ended, or a merged request was refused. */
export interface AccessNotice extends OfPull {
  readonly kind: "access";
  readonly entry: HoldingEntry | Refused;
  /** Granted in an emergency, with no approval before. */
  readonly emergency?: true;
}

/** A request began or ended without a change at the provider, because other requests hold the same access for longer. */
export interface OverlapNotice extends OfPull {
  readonly kind: "overlap";
  readonly change: "began" | "ended";
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly endsAt: Date;
  /** The end of the other requests, and their pull requests. */
  readonly until: Date;
  readonly others: readonly number[];
}

/** A merged request is not granted yet, or not all of it. */
export interface WaitingNotice extends OfPull {
  readonly kind: "waiting";
  readonly because: string;
  /** Some of what it asks for is granted. */
  readonly partly?: true;
}

/** What a request gives ends soon, and nothing on the ledger goes on with it. */
export interface EndingNotice extends OfPull {
  readonly kind: "ending";
  readonly concerned: Concerned;
  /** At least one. */
  readonly access: readonly { readonly principal: string; readonly entitlement: Entitlement }[];
  readonly endsAt: Date;
  /** How much longer the command in the notice asks for, as a request writes it: `1h`. */
  readonly extendBy: string;
}

/** A valid request waits for approvers. The check says the same, so comments on GitHub do not repeat it. */
export interface ApprovalNotice extends OfPull {
  readonly kind: "approval";
  readonly concerned: Concerned;
  readonly entitlements: readonly Entitlement[];
  readonly durationMs: number;
  readonly reason: string;
}

/** A valid request still waits for approvers. */
export interface ReminderNotice extends OfPull {
  readonly kind: "reminder";
  /** Those who may approve from now on, because others have not; absent in a mere reminder. */
  readonly fallback?: readonly Person[];
  /** Those who may still approve. */
  readonly concerned: Concerned;
  readonly entitlements: readonly Entitlement[];
  readonly since: Date;
  /** When Hallpass closes it; absent: it waits without end. */
  readonly expiresAt?: Date;
}

/** Nobody approved a request in time, and Hallpass closes it. */
export interface ExpiredNotice extends OfPull {
  readonly kind: "expired";
  readonly concerned: Concerned;
  readonly entitlements: readonly Entitlement[];
  readonly since: Date;
}

/** The review of ended access is overdue. On the pull request that removes its files, and says what was granted. */
export interface ReviewNotice extends OfPull {
  readonly kind: "review";
  /** The subject of the longest overdue access, and those who approved any of it. */
  readonly concerned: Concerned;
  readonly team: string;
  /** Ids of the overdue requests that this pull request removes; at least one. */
  readonly requests: readonly string[];
  /** When the first of them was to be reviewed. */
  readonly dueAt: Date;
  /** Owners of the files, as CODEOWNERS names them. */
  readonly owners: readonly string[];
  /** Requests of the team may wait for this review. */
  readonly holds: boolean;
}

/** What began on one day without an approval before. For channels outside GitHub alone: `pull` is 0. */
export interface DigestNotice extends OfPull {
  readonly kind: "digest";
  /** The approving team. */
  readonly team: string;
  /** By UTC: `2026-11-20`. */
  readonly day: string;
  /** Those who could have approved it. */
  readonly approvers: readonly Person[];
  /** In the order in which it began; at least one. */
  readonly access: readonly UnapprovedAccess[];
}

export interface UnapprovedAccess {
  readonly subject: Person;
  readonly entitlement: Entitlement;
  readonly pull: number;
  readonly basis: Basis;
  readonly durationMs: number;
}

/** An operator must look. For channels outside GitHub alone: `pull` is 0 where no pull request is concerned. */
export interface AlertNotice extends OfPull {
  readonly kind: "alert";
  /** A code of the catalogue. */
  readonly code: string;
  /** The name of the provider it is about. */
  readonly provider?: string;
}

/** What people choose notices by. */
export const NOTICE_KINDS = [
  "approval",
  "reminder",
  "expired",
  "granted",
  "break-glass",
  "ending",
  "ended",
  "overdue",
  "review",
  "refused",
  "waiting",
  "digest",
  "alert",
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** The people of a request that a channel's rule can name. */
export const NOTICE_ROLES = ["approvers", "subject", "requester"] as const;

export type NoticeRole = (typeof NOTICE_ROLES)[number];

export function kindOfNotice(notice: Notice): NoticeKind {
  if (notice.kind === "overlap") return notice.change === "began" ? "granted" : "ended";
  if (notice.kind !== "access") return notice.kind;
  const { kind } = notice.entry;
  if (kind === "refused") return "refused";
  if (kind === "failed") return "overdue";
  if (kind === "revoked") return "ended";
  return notice.emergency ? "break-glass" : "granted";
}

/** Whoever hears of these hears of those too. */
const INCLUDED: Partial<Readonly<Record<NoticeKind, NoticeKind>>> = {
  "break-glass": "granted",
  reminder: "approval",
};

/** Whoever hears of grants hears of those in emergencies too, and whoever is asked for approvals is reminded of them. */
export const isKindTold = (tell: readonly NoticeKind[], kind: NoticeKind): boolean =>
  [kind, INCLUDED[kind]].some((each) => each !== undefined && tell.includes(each));

export const isTold = (tell: readonly NoticeKind[], notice: Notice): boolean =>
  isKindTold(tell, kindOfNotice(notice));

/** The notices of these entries, which led to this state. */
export const listNotices = (entries: readonly LedgerEntry[], state: LedgerState): AccessNotice[] =>
  entries.flatMap((entry) => {
    if (entry.kind === "refused") return describeRefused(entry);
    if (!isHoldingEntry(entry) || entry.kind === "intent") return [];
    const record = state.holdings.get(holdingKey(entry));
    return record === undefined ? [] : describeEntry(entry, record);
  });

/** Seconds for which a process sends notices that it may have missed after a restart or a failure. */
const RECENT_SECONDS = 3600;
/** Seconds during which another process, or this one, may still be sending a notice. */
const UNDER_WAY_SECONDS = 60;

export const isRecentNotice = (at: Date, now: Date): boolean =>
  at > subSeconds(now, RECENT_SECONDS) && at <= subSeconds(now, UNDER_WAY_SECONDS);

/**
 * The notices of the last hour, from the state alone, newest first. Skips older entries early, because the ledger keeps every holding for
 * ever.
 */
export function listRecentNotices({ holdings, refusals }: LedgerState, now: Date): AccessNotice[] {
  const isRecent = ({ at }: { readonly at: Date }): boolean => isRecentNotice(at, now);
  const refused = [...refusals.values()]
    .filter(isRecent)
    .map((refusal): Refused => ({ kind: "refused", refusal, at: refusal.at }));
  const told = [...holdings.values()].flatMap((record) =>
    listEntries(record)
      .filter(isRecent)
      .flatMap((entry) => describeEntry(entry, record)),
  );
  return [...told, ...refused.flatMap(describeRefused)].toSorted(
    (a, b) => b.entry.at.getTime() - a.entry.at.getTime(),
  );
}

function listEntries(record: HoldingRecord): HoldingEntry[] {
  const { principal, entitlement, held, confirmed, failing, revocations } = record;
  const about = { principal, entitlement };
  return [
    ...(held === "yes" && confirmed
      ? [{ kind: "granted" as const, ...about, ...confirmed, changed: true }]
      : []),
    ...revocations.map((revocation) => ({
      kind: "revoked" as const,
      ...about,
      ...revocation,
      sessionsEnded: 0,
    })),
    ...(failing ? [{ kind: "failed" as const, ...about, at: failing.at, code: failing.code }] : []),
  ];
}

function describeEntry(entry: HoldingEntry, record: HoldingRecord): AccessNotice[] {
  // The next try often works: tell people of the second failure.
  if (entry.kind === "failed" && !(record.failing !== undefined && isBefore(record.failing.since, entry.at)))
    return [];
  const id = `${entry.kind} ${holdingKey(entry)} ${entry.at.toISOString()}`;
  return [...pullsOf(entry, record)].map((pull) => {
    const leases = record.leases.filter((lease) => lease.pull === pull);
    const isEmergency = entry.kind === "granted" && leases.some(({ basis }) => basis === "break-glass");
    return {
      ...{ kind: "access", pull, id, entry },
      ...(isEmergency && { emergency: true }),
      ...listConcerned(leases),
    };
  });
}

/** The people of one pull request, from its leases. */
export const listConcerned = ([lease]: readonly Lease[]): { readonly concerned?: Concerned } =>
  lease === undefined
    ? {}
    : {
        concerned: {
          subject: lease.subject,
          ...(lease.requester && { requester: lease.requester }),
          approvers: [...lease.approvers, ...(lease.owners ?? [])],
        },
      };

function pullsOf(entry: HoldingEntry, { leases }: HoldingRecord): Set<number> {
  const concerned = (lease: Lease): boolean => {
    if (entry.kind === "failed") return hasEnded(lease, entry.at);
    return entry.kind === "revoked" ? isEndedBy(lease, entry) : isLive(lease, entry.at);
  };
  return new Set(leases.filter(concerned).map(({ pull }) => pull));
}

function describeRefused(entry: Refused): AccessNotice[] {
  const { path, pull } = entry.refusal;
  return pull === undefined
    ? []
    : [{ kind: "access", pull, id: `refused ${path} ${entry.at.toISOString()}`, entry }];
}
