import { max } from "date-fns";
import { describeDuration } from "../core/duration.ts";
import type { Entitlement } from "../core/entitlement.ts";
import { hasEnded, type Lease } from "../core/lease.ts";
import type { HoldingRecord, LedgerState } from "../core/ledger.ts";
import { describeSubject, describeTime, oneLine } from "../core/ledger-message.ts";

/** What the ledger says of one principal and entitlement, at one moment. */
export interface HoldingStatus {
  readonly subject: string;
  readonly subjectId: number;
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly until: Date;
  readonly requests: readonly string[];
  readonly pulls: readonly number[];
  /** `overdue`: every lease has ended and the ledger has no revocation. `undetermined`: an intent stands without its outcome. */
  readonly state: "live" | "overdue" | "undetermined";
}

/** Everything that is or may be held, the first to end first. */
export const listStatus = (state: LedgerState, now: Date): HoldingStatus[] =>
  [...state.holdings.values()]
    .flatMap((record) => (record.held === "no" ? [] : describeHolding(record, now)))
    .toSorted((a, b) => a.until.getTime() - b.until.getTime());

function describeHolding(record: HoldingRecord, now: Date): HoldingStatus[] {
  const open = record.leases.filter((lease) => !hasEnded(lease, now));
  const leases = open.length > 0 ? open : record.leases.filter(({ ended }) => ended === undefined);
  const first = leases[0];
  if (first === undefined) return [];
  const held = record.held === "yes" ? "live" : "undetermined";
  return [
    {
      subject: describeSubject(first),
      subjectId: first.subject.id,
      principal: record.principal,
      entitlement: record.entitlement,
      until: max(leases.map(({ endsAt }) => endsAt)),
      requests: leases.map(({ request }) => request),
      pulls: leases.map(({ pull }: Lease) => pull),
      state: open.length > 0 ? held : "overdue",
    },
  ];
}

const head = ["SUBJECT", "ROLE", "ON", "UNTIL", "REQUEST", "STATE"];

/** A table for people, one line each, with a line's end after the last. */
export function renderStatus(statuses: readonly HoldingStatus[], now: Date): string {
  const rows = [head, ...statuses.map((status) => renderRow(status, now))];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return rows.map((row) => `${pad(row).trimEnd()}\n`).join("");
}

function renderRow({ subject, entitlement, until, requests, pulls, state }: HoldingStatus, now: Date) {
  const { role, provider, resource } = entitlement;
  const asked = requests.map((request, index) => `${request} (#${pulls[index]})`).join(", ");
  const when = `${describeTime(until)} (${describeDistance(until, now)})`;
  const shown =
    state === "overdue" ? "OVERDUE: ended, no revocation in this clone (git fetch, and look again)" : state;
  return [subject, role, `${provider}/${resource}`, when, asked, shown].map(oneLine);
}

function describeDistance(until: Date, now: Date): string {
  const distance = until.getTime() - now.getTime();
  return distance > 0 ? `in ${describeDuration(distance)}` : `${describeDuration(-distance)} ago`;
}
