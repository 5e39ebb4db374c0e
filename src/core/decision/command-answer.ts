import { type EndReason, hasEnded, type Lease, type Person } from "../access/lease.ts";
import { type LedgerState, listLeases } from "../ledger/ledger.ts";
import type { CommentCommand } from "./comment-command.ts";

/** What Hallpass answers to a comment that is addressed to it. */
export type CommandAnswer =
  | { readonly kind: "help" | "unclear" | "edited" | "not-open" | "nothing" }
  /** The access had ended before. */
  | { readonly kind: "over"; readonly at: Date; readonly because: EndReason }
  /** Somebody else's comment ends it. */
  | { readonly kind: "not-yours"; readonly enders: readonly Person[] };

/**
 * undefined: the check is the answer, or the announcement that access is over. Asked after the command was carried out; a lease that
 * this command ended was not over when it was written.
 */
export function answerCommand(
  { kind, pull, isOpen, author, at }: CommentCommand,
  state: LedgerState,
): CommandAnswer | undefined {
  if (kind === "check") return isOpen ? undefined : { kind: "not-open" };
  if (kind !== "end") return { kind };
  const leases = listLeases(state).filter((lease) => lease.pull === pull);
  const [first] = leases;
  if (first === undefined) return { kind: "nothing" };
  if (leases.every((lease) => hasEnded(lease, at))) return describeOver(leases, first);
  const enders = listEnders(leases);
  return enders.some(({ id }) => id === author.id) ? undefined : { kind: "not-yours", enders };
}

function describeOver(leases: readonly Lease[], first: Lease): CommandAnswer {
  const last = leases.reduce((a, b) => (endOf(a).at >= endOf(b).at ? a : b), first);
  return { kind: "over", ...endOf(last) };
}

const endOf = ({ ended, endsAt }: Lease): { at: Date; because: EndReason } =>
  ended === undefined || ended.at > endsAt ? { at: endsAt, because: "expiry" } : ended;

const listEnders = (leases: readonly Lease[]): Person[] => [
  ...new Map(
    leases
      .flatMap(({ subject, approvers }) => [subject, ...approvers])
      .map((person): [number, Person] => [person.id, person]),
  ).values(),
];
