import { type HoldingIds, idsKey, sameIds } from "../access/holding.ts";
import type { HoldingRecord } from "./holding-record.ts";
import { type DraftMap, draftOf } from "./layered-map.ts";

type Holdings = ReadonlyMap<string, HoldingRecord>;

type Found = [string, HoldingRecord][];

/** The holdings with a lease of this request. */
export const findByRequest = (holdings: Holdings, request: string): Found =>
  byRequest.find(holdings, request);

/** The holdings with a lease that extends this request. */
export const findByBase = (holdings: Holdings, base: string): Found => byBase.find(holdings, base);

/** The holdings the provider knows by these ids. */
export const findByIds = (holdings: Holdings, ids: HoldingIds): Found =>
  // A holding that was given again may have other ids than before.
  byIds.find(holdings, idsKey(ids)).filter(([, record]) => sameIds(record.ids, ids));

/** The holdings with a lease of this person, given by numeric id. */
export const findBySubject = (holdings: Holdings, subject: number): Found =>
  bySubject.find(holdings, String(subject));

/** The holdings with a lease of a person of this login, in any case. */
export const findByLogin = (holdings: Holdings, login: string): Found =>
  byLogin.find(holdings, login.toLowerCase());

/** The holdings of this resource, in any role. */
export const findByResource = (holdings: Holdings, entitlement: Resource): Found =>
  byResource.find(holdings, resourceKey(entitlement));

/** The holdings with a lease that this policy approved automatically. */
export const findByRule = (holdings: Holdings, policy: string): Found => byRule.find(holdings, policy);

/** Those that are held, or may be. */
export function listHeld(holdings: Holdings): readonly HoldingRecord[] {
  const known = heldIn.get(holdings);
  if (known !== undefined) return known;
  const held = new Map<string, HoldingRecord>();
  const { size, keys } = mayBeHeld.list(holdings, "");
  for (const key of keys) {
    const record = holdings.get(key);
    if (record !== undefined && record.held !== "no") held.set(key, record);
  }
  if (size > 2 * held.size + ENOUGH) mayBeHeld.narrow(holdings, "", [...held.keys()]);
  const records = [...held.values()];
  heldIn.set(holdings, records);
  return records;
}

/** Of states, which never change. */
const heldIn = new WeakMap<Holdings, readonly HoldingRecord[]>();

/** So many that are held no more are looked through each time. */
const ENOUGH = 256;

type Resource = Pick<HoldingRecord["entitlement"], "provider" | "resource">;

/** The names cannot contain a space. */
const resourceKey = ({ provider, resource }: Resource): string => `${provider} ${resource}`;

/** Tells the indexes of a draft what those of the state before it know. */
export function inheritIndex(before: Holdings, draft: Holdings): void {
  for (const index of [byRequest, byBase, byIds, bySubject, byLogin, byResource, byRule, mayBeHeld])
    index.inherit(before, draft);
}

/** To be called for every holding that gets another lease or other ids in a draft. */
export function noteInIndex(draft: Holdings, key: string, record: HoldingRecord): void {
  for (const index of [byRequest, byBase, byIds, bySubject, byLogin, byResource, byRule, mayBeHeld])
    index.note(draft, key, record);
}

/** Keys of holdings, by search term. Keys are added and never removed: no holding leaves the ledger. */
function createIndex(eachName: (record: HoldingRecord, visit: (name: string) => void) => void) {
  /** Built when first asked for: a state never changes, so neither does its index. */
  const known = new WeakMap<Holdings, DraftMap<string, readonly string[]>>();
  const build = (holdings: Holdings): DraftMap<string, readonly string[]> => {
    const index = new Map<string, readonly string[]>();
    for (const [key, record] of holdings) eachName(record, (name) => add(index, name, key));
    known.set(holdings, index);
    return index;
  };
  return {
    find: (holdings: Holdings, name: string): Found =>
      pick(holdings, (known.get(holdings) ?? build(holdings)).get(name)),
    inherit(before: Holdings, draft: Holdings): void {
      const index = known.get(before);
      if (index !== undefined) known.set(draft, draftOf(index));
    },
    note(draft: Holdings, key: string, record: HoldingRecord): void {
      const index = known.get(draft);
      if (index !== undefined) eachName(record, (name) => add(index, name, key));
    },
  };
}

const byRequest = createIndex(({ leases }, visit) => {
  for (const { request } of leases) visit(request);
});

const byBase = createIndex(({ leases }, visit) => {
  for (const { extends: base } of leases) if (base !== undefined) visit(base);
});

const bySubject = createIndex(({ leases }, visit) => {
  for (const { subject } of leases) visit(String(subject.id));
});

const byIds = createIndex(({ ids }, visit) => visit(idsKey(ids)));

const byLogin = createGroups(({ leases }, visit) => {
  for (const { subject } of leases) visit(subject.login.toLowerCase());
});

const byResource = createGroups(({ entitlement }, visit) => visit(resourceKey(entitlement)));

const byRule = createGroups(({ leases }, visit) => {
  for (const { basis, policy } of leases)
    if (basis === "automatic" && policy !== undefined) visit(policy.name);
});

/** One group: what became held by an intent, and what of that is held no more and not yet left out. */
const mayBeHeld = createGroups(({ held }, visit) => {
  if (held !== "no") visit("");
});

/** As an index, for names of many holdings each. */
function createGroups(eachName: (record: HoldingRecord, visit: (name: string) => void) => void) {
  const known = new WeakMap<Holdings, DraftMap<string, DraftMap<string, true>>>();
  const build = (holdings: Holdings): DraftMap<string, DraftMap<string, true>> => {
    const groups = new Map<string, DraftMap<string, true>>();
    for (const [key, record] of holdings)
      eachName(record, (name) => {
        const group = groups.get(name) ?? new Map<string, true>();
        groups.set(name, group);
        group.set(key, true);
      });
    known.set(holdings, groups);
    return groups;
  };
  const list = (holdings: Holdings, name: string) => {
    const group = (known.get(holdings) ?? build(holdings)).get(name);
    return { size: group?.size ?? 0, keys: group?.keys() ?? [] };
  };
  return {
    list,
    find: (holdings: Holdings, name: string): Found => pick(holdings, [...list(holdings, name).keys]),
    inherit(before: Holdings, draft: Holdings): void {
      const groups = known.get(before);
      if (groups !== undefined) known.set(draft, draftOf(groups));
    },
    note(draft: Holdings, key: string, record: HoldingRecord): void {
      const groups = known.get(draft);
      if (groups === undefined) return;
      eachName(record, (name) => {
        const group = groups.get(name);
        if (group?.has(key)) return;
        const next = group === undefined ? new Map<string, true>() : draftOf(group);
        next.set(key, true);
        groups.set(name, next);
      });
    },
    /** From now on the group has these alone. */
    narrow: (holdings: Holdings, name: string, keys: readonly string[]): void =>
      void known.get(holdings)?.set(name, new Map(keys.map((key) => [key, true]))),
  };
}

function add(index: DraftMap<string, readonly string[]>, name: string, key: string): void {
  const known = index.get(name);
  if (known === undefined) index.set(name, [key]);
  else if (!known.includes(key)) index.set(name, [...known, key]);
}

const pick = (holdings: Holdings, keys: readonly string[] = []): Found =>
  keys.flatMap((key): Found => {
    const record = holdings.get(key);
    return record === undefined ? [] : [[key, record]];
  });
