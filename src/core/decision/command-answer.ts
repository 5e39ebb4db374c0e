import { type EndReason, hasEnded, type Lease, type Person } from "../access/lease.ts";
import { type LedgerState, listLeases } from "../ledger/ledger.ts";
import type { CommentCommand } from "./comment-command.ts";
import { listWhoMayEnd } from "./who-may-end.ts";

/** The answer to a comment that is addressed to Hallpass. */
export type CommandAnswer =
  | { readonly kind: "help" | "unclear" | "edited" | "not-open" | "nothing" }
  /** The access had ended before. */
  | { readonly kind: "over"; readonly at: Date; readonly because: EndReason }
  /** The author may not end it; these people may. */
  | { readonly kind: "not-yours"; readonly enders: readonly Person[] };

/**
 * The answer after the command was carried out. undefined: none is needed, because the check or the notice of the end answers. A lease
 * counts as over only if it had ended before the comment was written.
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
  const enders = listWhoMayEndAny(leases);
  return enders.some(({ id }) => id === author.id) ? undefined : { kind: "not-yours", enders };
}

function describeOver(leases: readonly Lease[], first: Lease): CommandAnswer {
  const last = leases.reduce((a, b) => (endOf(a).at >= endOf(b).at ? a : b), first);
  return { kind: "over", ...endOf(last) };
}

const endOf = ({ ended, endsAt }: Lease): { at: Date; because: EndReason } =>
  ended === undefined || ended.at > endsAt ? { at: endsAt, because: "expiry" } : ended;

/** Each person once. */
const listWhoMayEndAny = (leases: readonly Lease[]): Person[] => [
  ...new Map(leases.flatMap(listWhoMayEnd).map((person): [number, Person] => [person.id, person])).values(),
];
