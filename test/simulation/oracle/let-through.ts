import { AUTOMATIC, EMERGENCY, SENSITIVE_ROLE } from "../cast.ts";
import type { Claim, Landing, Memory, Proposal } from "./approval.ts";

/** Access that nobody had to approve before, as the oracle remembers it. */
export interface LetThrough {
  readonly request: string;
  readonly path: string;
  readonly person: number;
  readonly basis: string;
  readonly startsAt: number;
}

const DAY = 86_400_000;

/** Why this may not be given without a review; undefined = it may. `earlier`: in the order in which the ledger took it. */
export function explainLetThrough(
  memory: Memory,
  { request, basis, startsAt }: Claim,
  { template, hands, author }: Proposal,
  earlier: readonly LetThrough[],
): string | undefined {
  if (!memory.isStandard) return "everything is reviewed before";
  if (template === undefined) return "it asks for nothing";
  if (basis !== undefined && (basis === "break-glass") !== template.isEmergency)
    return "it was no emergency, or was one";
  if ([...hands].some((hand) => hand !== author)) return "somebody else had a hand in it";
  if (template.start !== undefined || template.extends !== undefined) return "it begins later";
  const kind = template.isEmergency ? "break-glass" : "automatic";
  const others = earlier.filter((each) => each.request !== request && each.basis === kind);
  return template.isEmergency
    ? explainEmergency(memory, others, author, template.seconds)
    : explainAutomatic(template, others, author, startsAt);
}

function explainAutomatic(
  { asked, seconds }: NonNullable<Proposal["template"]>,
  others: readonly LetThrough[],
  person: number,
  startsAt: number,
): string | undefined {
  if (seconds > AUTOMATIC.maximum[1]) return "it is too long";
  if (asked.some(({ role }) => role === SENSITIVE_ROLE)) return "the role is sensitive";
  const today = others.filter((each) => each.startsAt > startsAt - DAY && each.startsAt <= startsAt);
  if (countRequests(today) >= AUTOMATIC.perDay) return "the cap of the day was reached";
  if (countRequests(today.filter((each) => each.person === person)) >= AUTOMATIC.perPerson)
    return "the cap of the person was reached";
  return undefined;
}

const countRequests = (all: readonly LetThrough[]): number => new Set(all.map(({ request }) => request)).size;

function explainEmergency(
  memory: Memory,
  others: readonly LetThrough[],
  person: number,
  seconds: number,
): string | undefined {
  if (seconds > EMERGENCY.maximum[1]) return "it is too long";
  const open = others.find((each) => each.person === person && !isReviewed(memory, each));
  return open === undefined ? undefined : `nobody has reviewed ${open.request}`;
}

/** Its file was removed by a pull request that somebody else approved who owned it. */
const isReviewed = (memory: Memory, { path, person, startsAt }: LetThrough): boolean =>
  [...memory.landings.values()].some(
    (landing) => landing.at >= startsAt && isReceiptOf(memory, landing, path, person),
  );

function isReceiptOf(memory: Memory, { pull }: Landing, path: string, person: number): boolean {
  const proposal = pull === undefined ? undefined : memory.proposals.get(pull);
  if (proposal === undefined) return false;
  if (proposal.removes !== path && !proposal.receipt.includes(path)) return false;
  return proposal.reviews.some(
    ({ by, yes }) =>
      yes &&
      by !== person &&
      memory.moves.some((move) => move.team === "payments-leads" && move.person === by),
  );
}
