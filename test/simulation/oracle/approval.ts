import { MINIMUM_SECONDS, type RuleSet, TEAMS, type TeamSlug, type Template } from "../cast.ts";

/** The oracle's own memory of what people did. It reads no evidence and decides nothing: it was there. */

export interface Proposal {
  readonly number: number;
  readonly author: number;
  /** What is asked for; undefined = the pull request is about something else. */
  template: Template | undefined;
  /** The file it is asked for in: under another name it is another request. */
  readonly path: string | undefined;
  /** The rules as it would have them. */
  readonly rules: RuleSet | undefined;
  /** The file it takes away. */
  readonly removes: string | undefined;
  /** The files that it takes away as the receipt of what has ended; empty = it is none. */
  readonly receipt: readonly string[];
  head: string;
  readonly hands: Set<number>;
  readonly reviews: {
    readonly by: number;
    readonly yes: boolean;
    readonly head: string;
    readonly at: number;
    gone: number;
  }[];
}

/** A commit of the default branch. */
export interface Landing {
  readonly sha: string;
  readonly parent: string | undefined;
  readonly at: number;
  readonly rules: RuleSet;
  /** Which pull request was squashed into it; undefined = somebody pushed it. */
  readonly pull: number | undefined;
  readonly head: string | undefined;
  /** The rules their owners approved last, as of this commit. */
  readonly inForce: RuleSet;
}

const WEEK = 7 * 86_400_000;
const DAY = 86_400_000;

export interface Memory {
  /** Some things need no review before. */
  readonly isStandard: boolean;
  readonly proposals: Map<number, Proposal>;
  readonly landings: Map<string, Landing>;
  /** Whoever was a member when the installation looked for the first time counts as an old one. */
  firstLookAt: number;
  /** When each lease is to end, by request and what it gives: what carries on from it begins then. */
  readonly ends: Map<string, number>;
  readonly moves: { readonly team: TeamSlug; readonly person: number; readonly from: number; to: number }[];
}

export function createMemory(isStandard: boolean): Memory {
  const moves = (Object.keys(TEAMS) as TeamSlug[]).flatMap((team) =>
    TEAMS[team].members.map(({ id }) => ({
      team,
      person: id,
      from: Number.NEGATIVE_INFINITY,
      to: Number.POSITIVE_INFINITY,
    })),
  );
  return {
    isStandard,
    proposals: new Map(),
    landings: new Map(),
    firstLookAt: Number.NEGATIVE_INFINITY,
    ends: new Map(),
    moves,
  };
}

/** Was a member at some moment from `from` to `to`, and for long enough before the merge? */
const wasMember = (memory: Memory, team: TeamSlug, person: number, from: number, to: number): boolean =>
  memory.moves.some(
    (move) => move.team === team && move.person === person && move.from <= to && from < move.to,
  );

/** `blind`: what happened after it may not have been seen yet. */
export function isApproved(
  memory: Memory,
  proposal: Proposal,
  team: TeamSlug,
  head: string,
  mergedAt: number,
  blind: number,
): boolean {
  const subject = proposal.template?.subject.id;
  const voices = new Map<number, { yes: boolean; counts: boolean }>();
  for (const { by, yes, head: seen, at, gone } of proposal.reviews) {
    if (proposal.hands.has(by) || by === proposal.author || by === subject) continue;
    if (at > mergedAt && (yes || at > blind)) continue;
    if (!wasMember(memory, team, by, Math.min(blind, mergedAt) - 1, Number.POSITIVE_INFINITY)) continue;
    const isGone = gone <= mergedAt && gone <= blind;
    voices.set(by, {
      yes: yes && !isGone,
      counts: !isGone && seen === head && at >= mergedAt - WEEK && isOld(memory, team, by, mergedAt),
    });
    if (isGone && !yes) voices.delete(by);
  }
  const all = [...voices.values()];
  return all.some(({ yes, counts }) => yes && counts);
}

const isOld = (memory: Memory, team: TeamSlug, person: number, mergedAt: number): boolean =>
  memory.moves.some(
    (move) =>
      move.team === team &&
      move.person === person &&
      (move.from <= memory.firstLookAt || move.from <= mergedAt - DAY),
  );

export function isAncestor(memory: Memory, ancestor: string, descendant: string): boolean {
  for (
    let at = memory.landings.get(descendant);
    at !== undefined;
    at = at.parent === undefined ? undefined : memory.landings.get(at.parent)
  )
    if (at.sha === ancestor) return true;
  return false;
}

export interface Claim {
  readonly request: string;
  readonly principal: string;
  readonly provider: string;
  readonly role: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly pull: number;
  readonly merge: string;
  /** The ledger's word for what it was given on without a review; undefined = its owners approved it. */
  readonly basis: string | undefined;
}

const offers = (rules: RuleSet, provider: string, seconds: number): boolean =>
  rules.providers.includes(provider) && seconds >= MINIMUM_SECONDS && seconds <= rules.maximum[1];

/** Why nobody approved this; undefined = it was approved. `tip` is the commit the program acted on. */
export function explainUnapproved(
  memory: Memory,
  claim: Claim,
  tip: string,
  blind: number,
): string | undefined {
  const proposal = memory.proposals.get(claim.pull);
  const landing = memory.landings.get(claim.merge);
  const now = memory.landings.get(tip);
  if (proposal === undefined || landing === undefined || now === undefined) return "nobody ever asked for it";
  const { template } = proposal;
  if (landing.pull !== claim.pull || landing.head === undefined)
    return "its pull request was not squashed into that commit";
  if (!isAncestor(memory, claim.merge, tip)) return "the default branch does not have its merge";
  const before = landing.parent === undefined ? undefined : memory.landings.get(landing.parent);
  if (template === undefined || before === undefined) return "its pull request asks for nothing";
  if (`access-requests/${claim.request}.yaml` !== proposal.path) return "it was asked for under another name";
  if (template.subject.login !== claim.principal) return "it was asked for somebody else";
  if (proposal.author !== template.subject.id) return "it was asked for by somebody else than its subject";
  if (!template.asked.some(({ provider, role }) => provider === claim.provider && role === claim.role))
    return "something else was asked for";
  const carriesOn =
    template.extends && memory.ends.get(`${template.extends} ${claim.provider} ${claim.role}`);
  if (template.extends !== undefined && carriesOn === undefined)
    return "what it carries on from was never granted";
  const startsAt = Math.max(landing.at, template.start ?? 0, carriesOn || 0);
  if (claim.startsAt !== startsAt || claim.endsAt !== startsAt + template.seconds * 1000)
    return "it was asked for another time";
  for (const rules of [before, now]) {
    if (rules.rules !== rules.inForce) return "the rules then were approved by nobody who owns them";
    if (!offers(rules.rules, claim.provider, template.seconds)) return "no policy offers it";
  }
  if (!wasMember(memory, "payments", proposal.author, blind, Number.POSITIVE_INFINITY))
    return "who asks may not ask";
  // What needs no review has conditions of its own.
  if (memory.isStandard && claim.basis !== undefined) return undefined;
  return isApproved(memory, proposal, "payments-leads", landing.head, landing.at, blind)
    ? undefined
    : "no owner approved it";
}
