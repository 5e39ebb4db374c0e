import { type Connection, fitConnection } from "../access/connection.ts";
import { endOf, type Lease } from "../access/lease.ts";
import { type HoldingRecord, judgeLease, type LeaseStage } from "../ledger/holding-record.ts";
import { formatTime } from "../ledger/ledger-message.ts";
import type { Refusal } from "../ledger/refusal.ts";
import { nameAccess } from "./offers.ts";
import { describeReasons } from "./refusal-words.ts";

/** A lease of the request, and its holding as the ledger says. */
export interface RecordedLease {
  readonly lease: Lease;
  readonly holding: HoldingRecord;
}

/** What GitHub and the ledger say of a request. */
export interface RequestFacts {
  readonly isOpen: boolean;
  readonly isMerged: boolean;
  /** The app's check on the head commit. */
  readonly check?: { readonly title: string; readonly isFailed: boolean };
  readonly refusal?: Refusal;
  /** Where the ledger says that it is approved and begins later. */
  readonly startsAt?: Date;
  /** How many accesses it has; absent while the ledger does not know the request. */
  readonly of?: number;
  readonly leases: readonly RecordedLease[];
}

export interface AccessProgress {
  /** `orders-db/orders:readonly` */
  readonly access: string;
  readonly state: "pending" | "planned" | "granted" | "ended";
  readonly from: Date;
  readonly until: Date;
  /** While it is granted. */
  readonly connection?: Connection;
}

/** `waiting`: for people or GitHub. `failing`: somebody must change the request. `merged`: the grant is on its way. */
export type RequestState =
  | "waiting"
  | "failing"
  | "closed"
  | "merged"
  | "refused"
  | "planned"
  | "granted"
  | "ended";

export interface Progress {
  readonly state: RequestState;
  /** The same for people: lines of text. */
  readonly says: string;
  readonly access: readonly AccessProgress[];
}

/** How far a request has come. */
export function judgeProgress(facts: RequestFacts, now: Date): Progress {
  if (facts.isMerged) return judgeMerged(facts, now);
  const { isOpen, check } = facts;
  if (!isOpen) return { state: "closed", says: "Closed without a merge: nothing was granted.", access: [] };
  if (check === undefined)
    return { state: "waiting", says: "Open. Hallpass has not looked at it yet.", access: [] };
  return { state: check.isFailed ? "failing" : "waiting", says: onOneLine(check.title), access: [] };
}

/** Every App of the repository can write a check of this name: several lines could look like a grant. */
const onOneLine = (title: string): string => title.replace(/\s+/gu, " ").trim().slice(0, 200);

function judgeMerged({ refusal, startsAt, leases, of = leases.length }: RequestFacts, now: Date): Progress {
  if (leases.length === 0 && refusal !== undefined)
    return { state: "refused", says: describeRefusal(refusal), access: [] };
  if (leases.length === 0 && startsAt !== undefined && now < startsAt)
    return {
      state: "planned",
      says: `Approved. It starts at ${formatTime(startsAt)}, and is verified again then.`,
      access: [],
    };
  const access = leases.map((recorded) => judgeAccess(recorded, now));
  const isPending = access.length < of || access.some(({ state }) => state === "pending");
  if (access.length === 0 || isPending)
    return {
      state: "merged",
      says: ["Merged. The grant is on its way.", ...list(access)].join("\n"),
      access,
    };
  const state = (["granted", "planned", "ended"] as const).find((each) =>
    access.some((one) => one.state === each),
  );
  return { state: state ?? "merged", says: list(access).join("\n"), access };
}

/** `pending` until the provider has confirmed all of it: nobody is to read "granted" and be cut off earlier. */
const STATES = {
  planned: "planned",
  pending: "pending",
  held: "pending",
  confirmed: "granted",
  ended: "ended",
} as const satisfies Readonly<Record<LeaseStage, AccessProgress["state"]>>;

function judgeAccess({ lease, holding }: RecordedLease, now: Date): AccessProgress {
  const state = STATES[judgeLease(holding, lease, now)];
  const about = { access: nameAccess(lease.entitlement), from: lease.startsAt, until: endOf(lease) };
  const connection = state === "granted" ? fitConnection(holding.confirmed?.connection) : undefined;
  return { ...about, state, ...(connection && { connection }) };
}

const list = (access: readonly AccessProgress[]): string[] => access.map(describeAccess);

function describeAccess({ access, state, from, until, connection }: AccessProgress): string {
  switch (state) {
    case "pending":
      return `Not granted yet: ${access}.`;
    case "planned":
      return `Starts at ${formatTime(from)}: ${access}, until ${formatTime(until)}.`;
    case "ended":
      return `Ended at ${formatTime(until)}: ${access}.`;
    case "granted": {
      const how = connection === undefined ? "" : `\n  Connect: ${connection.text}`;
      return `Granted until ${formatTime(until)}: ${access}.${how}`;
    }
  }
}

const describeRefusal = (refusal: Refusal): string =>
  [
    "Merged, but nothing was granted:",
    ...describeReasons(refusal).map((reason) => `  ${reason}`),
    "Ask again with a new request: its check says what to change.",
  ].join("\n");
