// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SD1: A person asks for access that is to be kept apart from what they have, in one request or in two,
//     also at a time to come, by an extension, or with another account of theirs.
//   SD4: Who has the ledger's key records a grant that joins duties.

import { addMinutes } from "date-fns";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Entitlement } from "../../../src/core/access/entitlement.ts";
import type { Lease } from "../../../src/core/access/lease.ts";
import { listBeside } from "../../../src/core/duties/beside.ts";
import { findHolder } from "../../../src/core/duties/holder.ts";
import { listJoinedDuties } from "../../../src/core/duties/judge-intent.ts";
import { listOpposed } from "../../../src/core/duties/opposed.ts";
import type { Settings } from "../../../src/core/files/settings.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { settings } from "../../support/builders/evidence.ts";
import { grantedEntry, intentEntry, lease, START } from "../../support/builders/ledger.ts";

/** Red and blue are apart, and so are blue and green: red and green are not. */
const ACCESS = ["red-1", "red-2", "blue-1", "blue-2", "green-1", "grey"] as const;
const FORBIDDEN = new Set(["red blue", "blue red", "blue green", "green blue"]);
const side = (colour: string) => [{ provider: "db", resource: `${colour}-*`, roles: ["use"] }];
const duties: NonNullable<Settings["duties"]> = [
  { name: "one", apart: [side("red"), side("blue")] },
  { name: "two", apart: [side("blue"), side("green")] },
];
/** The accounts 1 and 11 are one person's. */
const apart = settings({
  duties,
  people: [
    { id: 1, login: "ann", otherIds: [11], principals: { db: "ann" } },
    { id: 2, login: "bob", principals: { db: "bob" } },
  ],
});
const ACCOUNTS = [1, 11, 2] as const;
const personOf = (account: number): number => (account === 11 ? 1 : account);

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("ask" as const),
      account: fc.constantFrom(...ACCOUNTS),
      resource: fc.constantFrom(...ACCESS),
      inMinutes: fc.constantFrom(0, 0, 0, 3, 7),
      minutes: fc.integer({ min: 1, max: 12 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("extend" as const),
      which: fc.nat(9),
      minutes: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("end" as const), which: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("revoke" as const), which: fc.nat(9) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 6 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** What the oracle remembers of a grant: minutes from the start, and nothing of the program's. */
interface Mark {
  readonly person: number;
  readonly account: number;
  readonly resource: string;
  readonly from: number;
  to: number;
  /** The minute of its revocation. */
  gone: number | undefined;
  readonly lease: Lease;
}

interface Wish {
  readonly account: number;
  readonly resource: string;
  readonly from: number;
  readonly minutes: number;
}

class World {
  state: LedgerState = emptyLedger;
  now = 0;
  readonly marks: Mark[] = [];
  readonly waiting: Wish[] = [];
  asked = 0;
  denied = 0;

  write(...entries: LedgerEntry[]): void {
    this.state = applyEntries(this.state, entries);
  }

  /** Minute by minute: would this person hold two colours that are apart? By what is planned now. */
  wouldJoin({ account, resource, from, minutes }: Wish): boolean {
    const colour = resource.split("-")[0];
    return this.marks.some((mark) => {
      if (mark.person !== personOf(account)) return false;
      if (!FORBIDDEN.has(`${colour} ${mark.resource.split("-")[0]}`)) return false;
      for (let minute = from; minute < from + minutes; minute++)
        if (mark.from <= minute && minute < mark.to) return true;
      const isStillThere = mark.to <= this.now && mark.gone === undefined;
      return isStillThere && from <= this.now;
    });
  }

  grant(wish: Wish): void {
    const { account, resource, from, minutes } = wish;
    const entitlement: Entitlement = { provider: "db", resource, role: "use" };
    const person = personOf(account);
    const planned = { startsAt: minute(from), endsAt: minute(from + minutes) };
    const request = `payments/r${this.asked++}`;
    const own = lease({
      ...{ request, entitlement, ...planned, pull: this.asked },
      ...{ principal: person === 1 ? "ann" : "bob", subject: { id: account, login: `a${account}` } },
    });
    const intent = intentEntry(own, {
      at: minute(this.now),
      ids: { instance: "db", principal: String(person), entitlement: resource },
    });
    const holder = findHolder(apart, account);
    const { others } = listBeside(this.state, { holder, request, now: minute(this.now) });
    const opposed = listOpposed(duties, { entitlement, ...planned }, others, minute(this.now));
    const expected = this.wouldJoin(wish);
    expect(opposed.length > 0, `${resource} for ${account} at ${from}`).toBe(expected);
    expect(listJoinedDuties(intent, apart, this.state).length > 0, "the audit").toBe(expected);
    if (expected) {
      this.denied++;
      return;
    }
    this.write(intent, grantedEntry(own, minute(this.now), own.endsAt));
    this.marks.push({ person, account, resource, from, to: from + minutes, gone: undefined, lease: own });
  }

  tick(): void {
    this.now++;
    const due = this.waiting.filter(({ from }) => from <= this.now);
    for (const wish of due) {
      this.waiting.splice(this.waiting.indexOf(wish), 1);
      this.grant(wish);
    }
  }

  /** Takes back all that ended of one holding. */
  revoke(mark: Mark | undefined): void {
    if (mark === undefined || mark.to > this.now || mark.gone !== undefined) return;
    const same = this.marks.filter(
      (other) => other.person === mark.person && other.resource === mark.resource && other.gone === undefined,
    );
    if (same.some(({ to }) => to > this.now)) return;
    this.write({
      ...{ kind: "revoked", principal: mark.lease.principal, entitlement: mark.lease.entitlement },
      ...{ at: minute(this.now), because: "expiry", scheduled: minute(mark.to), sessionsEnded: 0 },
    });
    for (const other of same) other.gone = this.now;
  }

  end(mark: Mark | undefined): void {
    if (mark === undefined || mark.to <= this.now || mark.from > this.now) return;
    this.write({ kind: "ended", request: mark.lease.request, because: "command", at: minute(this.now) });
    mark.to = this.now;
  }

  take(one: Step): void {
    const pick = (which: number) => this.marks.at(-1 - (which % Math.max(1, this.marks.length)));
    switch (one.kind) {
      case "ask": {
        const wish = { ...one, from: this.now + one.inMinutes };
        if (one.inMinutes > 0) this.waiting.push(wish);
        else this.grant(wish);
        break;
      }
      case "extend": {
        const base = pick(one.which);
        if (base !== undefined && base.to > this.now)
          this.grant({ account: base.account, resource: base.resource, from: base.to, minutes: one.minutes });
        break;
      }
      case "end":
        this.end(pick(one.which));
        break;
      case "revoke":
        this.revoke(pick(one.which));
        break;
      default:
        for (let passed = 0; passed < one.minutes; passed++) this.tick();
    }
  }
}

const minute = (count: number): Date => addMinutes(START, count);

/** A failure prints the seed and the shortest history. */
it("SD1, SD4: in random histories, nobody holds two sides in any minute, and nothing else is denied", () => {
  let denied = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const world = new World();
      for (const one of steps) world.take(one);
      denied += world.denied;
      for (let at = 0; at <= world.now; at++)
        for (const person of [1, 2]) {
          const held = world.marks.filter(
            (mark) =>
              mark.person === person && mark.from <= at && (at < mark.to || at < (mark.gone ?? Infinity)),
          );
          const colours = [...new Set(held.map(({ resource }) => resource.split("-")[0]))];
          for (const one of colours)
            for (const other of colours) expect(FORBIDDEN.has(`${one} ${other}`), `minute ${at}`).toBe(false);
        }
    }),
    { numRuns: 300 },
  );
  expect(denied).toBeGreaterThan(50);
});
