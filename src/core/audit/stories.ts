import { max } from "date-fns/max";
import type { Entitlement } from "../access/entitlement.ts";
import { entitlementKey } from "../access/entitlement.ts";
import type { EndLayer, EndReason, Lease, Person } from "../access/lease.ts";
import { parseRequestPath, requestPath } from "../files/request.ts";
import type { PullRecord } from "../ledger/asked-request.ts";
import { applyToPulls } from "../ledger/ledger.ts";
import type { ReceiptRecord } from "../ledger/receipt-record.ts";
import type { Refusal } from "../ledger/refusal.ts";
import type { PastEntry } from "./ledger-commit.ts";
import { createPeriods, type EarlyEnd, type Period, type PeriodLease } from "./periods.ts";

/** The end of one part of a request. */
export interface PartEnd {
  /** Its planned end; of an early end, when that was decided. */
  readonly planned: Date;
  /** When the provider gave it no longer. Absent, and not `continued`: its end is overdue. */
  readonly actual?: Date;
  /** The access went on by another request. */
  readonly continued?: true;
  readonly because: EndReason;
  readonly by?: Person;
  /** It was held before and left. */
  readonly left?: boolean;
  /** What took it away; absent in old ledgers. */
  readonly layer?: EndLayer;
}

/** One entitlement of a request. */
export interface StoryPart extends PeriodLease {
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly heldBefore: boolean;
  /** When the provider confirmed it; absent: no outcome is recorded. */
  readonly grantedAt?: Date;
  /** Absent: its planned end is yet to come. */
  readonly end?: PartEnd;
  readonly failures: Period["failures"];
}

/** All that the ledger tells of one request. */
export interface Story {
  /** `<team>/<name>`. */
  readonly request: string;
  readonly path: string;
  readonly team: string;
  readonly pull?: number;
  /** Without parts it was refused. */
  readonly parts: readonly StoryPart[];
  readonly verifiedAt?: Date;
  readonly refusal?: Refusal;
  /** The pull request: what it asked for when Hallpass first saw it, and what became of it. Absent in old ledgers. */
  readonly record?: PullRecord;
  /** The merged removal of its file, with the review after the end. Absent: none is on the ledger. */
  readonly receipt?: ReceiptRecord;
}

export const OUTCOMES = ["asked", "approved", "closed", "held", "granting", "ended", "refused"] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** What became of it so far. */
export function outcomeOf({ parts, refusal, record }: Pick<Story, "parts" | "refusal" | "record">): Outcome {
  if (parts.length === 0) return refusal !== undefined ? "refused" : outcomeOfPull(record);
  if (parts.every(({ end }) => end !== undefined && isOver(end))) return "ended";
  return parts.some(({ grantedAt }) => grantedAt !== undefined) ? "held" : "granting";
}

function outcomeOfPull(record: PullRecord | undefined): Outcome {
  if (record?.closed !== undefined) return "closed";
  return record?.approved === undefined ? "asked" : "approved";
}

const isOver = ({ actual, continued }: PartEnd): boolean => actual !== undefined || continued === true;

/** The ledger as people ask about it. */
export interface AuditView {
  readonly periods: readonly Period[];
  /** In the order of their first entry. */
  readonly stories: readonly Story[];
}

/** Builds the view entry by entry, in the ledger's order. `now` decides whether a planned end has passed. */
export function createAudit() {
  const builder = createPeriods();
  const refusals = new Map<string, Refusal>();
  const verified = new Map<string, Date>();
  const pulls = new Map<number, PullRecord>();
  const receipts = new Map<string, ReceiptRecord>();
  return {
    add(entry: PastEntry): void {
      builder.add(entry);
      switch (entry.kind) {
        case "refused":
          refusals.set(entry.refusal.path, entry.refusal);
          return;
        case "verified":
          verified.set(entry.request, entry.at);
          return;
        case "asked":
        case "approved":
        case "closed":
          applyToPulls(pulls, entry);
          return;
        case "receipt":
          for (const request of entry.receipt.requests) receipts.set(request, entry.receipt);
      }
    },
    view(now: Date): AuditView {
      const periods = [...builder.periods.values()].flat();
      return {
        periods,
        stories: tellStories(periods, builder.earlyEnds, { refusals, verified, pulls, receipts }, now),
      };
    },
  };
}

interface Rest {
  readonly refusals: ReadonlyMap<string, Refusal>;
  readonly verified: ReadonlyMap<string, Date>;
  readonly pulls: ReadonlyMap<number, PullRecord>;
  /** By request. */
  readonly receipts: ReadonlyMap<string, ReceiptRecord>;
}

function tellStories(
  periods: readonly Period[],
  earlyEnds: readonly EarlyEnd[],
  { refusals, verified, pulls, receipts }: Rest,
  now: Date,
): Story[] {
  const ends = new Map(earlyEnds.map((end) => [end.request, end]));
  const parts = new Map<string, StoryPart[]>();
  for (const period of periods) {
    const last = findLastPlan(period, ends);
    for (const held of period.leases) {
      const part = tellPart(period, held, tellEnd(period, held.lease, { ends, last, now }));
      const others = parts.get(held.lease.request);
      if (others === undefined) parts.set(held.lease.request, [part]);
      else others.push(part);
    }
  }
  const granted = [...parts].map(([request, own]) => tellGranted(request, own, verified.get(request)));
  const refused = [...refusals.values()].map(tellRefused);
  const told = new Set([...granted, ...refused].map(({ pull }) => pull));
  const rest = [...pulls.values()].filter(({ pull }) => !told.has(pull)).map(tellPull);
  return [...granted.map(withRecord), ...refused.map(withRecord), ...rest].sort(
    (a, b) => (timeOf(a)?.getTime() ?? 0) - (timeOf(b)?.getTime() ?? 0),
  );

  function withRecord(story: Story): Story {
    const record = story.pull === undefined ? undefined : pulls.get(story.pull);
    const receipt = receipts.get(story.request);
    return { ...story, ...(record && { record }), ...(receipt && { receipt }) };
  }
}

/** When it was asked, as far as known. */
export const timeOf = ({ record, parts, refusal }: Story): Date | undefined =>
  record?.asked?.at ?? parts[0]?.intendedAt ?? record?.approved?.at ?? refusal?.at ?? record?.closed?.at;

function tellPull(record: PullRecord): Story {
  const { pull, asked, approved } = record;
  const request = asked?.request ?? approved?.request ?? `#${pull}`;
  const team = request.startsWith("#") ? "" : (request.split("/")[0] ?? "");
  return { request, path: team === "" ? "" : requestPath(request), team, pull, parts: [], record };
}

function tellGranted(request: string, parts: readonly StoryPart[], verifiedAt: Date | undefined): Story {
  const pull = parts[0]?.lease.pull;
  return {
    request,
    path: requestPath(request),
    team: request.split("/")[0] ?? "",
    ...(pull !== undefined && { pull }),
    parts,
    ...(verifiedAt && { verifiedAt }),
  };
}

function tellRefused(refusal: Refusal): Story {
  const { path, pull } = refusal;
  const place = parseRequestPath(path);
  return {
    request: place?.id ?? path,
    path,
    team: place?.team ?? "",
    ...(pull !== undefined && { pull }),
    parts: [],
    refusal,
  };
}

function tellPart(period: Period, held: PeriodLease, end: PartEnd | undefined): StoryPart {
  const { principal, entitlement, heldBefore, heldSince, failures } = period;
  return {
    ...held,
    principal,
    entitlement,
    heldBefore,
    ...(heldSince && { grantedAt: max([heldSince, held.intendedAt]) }),
    ...(end && { end }),
    failures,
  };
}

type EarlyEnds = ReadonlyMap<string, EarlyEnd>;

const planOf = (lease: Lease, ends: EarlyEnds): Date => ends.get(lease.request)?.at ?? lease.endsAt;

/** The latest end that any of its leases was planned to have. */
const findLastPlan = ({ leases }: Period, ends: EarlyEnds): Date =>
  max(leases.map(({ lease }) => planOf(lease, ends)));

interface EndFacts {
  readonly ends: EarlyEnds;
  /** Of the whole period. */
  readonly last: Date;
  readonly now: Date;
}

function tellEnd({ revoked }: Period, lease: Lease, { ends, last, now }: EndFacts): PartEnd | undefined {
  const early = ends.get(lease.request);
  const planned = planOf(lease, ends);
  const isLast = !(last > planned);
  // A removal by hand ends all that was live; any other revocation ends the lease that was planned to end last.
  const isRevoked = revoked !== undefined && (isLast || revoked.at < planned);
  if (!isRevoked && now < planned) return undefined;
  if (revoked === undefined || !isRevoked)
    return { planned, ...(!isLast && { continued: true }), ...describeWhy(early, "expiry") };
  const { at, because, left, layer, scheduled } = revoked;
  return {
    planned: because === "by-hand" ? at : scheduled,
    actual: at,
    ...describeWhy(early, because),
    ...(left !== undefined && { left }),
    ...(layer && { layer }),
  };
}

const describeWhy = (early: EarlyEnd | undefined, because: EndReason): Pick<PartEnd, "because" | "by"> =>
  early === undefined ? { because } : { because: early.because, ...(early.by && { by: early.by }) };

/** Is this part about the entitlement, or one of the provider's or resource's? `orders-db`, `orders-db/orders` or `orders-db/orders/readonly`. */
export const isOf = (name: string, entitlement: Entitlement): boolean => {
  const [provider, resource, role] = entitlementKey(entitlement).split(" ");
  return [provider, `${provider}/${resource}`, `${provider}/${resource}/${role}`].includes(name);
};

/** The person is named by login, by numeric id, or by the account at a provider. */
export const isPerson = (name: string, subject: Person, principal: string): boolean =>
  [subject.login.toLowerCase(), String(subject.id)].includes(name.toLowerCase()) || principal === name;
