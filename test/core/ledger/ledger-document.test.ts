import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { END_REASONS, type Lease } from "../../../src/core/access/lease.ts";
import { type Adoption, parseAdoptions, serializeAdoptions } from "../../../src/core/ledger/adoption.ts";
import {
  type ApprovedRequest,
  type AskedRequest,
  type PullRecord,
  parsePullRecord,
  serializePullRecord,
} from "../../../src/core/ledger/asked-request.ts";
import {
  parseEntries,
  parseEntry,
  serializeEntries,
  serializeEntry,
} from "../../../src/core/ledger/entry-document.ts";
import type { HoldingRecord } from "../../../src/core/ledger/holding-record.ts";
import type { SeenRequest } from "../../../src/core/ledger/ledger.ts";
import {
  parseHolding,
  parseSeen,
  serializeHolding,
  serializeSeen,
} from "../../../src/core/ledger/ledger-document.ts";
import type { JournalEntry, LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import {
  type ObservedMember,
  type ObservedTeam,
  parseObservedTeam,
  serializeObservedTeam,
} from "../../../src/core/ledger/observed-team.ts";
import { parseRefusal, type Refusal, serializeRefusal } from "../../../src/core/ledger/refusal.ts";

const text = fc.string({ unit: "binary" });
const time = fc.date({
  min: new Date("0000-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});
const person = fc.record({ id: fc.integer(), login: text }, { noNullPrototype: true });
const entitlement = fc.record({ provider: text, resource: text, role: text }, { noNullPrototype: true });
const ids = fc.record({ instance: text, principal: text, entitlement: text }, { noNullPrototype: true });
const because = fc.constantFrom(...END_REASONS);
const container = fc.constantFrom("separate", "shared");
const count = fc.nat();

const leaseKeys = {
  request: text,
  entitlement,
  principal: text,
  subject: person,
  approvers: fc.array(person, { maxLength: 3 }),
  pull: count,
  reason: text,
  startsAt: time,
  endsAt: time,
};
const ended = fc.oneof(
  fc.record({ at: time, because }, { noNullPrototype: true }),
  fc.record({ at: time, because, by: person }, { noNullPrototype: true }),
);
const policy = fc.record({ name: text, blob: text, commit: text }, { noNullPrototype: true });
/** Those from before the policy was recorded have none. */
const lease: fc.Arbitrary<Lease> = fc.oneof(
  fc.record(leaseKeys, { noNullPrototype: true }),
  fc.record({ ...leaseKeys, ended }, { noNullPrototype: true }),
  fc.record({ ...leaseKeys, verifiedAt: time }, { noNullPrototype: true }),
  fc.record({ ...leaseKeys, extends: text, until: count }, { noNullPrototype: true }),
  fc.record({ ...leaseKeys, policy }, { noNullPrototype: true }),
);

const holdingKeys = {
  principal: text,
  entitlement,
  ids,
  container,
  heldBefore: fc.boolean(),
  held: fc.constantFrom("undetermined", "yes", "no"),
  leases: fc.array(lease, { maxLength: 3 }),
  revocations: fc.array(
    fc.oneof(
      fc.record({ scheduled: time, at: time, because }, { noNullPrototype: true }),
      fc.record({ scheduled: time, at: time, because, left: fc.boolean() }, { noNullPrototype: true }),
    ),
    { maxLength: 2 },
  ),
};
const failing = fc.record({ since: time, at: time, code: text }, { noNullPrototype: true });
const confirmed = fc.record({ until: time, at: time }, { noNullPrototype: true });
const holding: fc.Arbitrary<HoldingRecord> = fc.oneof(
  fc.record(holdingKeys, { noNullPrototype: true }),
  fc.record({ ...holdingKeys, confirmed }, { noNullPrototype: true }),
  fc.record({ ...holdingKeys, confirmed, failing }, { noNullPrototype: true }),
);
const seen: fc.Arbitrary<SeenRequest> = fc.record(
  { request: text, pull: count, blob: text, merge: text, at: time },
  { noNullPrototype: true },
);

const about = { principal: text, entitlement, at: time };
const proofKeys = { head: text, merge: text, blob: text, externalId: text };
const review = fc.record({ id: count, reviewer: person, commit: text, at: time }, { noNullPrototype: true });
const met = fc.record({ rule: text, says: text }, { noNullPrototype: true });
const proof = fc.oneof(
  fc.record(proofKeys, { noNullPrototype: true }),
  fc.record(
    {
      ...proofKeys,
      codeowners: text,
      reviews: fc.array(review, { maxLength: 2 }),
      met: fc.array(met, { maxLength: 2 }),
    },
    { noNullPrototype: true },
  ),
);
const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  fc.record(
    { ...about, kind: fc.constant("intent"), lease, ids, container, heldBefore: fc.boolean(), proof },
    { noNullPrototype: true },
  ),
  fc.record(
    { ...about, kind: fc.constant("granted"), until: time, changed: fc.boolean() },
    { noNullPrototype: true },
  ),
  fc.record(
    { ...about, kind: fc.constant("granted"), until: time, changed: fc.boolean(), invited: fc.boolean() },
    { noNullPrototype: true },
  ),
  fc.record(
    { ...about, kind: fc.constant("revoked"), because, scheduled: time, sessionsEnded: count },
    { noNullPrototype: true },
  ),
  fc.record(
    {
      ...{ ...about, kind: fc.constant("revoked"), because, scheduled: time, sessionsEnded: count },
      left: fc.boolean(),
    },
    { noNullPrototype: true },
  ),
  fc.record({ kind: fc.constant("ended"), request: text, because, at: time }, { noNullPrototype: true }),
  fc.record(
    { kind: fc.constant("ended"), request: text, because, by: person, at: time },
    { noNullPrototype: true },
  ),
  fc.record({ ...about, kind: fc.constant("failed"), code: text }, { noNullPrototype: true }),
);

const adoptionKeys = {
  commit: text,
  ids: fc.record({ policies: text, codeowners: text, settings: text }, { noNullPrototype: true }),
  approvers: fc.array(person, { maxLength: 3 }),
  at: time,
};
const adoption: fc.Arbitrary<Adoption> = fc.oneof(
  fc.record(adoptionKeys, { noNullPrototype: true }),
  fc.record({ ...adoptionKeys, pull: count }, { noNullPrototype: true }),
);

const refusalKeys = { path: text, blob: text, codes: fc.array(text, { maxLength: 3 }), at: time };
const refusal: fc.Arbitrary<Refusal> = fc.oneof(
  fc.record(refusalKeys, { noNullPrototype: true }),
  fc.record({ ...refusalKeys, pull: count }, { noNullPrototype: true }),
);

const memberKeys = { id: count, login: text };
const member: fc.Arbitrary<ObservedMember> = fc.oneof(
  fc.record(memberKeys, { noNullPrototype: true }),
  fc.record({ ...memberKeys, since: time }, { noNullPrototype: true }),
);
const team: fc.Arbitrary<ObservedTeam> = fc.record(
  { id: count, slug: text, members: fc.array(member, { maxLength: 3 }) },
  { noNullPrototype: true },
);

const askedKeys = { pull: count, requester: person, head: text, at: time };
const asked: fc.Arbitrary<AskedRequest> = fc.oneof(
  fc.record(askedKeys, { noNullPrototype: true }),
  fc.record(
    {
      ...{ ...askedKeys, request: text, blob: text, subject: person, durationMs: count },
      entitlements: fc.array(entitlement, { maxLength: 2 }),
    },
    { noNullPrototype: true },
  ),
);
const approved: fc.Arbitrary<ApprovedRequest> = fc.record(
  {
    ...{ pull: count, request: text, merge: text, startsAt: time, at: time },
    approvers: fc.array(person, { maxLength: 2 }),
  },
  { noNullPrototype: true },
);
const closed = fc.record({ at: time, codes: fc.array(text, { maxLength: 2 }) }, { noNullPrototype: true });
const pullRecord: fc.Arbitrary<PullRecord> = fc.oneof(
  fc.record({ pull: count, asked }, { noNullPrototype: true }),
  fc.record({ pull: count, asked, approved }, { noNullPrototype: true }),
  fc.record({ pull: count, asked, closed }, { noNullPrototype: true }),
  fc.record({ pull: count, approved }, { noNullPrototype: true }),
);

const ledgerEntry: fc.Arbitrary<LedgerEntry> = fc.oneof(
  entry,
  fc.record({ kind: fc.constant("asked"), asked, at: time }, { noNullPrototype: true }),
  fc.record({ kind: fc.constant("approved"), approved, at: time }, { noNullPrototype: true }),
  fc.record(
    { kind: fc.constant("closed"), pull: count, codes: fc.array(text, { maxLength: 2 }), at: time },
    { noNullPrototype: true },
  ),
  fc.record({ kind: fc.constant("verified"), request: text, at: time }, { noNullPrototype: true }),
  fc.record({ kind: fc.constant("refused"), refusal, at: time }, { noNullPrototype: true }),
  fc.record({ kind: fc.constant("adopted"), adoption, at: time }, { noNullPrototype: true }),
  fc.record(
    {
      kind: fc.constant("observed"),
      team: fc.record({ id: count, slug: text }, { noNullPrototype: true }),
      members: fc.array(person, { maxLength: 2 }),
      first: fc.boolean(),
      at: time,
    },
    { noNullPrototype: true },
  ),
);

describe("what is written is what is read back", () => {
  it("of every pull request", () => {
    fc.assert(
      fc.property(pullRecord, (value) => {
        expect(parsePullRecord(serializePullRecord(value))).toEqual(value);
      }),
    );
  });

  it("of every holding", () => {
    fc.assert(
      fc.property(holding, (value) => {
        expect(parseHolding(serializeHolding(value))).toEqual(value);
      }),
    );
  });

  it("of every used request", () => {
    fc.assert(
      fc.property(seen, (value) => {
        expect(parseSeen(serializeSeen(value))).toEqual(value);
      }),
    );
  });

  it("of every list of adoptions", () => {
    fc.assert(
      fc.property(fc.array(adoption, { maxLength: 3 }), (value) => {
        expect(parseAdoptions(serializeAdoptions(value))).toEqual(value);
      }),
    );
  });

  it("of every refusal", () => {
    fc.assert(
      fc.property(refusal, (value) => {
        expect(parseRefusal(serializeRefusal(value))).toEqual(value);
      }),
    );
  });

  it("of every observed team", () => {
    fc.assert(
      fc.property(team, (value) => {
        expect(parseObservedTeam(serializeObservedTeam(value))).toEqual(value);
      }),
    );
  });

  it("of every entry, on one line", () => {
    fc.assert(
      fc.property(entry, (value) => {
        const line = serializeEntry(value);
        expect(line).not.toContain("\n");
        expect(parseEntry(line)).toEqual(value);
      }),
    );
  });

  it("of all entries of a commit, in order", () => {
    fc.assert(
      fc.property(fc.array(ledgerEntry, { minLength: 1, maxLength: 4 }), (values) => {
        expect(parseEntries(serializeEntries(values))).toEqual(values);
      }),
    );
  });

  it("and of entries that are cut short, nothing", () => {
    expect(() => parseEntries("")).toThrow();
    expect(() =>
      parseEntries(serializeEntries([{ kind: "verified", request: "a", at: new Date(0) }]).trimEnd()),
    ).toThrow();
  });

  it("whatever the order of the keys, as the same text", () => {
    fc.assert(
      fc.property(holding, (value) => {
        const { leases, held, ...rest } = value;
        const turned: HoldingRecord = { leases, held, ...rest };
        expect(serializeHolding(turned)).toBe(serializeHolding(value));
        expect(serializeHolding(value).endsWith("}\n")).toBe(true);
      }),
    );
  });
});

describe("what cannot be read", () => {
  const written = serializeSeen({
    request: "payments/a",
    pull: 12,
    blob: "c",
    merge: "d",
    at: new Date("2026-11-20T16:02:00Z"),
  });

  it.each([
    ["no JSON", "{"],
    ["another version", written.replace('"version": 1', '"version": 2')],
    ["a field too many", written.replace("{", '{ "more": 1,')],
    ["a field missing", written.replace('"pull": 12,', "")],
    ["a time that does not exist", written.replace("11-20", "11-31")],
    ["a time in another form", written.replace("16:02:00.000Z", "16:02:00Z")],
    ["a list", "[]"],
  ])("throws: %s", (_, text) => {
    expect(() => parseSeen(text)).toThrow();
    expect(() => parseHolding(text)).toThrow();
    expect(() => parseEntry(text)).toThrow();
    expect(() => parseAdoptions(text)).toThrow();
    expect(() => parseRefusal(text)).toThrow();
    expect(() => parseObservedTeam(text)).toThrow();
    expect(() => parsePullRecord(text)).toThrow();
  });
});
