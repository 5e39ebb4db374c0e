import type { Connection } from "../../core/access/connection.ts";
import { describeEntitlement, type Entitlement } from "../../core/access/entitlement.ts";
import type { Lease } from "../../core/access/lease.ts";
import { describeSubject, formatTime, oneLine } from "../../core/ledger/ledger-message.ts";
import { listLeasesSince } from "../../core/plan/overdue.ts";
import { describeDuration } from "../../core/text/duration.ts";
import { renderTable } from "../../report/markdown/table.ts";
import { describeNextStep } from "./failure-advice.ts";
import type { Held } from "./held.ts";

/** The state of one principal and entitlement by the ledger, at one moment. */
export interface HoldingStatus {
  readonly subject: string;
  readonly subjectId: number;
  readonly principal: string;
  readonly entitlement: Entitlement;
  /** When it ends, or should have ended. */
  readonly until: Date;
  readonly requests: readonly string[];
  readonly pulls: readonly number[];
  /** `overdue`: every lease has ended and the ledger has no revocation. `undetermined`: an intent has no outcome yet. */
  readonly state: "live" | "overdue" | "undetermined";
  /** How the person uses it while it is live. */
  readonly connection?: Connection;
  /** Held before Hallpass gave it: Hallpass leaves it at the end. */
  readonly left: boolean;
  /** For overdue access: since when its revocation fails, and the last reason. Absent without a failed attempt on the ledger. */
  readonly failing?: { readonly since: Date; readonly at: Date; readonly code: string };
  /** All its leases, those that ended early included. */
  readonly leases: readonly LeaseStatus[];
}

type LeaseStatus = Pick<Lease, "request" | "pull" | "startsAt" | "endsAt" | "extends" | "until" | "ended">;

export function describeHeld({ record, leases, until, overdue }: Held): HoldingStatus {
  const { principal, entitlement, held, container, heldBefore } = record;
  const [first] = leases;
  return {
    subject: describeSubject(first),
    subjectId: first.subject.id,
    principal,
    entitlement,
    until,
    requests: leases.map(({ request }) => request),
    pulls: leases.map(({ pull }) => pull),
    state: overdue ? "overdue" : held === "yes" ? "live" : "undetermined",
    left: container === "shared" && heldBefore,
    ...(!overdue && record.confirmed?.connection && { connection: record.confirmed.connection }),
    ...(overdue?.failing && { failing: overdue.failing }),
    leases: listLeasesSince(record).map(describeLease),
  };
}

const describeLease = (lease: Lease): LeaseStatus => ({
  ...{ request: lease.request, pull: lease.pull, startsAt: lease.startsAt, endsAt: lease.endsAt },
  ...(lease.extends !== undefined && { extends: lease.extends }),
  ...(lease.until !== undefined && { until: lease.until }),
  ...(lease.ended && { ended: lease.ended }),
});

const head = ["SUBJECT", "ROLE", "ON", "UNTIL", "REQUEST", "STATE"];

/** A table for people, then how to use what is live, then the next step for each overdue access. It ends with a line feed. */
export function renderStatus(statuses: readonly HoldingStatus[], now: Date): string {
  const table = renderTable(
    head,
    statuses.map((status) => renderRow(status, now)),
  );
  const steps = statuses.filter(({ state }) => state === "overdue").map(describeStep);
  const lines = statuses.flatMap(describeConnection);
  return [
    table,
    ...(lines.length === 0 ? [] : [`\nConnect:\n${lines.join("")}`]),
    ...(steps.length === 0 ? [] : [`\nNext:\n${steps.join("")}`]),
  ].join("");
}

function renderRow(status: HoldingStatus, now: Date): string[] {
  const { subject, entitlement, until } = status;
  const { role, provider, resource } = entitlement;
  const asked = status.leases.filter(({ request }) => status.requests.includes(request));
  const when = `${formatTime(until)} (${describeDistance(until, now)})`;
  return [
    subject,
    role,
    `${provider}/${resource}`,
    when,
    asked.map(describeAsked).join(", "),
    describeState(status),
  ];
}

/** A request, and anything unusual about its lease: `payments/b (#13, extends payments/a, until #7 is closed)`. */
function describeAsked({ request, pull, ended, ...lease }: LeaseStatus): string {
  const notes = [
    `#${pull}`,
    ...(lease.extends === undefined ? [] : [`extends ${lease.extends}`]),
    ...(lease.until === undefined ? [] : [`until #${lease.until} is closed`]),
    ...(ended === undefined ? [] : [describeEnded(ended)]),
  ];
  return `${request} (${notes.join(", ")})`;
}

const describeEnded = ({ at, because, by }: NonNullable<Lease["ended"]>): string =>
  `ended ${formatTime(at)}${by === undefined ? "" : ` by ${by.login}`}: ${because}`;

function describeState({ state, left, failing }: HoldingStatus): string {
  if (state !== "overdue") return state;
  if (left) return "OVERDUE: held before and left, its end is not recorded";
  if (failing === undefined) return "OVERDUE: no failed attempt to take it back is recorded";
  return `OVERDUE: revocation fails since ${formatTime(failing.since)}, last ${failing.code} at ${formatTime(failing.at)}`;
}

function describeStep({ subject, entitlement, left, failing }: HoldingStatus): string {
  const step = failing === undefined ? describeSilence(left) : describeNextStep(failing.code);
  return `  ${oneLine(`${subject}, ${describeEntitlement(entitlement)}`)}: ${step}.\n`;
}

const describeConnection = ({ subject, entitlement, connection }: HoldingStatus): string[] =>
  connection === undefined
    ? []
    : [`  ${oneLine(`${subject}, ${describeEntitlement(entitlement)}: ${connection.text}`)}\n`];

const describeSilence = (left: boolean): string =>
  `git fetch, and look again. If it stays, see whether the app runs and reaches GitHub${left ? "" : "; the Action takes it back meanwhile"}`;

function describeDistance(until: Date, now: Date): string {
  const distance = until.getTime() - now.getTime();
  return distance > 0 ? `in ${describeDuration(distance)}` : `${describeDuration(-distance)} ago`;
}
