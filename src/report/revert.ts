import { differenceInSeconds } from "date-fns/differenceInSeconds";
import { describeEntitlement } from "../core/access/entitlement.ts";
import type { Lease, Person } from "../core/access/lease.ts";
import type { EndedRequest } from "../core/plan/revert.ts";
import { code, codeProse, cutLines, escapeMarkdown, plain } from "./markdown/escape.ts";
import { describeEnd, describeTime } from "./messages.ts";

/** Title and Markdown body of a revert PR. Everything a person wrote is escaped. */
export function describeRevertPull(
  team: string,
  requests: readonly EndedRequest[],
  now: Date,
): { title: string; body: string } {
  const count = requests.length === 1 ? "1 ended request" : `${requests.length} ended requests`;
  const body = [
    `This access has ended. Merging removes the ${requests.length === 1 ? "request" : "requests"} from the default branch; your review is the post-access review. No access changes.`,
    ...requests.map((request) => describeRequest(request, now)),
  ].join("\n\n");
  // GitHub refuses bodies over 65,536 characters.
  return {
    title: plain(`Remove ${count} of ${team}`),
    body: cutLines(body, 60_000, "More is on the ledger."),
  };
}

function describeRequest({ id, leases }: EndedRequest, now: Date): string {
  const rows = leases.map((lease) => row(describeLease(lease, now)));
  const [first] = leases;
  return [
    `### ${escapeMarkdown(id)}${first === undefined ? "" : ` (#${first.pull})`}`,
    ...(first === undefined ? [] : [`Reason: ${codeProse(first.reason)}`, ""]),
    row(["who", "what", "from", "until", "ended", "late", "approved by"]),
    row(["---", "---", "---", "---", "---", "---", "---"]),
    ...rows,
  ].join("\n");
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const describeLease = (lease: Lease, now: Date): string[] => [
  `${name(lease.subject)} as ${code(lease.principal)}`,
  code(describeEntitlement(lease.entitlement)),
  describeTime(lease.startsAt),
  describeTime(lease.endsAt),
  lease.ended === undefined ? "held on for another request" : describeTime(lease.ended.at),
  describeLateness(lease, now),
  lease.approvers.map(name).join(", ") || "nobody",
];

const name = ({ login }: Person): string => escapeMarkdown(login);

/** The time from a lease's planned end to its observed end. */
export function describeLateness({ ended, endsAt }: Lease, now: Date): string {
  if (ended === undefined) return "no";
  if (ended.because !== "expiry") return `no: ${describeEnd(ended.because)}`;
  const at = ended.at > now ? now : ended.at;
  return describeSeconds(Math.max(0, differenceInSeconds(at, endsAt)));
}

export function describeSeconds(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200
    ? `${Math.floor(seconds / 60)} min`
    : `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
