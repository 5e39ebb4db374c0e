import { type EndReason, hasEnded, type Lease, type Person } from "../access/lease.ts";
import type { CommentCommand } from "../decision/comment-command.ts";
import { listWhoMayEnd } from "../decision/who-may-end.ts";
import type { Finding } from "../findings/finding.ts";
import { type LedgerState, listLeases } from "../ledger/ledger.ts";
import { judgeStatus, type Phase, type PullStatus, phaseOf } from "./status.ts";

/** The answer to a comment that is addressed to Hallpass. */
export type CommandAnswer =
  | { readonly kind: "edited" | "elsewhere" | "not-open" | "nothing" }
  /** `meant`: the command that was probably meant. */
  | { readonly kind: "unclear"; readonly meant?: string; readonly phase: Phase }
  | { readonly kind: "help"; readonly phase: Phase }
  | { readonly kind: "status"; readonly status: PullStatus }
  /** The access had ended before. */
  | { readonly kind: "over"; readonly at: Date; readonly because: EndReason }
  /** The author may not end it; these people may. */
  | { readonly kind: "not-yours"; readonly enders: readonly Person[] }
  | ExtendAnswer;

/** The answer to the command that extends access. */
export type ExtendAnswer =
  /** The pull request of the extension waits for approval. */
  | { readonly kind: "extension"; readonly pull: number; readonly duration: string }
  | {
      readonly kind: "nothing-to-extend";
      readonly over?: { readonly path: string; readonly at: Date; readonly because: EndReason };
    }
  /** Another pull request extends it already: the next extension is asked for there. */
  | { readonly kind: "extended"; readonly pull: number; readonly until: Date }
  | { readonly kind: "not-yours-to-extend"; readonly extenders: readonly Person[] }
  /** A policy does not allow it, or GitHub shows another text than the event. */
  | { readonly kind: "not-extended"; readonly findings: readonly Finding[] }
  | { readonly kind: "not-now"; readonly why: string; readonly next: string };

/**
 * The answer after the command was carried out. undefined: none is needed, because the check or the notice of the end answers. A lease
 * counts as over only if it had ended before the comment was written. `waiting`: why the merged request is not granted yet.
 */
export function answerCommand(
  {
    kind,
    pull,
    isOpen,
    author,
    at,
    meant,
  }: Omit<CommentCommand, "kind"> & {
    readonly kind: Exclude<CommentCommand["kind"], "extend">;
  },
  state: LedgerState,
  { now, waiting }: { readonly now: Date; readonly waiting?: string },
): CommandAnswer | undefined {
  if (kind === "check") return isOpen ? undefined : { kind: "not-open" };
  if (kind === "edited" || kind === "elsewhere") return { kind };
  if (kind === "end") return answerEnd(state, { pull, author, at });
  const status = judgeStatus(state, { pull, isOpen }, now);
  if (kind === "status") return { kind, status: { ...status, ...(waiting !== undefined && { waiting }) } };
  const phase = phaseOf(status);
  return kind === "help" ? { kind, phase } : { kind, phase, ...(meant !== undefined && { meant }) };
}

function answerEnd(
  state: LedgerState,
  { pull, author, at }: Pick<CommentCommand, "pull" | "author" | "at">,
): CommandAnswer | undefined {
  const leases = listLeases(state).filter((lease) => lease.pull === pull);
  const [first] = leases;
  if (first === undefined) return { kind: "nothing" };
  if (leases.every((lease) => hasEnded(lease, at))) return { kind: "over", ...describeOver(leases, first) };
  const enders = listWhoMayEndAny(leases);
  return enders.some(({ id }) => id === author.id) ? undefined : { kind: "not-yours", enders };
}

/** When and why the last of them ended. */
export function describeOver(
  leases: readonly Lease[],
  first: Lease,
): { readonly at: Date; readonly because: EndReason } {
  return endOf(leases.reduce((a, b) => (endOf(a).at >= endOf(b).at ? a : b), first));
}

const endOf = ({ ended, endsAt }: Lease): { at: Date; because: EndReason } =>
  ended === undefined || ended.at > endsAt ? { at: endsAt, because: "expiry" } : ended;

/** Each person once. */
const listWhoMayEndAny = (leases: readonly Lease[]): Person[] => [
  ...new Map(leases.flatMap(listWhoMayEnd).map((person): [number, Person] => [person.id, person])).values(),
];
