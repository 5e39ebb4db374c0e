import type { RuleSet, TeamSlug, Template } from "../cast.ts";
import {
  type Claim,
  createMemory,
  explainUnapproved,
  isApproved,
  type Landing,
  type Memory,
  type Proposal,
} from "./approval.ts";
import {
  type Claimed,
  createThing,
  describeThing,
  entitledUntil,
  isUsable,
  judgeCalledOff,
  judgeOverdue,
  judgeSilence,
  promisedUntil,
  type RevocationScheduler,
  type Thing,
} from "./held.ts";
import { explainLetThrough, type LetThrough } from "./let-through.ts";
import { judgeAppend, type Written } from "./record.ts";
import type { Violation } from "./violation.ts";

export interface OracleOptions {
  /** Some things need no review before. */
  readonly isStandard: boolean;
  readonly now: () => number;
  readonly isShared: (provider: string) => boolean;
  /** Seconds by which anybody's reads of GitHub may be behind at this moment. */
  readonly blindness: () => number;
  readonly enders: readonly RevocationScheduler[];
  /** By how much this machine's clock is ahead. */
  readonly aheadBy: (machine: string) => number;
  /** Does the provider take things back by itself? */
  readonly hasTimer: (provider: string) => boolean;
  /** Milliseconds for which its listings may be old. */
  readonly listsLateBy: (provider: string) => number;
  /** Is a clock ahead, by which things end before their time? */
  readonly isSomeClockAhead: () => boolean;
}

interface SlotName {
  readonly provider: string;
  readonly role: string;
  readonly principal: string;
}

const ROUNDING = 1000;
const MINUTE = 60_000;

/**
 * Who was really approved for what and when, what was held before, and what the providers really hold: told by the world as it
 * happens, and compared with what the program does. Imports nothing of the program.
 */
export function createOracle(options: OracleOptions) {
  const { now, isShared } = options;
  const memory: Memory = createMemory(options.isStandard);
  const things = new Map<string, Thing>();
  const violations: Violation[] = [];
  let written: Written = { holdings: new Map(), seen: new Map(), refusals: new Map(), adoptions: [] };
  /** When something changed that may make a second look come to another answer. */
  const disturbances: number[] = [];
  const comments: { readonly pull: number; readonly by: number }[] = [];
  const closedTasks = new Set<number>();
  const gonePeople = new Set<number>();
  /** Requests that ended early by what their subjects said or did, and since when. */
  const calledOff = new Map<string, number>();
  const letThrough: LetThrough[] = [];
  const stats = { claims: 0, automatic: 0, emergencies: 0, holds: 0, endings: 0, excusedCuts: 0 };

  const report = (invariant: number, words: string): void =>
    void violations.push({ invariant, words, at: now() });

  const thingOf = (provider: string, role: string, principal: string): Thing => {
    const key = `${provider} ${role} ${principal}`;
    const known = things.get(key);
    if (known !== undefined) return known;
    const thing = createThing(provider, role, principal);
    things.set(key, thing);
    return thing;
  };

  const isDisturbed = (since: number): boolean =>
    options.blindness() > 0 || disturbances.some((at) => at >= since - 600_000);

  const blind = (): number => now() - options.blindness() * 1000;

  return {
    violations,
    stats,
    things,

    opened(
      number: number,
      author: number,
      about: { template?: Template; path?: string; rules?: RuleSet; removes?: string },
      head: string,
    ): void {
      const { template, path, rules, removes } = about;
      memory.proposals.set(number, {
        number,
        author,
        template,
        path,
        rules,
        removes,
        receipt: [],
        head,
        hands: new Set([author]),
        reviews: [],
      });
    },
    /** The Action opened it; told when somebody first looks at it. */
    receiptOpened(number: number, author: number, receipt: readonly string[], head: string): void {
      if (memory.proposals.has(number)) return;
      const nothing = { template: undefined, path: undefined, rules: undefined, removes: undefined };
      memory.proposals.set(number, {
        ...{ number, author, ...nothing, receipt, head },
        ...{ hands: new Set([author]), reviews: [] },
      });
    },
    pushed(number: number, by: number, template: Template | undefined, head: string): void {
      const proposal = memory.proposals.get(number);
      if (proposal === undefined) return;
      proposal.template = template;
      proposal.head = head;
      proposal.hands.add(by);
    },
    reviewed(number: number, by: number, yes: boolean, head: string): void {
      memory.proposals
        .get(number)
        ?.reviews.push({ by, yes, head, at: now(), gone: Number.POSITIVE_INFINITY });
    },
    dismissed(number: number): void {
      const landing = [...memory.landings.values()].find(({ pull }) => pull === number);
      if (landing !== undefined) {
        // What was merged stays approved. In the same moment nobody else can tell which was first, and that counts against it.
        if (landing.at === now()) disturb();
        return;
      }
      for (const review of memory.proposals.get(number)?.reviews ?? [])
        review.gone = Math.min(review.gone, now());
    },
    left(team: TeamSlug, person: number): void {
      for (const move of memory.moves)
        if (move.team === team && move.person === person && move.to > now()) move.to = now();
      // Who is no member any more may make a second look find a doubt.
      disturb();
    },
    joined(team: TeamSlug, person: number): void {
      memory.moves.push({ team, person, from: now(), to: Number.POSITIVE_INFINITY });
    },
    landed(commit: {
      sha: string;
      parent: string | undefined;
      rules: RuleSet;
      pull: number | undefined;
      /** It was merged through the gate: with the app's check, and on its owners' word. */
      gated: boolean;
    }): void {
      const before = commit.parent === undefined ? undefined : memory.landings.get(commit.parent);
      const proposal = commit.pull === undefined ? undefined : memory.proposals.get(commit.pull);
      memory.landings.set(commit.sha, {
        ...commit,
        at: now(),
        head: proposal?.head,
        inForce: inForceAfter(before, commit.rules, commit.gated ? proposal : undefined),
      });
    },
    /** Somebody who may do without rules put the default branch somewhere else, or took a request from it. */
    rewritten(): void {
      disturb();
    },

    /** What somebody other than Hallpass did at a provider; `amidst` the calls of others. */
    handed(
      provider: string,
      role: string,
      principal: string,
      after: { ours: boolean; standing: boolean },
      amidst: boolean,
    ): void {
      const thing = thingOf(provider, role, principal);
      if (thing.ours && !after.ours && thing.isConfirmed && !mayBeSomethingElse(thing)) {
        thing.handedAt = now();
        for (const claim of thing.claims) if (claim.endsAt > now()) claim.isOver = true;
      }
      if (thing.ours && !after.ours) disturb();
      // What is given amidst the calls of others may be seen by them or not.
      if (!thing.standing && after.standing) thing.standingSince = amidst ? now() : now() - 1;
      thing.ours = after.ours;
      thing.standing = after.standing;
      if (!after.standing) thing.isProtected = false;
    },

    /** The ledger took a commit. */
    appended(actor: string, tip: string, entries: readonly unknown[], state: Written, index: number): void {
      judgeAppend(written, state, report);
      written = state;
      for (const entry of entries) {
        const claim = readClaim(entry);
        if (claim !== undefined) takeClaim(actor, claim, tip, index);
        if (isFirstLook(entry)) memory.firstLookAt = now();
        const over = readEnd(entry);
        if (over !== undefined) takeEnd(over, index);
        const told = readOutcome(entry);
        if (told !== undefined)
          thingOf(told.provider, told.role, told.principal).isConfirmed = told.kind === "granted";
        const vanished = readVanished(entry);
        if (vanished !== undefined) takeVanished(vanished.provider, vanished.role, vanished.principal);
      }
    },

    /** What its holder did with it: whether she has a session open and holds it, and until when she keeps it from being taken back. */
    tookUp(slot: SlotName & { ours: boolean; session: boolean }, clingsUntil: number): void {
      const thing = thingOf(slot.provider, slot.role, slot.principal);
      if (slot.ours && !thing.ours) thing.landedAt = thing.givenAgainAt = now();
      thing.ours = slot.ours;
      thing.session = slot.session;
      thing.clingsUntil = clingsUntil;
    },
    /** What outlived a revocation by hand was ended. */
    forgot(slot: SlotName & { session: boolean }): void {
      thingOf(slot.provider, slot.role, slot.principal).session = slot.session;
    },
    clung(actor: string, slot: SlotName): void {
      const thing = thingOf(slot.provider, slot.role, slot.principal);
      thing.unalerted ??= { actor, at: now() };
    },
    alerted(actor: string, { provider, role, principal }: SlotName): void {
      const thing = thingOf(provider, role, principal);
      if (thing.unalerted?.actor === actor) thing.unalerted = undefined;
    },
    isTakenBackSince: (provider: string, role: string, principal: string, since: number): boolean => {
      const thing = thingOf(provider, role, principal);
      const end = entitledUntil(thing);
      return thing.takenBackAt >= since && end >= since && end <= now();
    },

    commented(pull: number, by: number): void {
      comments.push({ pull, by });
      callOff((proposal, head) => proposal.number === pull && isCertainEnder(proposal, head, by));
    },
    closed(task: number): void {
      closedTasks.add(task);
      callOff(({ template }) => template?.task === task);
      disturb();
    },
    gone(person: number): void {
      gonePeople.add(person);
      callOff(({ template }) => template?.subject.id === person);
      disturb();
    },

    /** A machine wrote down that a request is over. Once its time is up, its receipt may be what a clock that is behind goes by. */
    ended(request: string, because: string): void {
      for (const claim of listClaims(request)) {
        if (!claim.isOver && claim.lastsUntil > now() && !isEndedRightly(claim, because))
          report(6, `${request} was ended (${because}), and nothing had happened that ends it.`);
        claim.isOver = true;
      }
    },

    held(
      actor: string,
      slot: { provider: string; role: string; principal: string },
      until: number,
      before: { ours: boolean; standing: boolean },
      asked: number,
    ): void {
      const thing = thingOf(slot.provider, slot.role, slot.principal);
      const label = describeThing(thing);
      stats.holds++;
      const slack = Math.max(0, -options.aheadBy(actor)) + ROUNDING;
      const alive = thing.claims.filter(
        ({ startsAt, endsAt }) =>
          startsAt <= asked + Math.max(0, options.aheadBy(actor)) && asked < endsAt + slack,
      );
      if (alive.length === 0) report(1, `${actor} granted ${label}, and no approved lease of it was live.`);
      if (until > promisedUntil(thing))
        report(
          1,
          `${actor} granted ${label} until ${new Date(until).toISOString()}, and its leases end before.`,
        );
      if (isShared(slot.provider) && thing.isProtected && before.standing)
        report(5, `${actor} wrote at ${slot.provider} for ${label}, which was held before.`);
      const wasOnItsWay = now() > asked && asked <= thing.handedAt;
      if (
        thing.handedAt > Number.NEGATIVE_INFINITY &&
        !wasOnItsWay &&
        !before.ours &&
        alive.every(({ toldAt, isOver }) => isOver && toldAt < thing.handedAt)
      )
        report(5, `${actor} made ${label} again after somebody had ended it by hand.`);
      if (isShared(slot.provider) && before.standing) return;
      // A late call of another machine may put back an older end.
      const isOlder = before.ours && thing.askedBy === actor && thing.askedUntil > until;
      if (!isOlder) thing.askedUntil = until;
      thing.askedBy = actor;
      thing.ours = true;
      thing.landedAt = now();
      for (const claim of alive) claim.wasHeld = true;
    },

    revoked(
      actor: string,
      slot: SlotName & { session: boolean },
      before: { ours: boolean; standing: boolean },
      asked: number,
      known: number,
    ): void {
      const thing = thingOf(slot.provider, slot.role, slot.principal);
      const label = describeThing(thing);
      stats.endings++;
      if (isShared(slot.provider) && before.standing) {
        if (thing.isProtected && thing.protectedBy >= known) stats.excusedCuts++;
        else if (thing.isProtected) report(5, `${actor} removed ${label}, which was held before.`);
        thing.standing = false;
      }
      if (before.ours) judgeCut(actor, thing, asked, known);
      // Whoever takes back what another lease is held for, and does not know it, is followed by whoever gives it back.
      else if (thing.claims.some(({ index, endsAt }) => index >= known && endsAt > asked))
        thing.handedAt = Number.NEGATIVE_INFINITY;
      thing.ours = false;
      thing.session = slot.session;
      thing.takenBackAt = now();
      thing.givenAgainAt = undefined;
    },

    /** The provider's own timer took it. */
    expired(slot: { provider: string; role: string; principal: string }): void {
      const thing = thingOf(slot.provider, slot.role, slot.principal);
      for (const { request, startsAt, endsAt, isOver, wasHeld, toldAt } of thing.claims)
        if (
          wasHeld &&
          !isOver &&
          startsAt <= now() &&
          endsAt > now() + ROUNDING &&
          thing.askedUntil > now() + ROUNDING &&
          toldAt < now()
        )
          report(
            6,
            `The timer at ${slot.provider} cut ${describeThing(thing)} while ${request} was live until ${new Date(endsAt).toISOString()}.`,
          );
      thing.ours = false;
    },

    /** Looks at everything as it has been until now. */
    look(): void {
      for (const thing of things.values()) {
        judgeOverdue(thing, options.enders, now(), report);
        judgeSilence(thing, options.enders, now(), report);
        if (calledOff.size > 0) judgeCalledOff(thing, isCalledOff, options.enders, now(), report);
      }
    },

    /** Is something held that people have ended early? */
    isSomethingCalledOff: (): boolean =>
      calledOff.size > 0 &&
      [...things.values()].some(
        (thing) =>
          isUsable(thing) &&
          thing.claims.some((claim) => claim.endsAt > now() && isCalledOff(claim) !== undefined),
      ),

    broken: report,
  };

  function isCalledOff({ request }: Claimed): number | undefined {
    return calledOff.get(request);
  }

  /** Its subject, or the only one who approved what was merged. */
  function isCertainEnder({ template, reviews }: Proposal, head: string | undefined, by: number): boolean {
    if (template?.subject.id === by) return true;
    const approvals = reviews.filter((review) => review.yes && review.head === head);
    return approvals.length > 0 && approvals.every((review) => review.by === by && review.gone > now());
  }

  /** What is merged and was ended so. */
  function callOff(isMeant: (proposal: Proposal, head: string | undefined) => boolean): void {
    for (const { pull, head } of memory.landings.values()) {
      const proposal = pull === undefined ? undefined : memory.proposals.get(pull);
      const request = /^access-requests\/(.*)\.yaml$/u.exec(proposal?.path ?? "")?.[1];
      if (proposal === undefined || request === undefined || !isMeant(proposal, head)) continue;
      if (!calledOff.has(request)) calledOff.set(request, now());
    }
  }

  function takeClaim(actor: string, claim: Claim, tip: string, index: number): void {
    stats.claims++;
    const because = explainUnapproved(memory, claim, tip, blind());
    if (because !== undefined)
      report(
        1,
        `${actor} wrote down that ${claim.request} is to be granted to ${claim.principal}, and ${because}.`,
      );
    else takeLetThrough(actor, claim);
    const thing = thingOf(claim.provider, claim.role, claim.principal);
    const isFirst = !thing.ours && entitledUntil(thing) <= now();
    if (isFirst) {
      thing.isProtected = thing.standing && thing.standingSince + options.listsLateBy(thing.provider) < now();
      thing.protectedBy = index;
    }
    const { request, startsAt, endsAt, pull } = claim;
    memory.ends.set(`${request} ${claim.provider} ${claim.role}`, endsAt);
    if (thing.claims.some((known) => known.request === request))
      report(4, `${request} was written down twice.`);
    thing.claims.push({
      request,
      pull,
      startsAt,
      endsAt,
      lastsUntil: endsAt,
      toldAt: now(),
      index,
      wasHeld: thing.ours,
      isOver: because !== undefined,
    });
  }

  /** Invariant 13: what nobody had to approve before stays within its limits. */
  function takeLetThrough(actor: string, claim: Claim): void {
    const { request, basis, startsAt, pull } = claim;
    const proposal = memory.proposals.get(pull);
    if (proposal === undefined || (basis === undefined && proposal.template?.isEmergency !== true)) return;
    const because = explainLetThrough(memory, claim, proposal, letThrough);
    if (because !== undefined)
      report(
        13,
        `${actor} wrote down that ${request} may be granted (${basis ?? "an approved emergency"}), and ${because}.`,
      );
    if (basis === undefined) return;
    if (letThrough.every((each) => each.request !== request))
      stats[basis === "break-glass" ? "emergencies" : "automatic"]++;
    letThrough.push({ request, path: proposal.path ?? "", person: proposal.author, basis, startsAt });
  }

  /** What is really gone was ended by whoever took it; what was to carry on from it is over, too. */
  function takeVanished(provider: string, role: string, principal: string): void {
    const thing = thingOf(provider, role, principal);
    if (!thing.ours) for (const claim of thing.claims) claim.isOver = true;
  }

  /** From now on whoever reads the ledger knows that it is over. */
  function takeEnd(request: string, index: number): void {
    for (const claim of listClaims(request)) {
      claim.endsAt = Math.min(claim.endsAt, now());
      claim.index = index;
      claim.isOver = true;
    }
    for (const next of listFollowing(request)) takeEnd(next, index);
  }

  /** What carries on from it and has not begun: whoever ended the one meant the other. */
  function listFollowing(request: string): string[] {
    const claims = [...things.values()].flatMap((thing) => thing.claims);
    const following = claims.filter(
      ({ pull, startsAt, isOver }) =>
        !isOver && startsAt > now() && memory.proposals.get(pull)?.template?.extends === request,
    );
    return [...new Set(following.map((claim) => claim.request))];
  }

  /** Invariant 6: the first end cuts nothing. */
  function judgeCut(actor: string, thing: Thing, asked: number, known: number): void {
    const clock = asked + Math.max(0, options.aheadBy(actor)) + ROUNDING;
    for (const { request, startsAt, endsAt, isOver, index } of thing.claims) {
      if (isOver || startsAt > asked || endsAt <= clock) continue;
      if (index >= known || isTooSoonToTell(actor, thing, asked)) {
        stats.excusedCuts++;
        continue;
      }
      report(
        6,
        `${actor} took ${describeThing(thing)} away while ${request} was live until ${new Date(endsAt).toISOString()}.`,
      );
    }
  }

  function listClaims(request: string): Claimed[] {
    return [...things.values()].flatMap(({ claims }) => claims.filter((claim) => claim.request === request));
  }

  /** Did anything happen that ends this lease, or the one it carries on from? */
  function isEndedRightly(claim: Claimed, because: string): boolean {
    const template = memory.proposals.get(claim.pull)?.template;
    const before = template?.extends;
    if (before !== undefined && listClaims(before).some((each) => isEndedRightly(each, because))) return true;
    switch (because) {
      case "unproven":
        return isDisturbed(claim.toldAt);
      case "removal":
        // The receipt of what ended before its time by such a clock.
        if (options.isSomeClockAhead()) return true;
        return [...memory.landings.values()].some(
          ({ pull }) =>
            pull !== undefined &&
            memory.proposals.get(pull)?.removes === `access-requests/${claim.request}.yaml`,
        );
      case "command":
        return comments.some(({ pull, by }) => pull === claim.pull && mayEnd(claim.pull, by));
      case "closed":
        return template?.task !== undefined && closedTasks.has(template.task);
      case "left":
        return template !== undefined && gonePeople.has(template.subject.id);
      case "policy":
        return [...memory.landings.values()].some(
          ({ rules, inForce }) =>
            rules === inForce && template?.asked.some(({ provider }) => !rules.providers.includes(provider)),
        );
      default:
        return false;
    }
  }

  /**
   * So shortly before the end nobody can tell a hand from a timer whose clock is ahead, nor so shortly after the grant from a
   * listing that is old.
   */
  function mayBeSomethingElse(thing: Thing): boolean {
    const late = options.listsLateBy(thing.provider);
    return (
      (options.hasTimer(thing.provider) && entitledUntil(thing) - now() <= 2 * MINUTE) ||
      (late > 0 && now() - thing.landedAt <= late + 2 * MINUTE)
    );
  }

  /** To a clock that is ahead, a listing from before the grant seems to be from after it. */
  function isTooSoonToTell(actor: string, { landedAt }: Thing, asked: number): boolean {
    return options.aheadBy(actor) > 0 && asked - landedAt <= options.aheadBy(actor) + MINUTE;
  }

  /** The subject, or somebody who approved it. */
  function mayEnd(pull: number, by: number): boolean {
    const proposal = memory.proposals.get(pull);
    return (
      proposal?.template?.subject.id === by ||
      // Where nobody approved it before, those may who could have.
      (letThrough.some((each) => each.path === proposal?.path) &&
        memory.moves.some((move) => move.team === "payments-leads" && move.person === by)) ||
      (proposal?.reviews.some((review) => review.by === by && review.yes) ?? false)
    );
  }

  function disturb(): void {
    disturbances.push(now());
  }

  function inForceAfter(
    before: Landing | undefined,
    rules: RuleSet,
    proposal: ReturnType<Memory["proposals"]["get"]>,
  ): RuleSet {
    if (before === undefined || rules === before.inForce) return rules;
    const isOwned =
      proposal !== undefined &&
      proposal.rules === rules &&
      before.rules === before.inForce &&
      isApproved(memory, proposal, "security", proposal.head, now(), now());
    return isOwned ? rules : before.inForce;
  }
}

export type Oracle = ReturnType<typeof createOracle>;

function isFirstLook(entry: unknown): boolean {
  const { kind, first } = entry as { kind: string; first?: boolean };
  return kind === "observed" && first === true;
}

/** What an entry of the ledger says is held now, or no longer; undefined = it is about something else. */
function readOutcome(
  entry: unknown,
): (Pick<Claim, "provider" | "role" | "principal"> & { readonly kind: string }) | undefined {
  const { kind, principal, entitlement } = entry as {
    kind: string;
    principal?: string;
    entitlement?: { provider: string; role: string };
  };
  if (!["granted", "revoked"].includes(kind) || principal === undefined || entitlement === undefined)
    return undefined;
  return { kind, provider: entitlement.provider, role: entitlement.role, principal };
}

/** What an entry of the ledger says somebody took back by hand; undefined = it is about something else. */
function readVanished(entry: unknown): Pick<Claim, "provider" | "role" | "principal"> | undefined {
  const { because } = entry as { because?: string };
  return because === "by-hand" ? readOutcome(entry) : undefined;
}

/** The request that an entry of the ledger says is over; undefined = it is about something else. */
function readEnd(entry: unknown): string | undefined {
  const { kind, request } = entry as { kind: string; request?: string };
  return kind === "ended" ? request : undefined;
}

/** An entry of the ledger that announces a grant, in the oracle's own words; undefined = it is about something else. */
function readClaim(entry: unknown): Claim | undefined {
  const { kind, lease, proof } = entry as {
    kind: string;
    lease?: {
      request: string;
      principal: string;
      entitlement: { provider: string; role: string };
      startsAt: Date;
      endsAt: Date;
      pull: number;
      basis?: string;
    };
    proof?: { merge: string };
  };
  if (kind !== "intent" || lease === undefined || proof === undefined) return undefined;
  const { request, principal, entitlement, startsAt, endsAt, pull, basis } = lease;
  const { provider, role } = entitlement;
  return {
    request,
    principal,
    provider,
    role,
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
    pull,
    merge: proof.merge,
    basis,
  };
}
