import { type HoldingIds, idsKey, sameIds } from "./holding.ts";
import { type DraftMap, draftOf } from "./layered-map.ts";
import type { HoldingRecord } from "./ledger.ts";

type Holdings = ReadonlyMap<string, HoldingRecord>;

/** Keys of holdings, by what they are looked for. Keys are added and never removed: no holding leaves the ledger. */
interface Index {
  readonly byRequest: DraftMap<string, readonly string[]>;
  readonly byBase: DraftMap<string, readonly string[]>;
  readonly byIds: DraftMap<string, readonly string[]>;
}

/** Built when first asked for: a state never changes, so neither does its index. */
const indexes = new WeakMap<Holdings, Index>();

/** The holdings with a lease of this request. */
export const findByRequest = (holdings: Holdings, request: string): [string, HoldingRecord][] =>
  pick(holdings, indexOf(holdings).byRequest.get(request));

/** The holdings with a lease that carries on from this request. */
export const findByBase = (holdings: Holdings, base: string): [string, HoldingRecord][] =>
  pick(holdings, indexOf(holdings).byBase.get(base));

/** The holdings the provider knows by these ids. */
export const findByIds = (holdings: Holdings, ids: HoldingIds): [string, HoldingRecord][] =>
  // A holding that was given again may have other ids than before.
  pick(holdings, indexOf(holdings).byIds.get(idsKey(ids))).filter(([, record]) => sameIds(record.ids, ids));

/** Tells the index of a draft what that of the state before it knows. */
export function inheritIndex(before: Holdings, draft: Holdings): void {
  const known = indexes.get(before);
  if (known === undefined) return;
  const { byRequest, byBase, byIds } = known;
  indexes.set(draft, { byRequest: draftOf(byRequest), byBase: draftOf(byBase), byIds: draftOf(byIds) });
}

/** To be called for every holding that gets another lease or other ids in a draft. */
export function noteInIndex(draft: Holdings, key: string, record: HoldingRecord): void {
  const index = indexes.get(draft);
  if (index !== undefined) addTo(index, key, record);
}

function indexOf(holdings: Holdings): Index {
  const known = indexes.get(holdings);
  if (known !== undefined) return known;
  const index: Index = { byRequest: new Map(), byBase: new Map(), byIds: new Map() };
  for (const [key, record] of holdings) addTo(index, key, record);
  indexes.set(holdings, index);
  return index;
}

function addTo({ byRequest, byBase, byIds }: Index, key: string, { leases, ids }: HoldingRecord): void {
  add(byIds, idsKey(ids), key);
  for (const { request, extends: base } of leases) {
    add(byRequest, request, key);
    if (base !== undefined) add(byBase, base, key);
  }
}

function add(map: DraftMap<string, readonly string[]>, name: string, key: string): void {
  const known = map.get(name) ?? [];
  if (!known.includes(key)) map.set(name, [...known, key]);
}

const pick = (holdings: Holdings, keys: readonly string[] = []): [string, HoldingRecord][] =>
  keys.flatMap((key): [string, HoldingRecord][] => {
    const record = holdings.get(key);
    return record === undefined ? [] : [[key, record]];
  });
