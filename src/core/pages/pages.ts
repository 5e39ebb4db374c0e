import { holdingKey } from "../access/holding.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { LedgerEntry } from "../ledger/ledger-entry.ts";
import { findByRequest } from "../ledger/ledger-index.ts";
import { renderDay } from "./diary.ts";
import { listShown, renderOverview } from "./overview.ts";
import type { Page, Places } from "./places.ts";
import { renderPerson, renderResource } from "./stories.ts";

export interface PagesOf {
  readonly entries: readonly LedgerEntry[];
  /** After the entries. */
  readonly state: LedgerState;
  /** What the commit before has at this place: the overview, or a day's page; undefined: nothing. */
  readonly earlier: (path: string) => string | undefined;
}

/** The pages whose earlier text is asked for. */
export const listEarlier = (entries: readonly LedgerEntry[], places: Places): readonly string[] => [
  places.overview,
  ...byDay(entries, places).keys(),
];

/**
 * The pages that a commit with these entries writes: the overview, the days, and the people and resources that the entries are about. The
 * first pages of a ledger are also those that the overview links to.
 */
export function renderPages({ entries, state, earlier }: PagesOf, places: Places): Page[] {
  const isFirst = earlier(places.overview) === undefined;
  const touched = [...listTouched(entries, state), ...(isFirst ? listShown(state) : [])];
  const last = entries.reduce((newest, { at }) => (at > newest ? at : newest), new Date(0));
  return [
    { path: places.overview, text: renderOverview(state, last, places) },
    ...renderDays(entries, state, earlier, places),
    ...renderPeople(touched, state, places),
    ...renderResources(touched, state, places),
  ];
}

function byDay(entries: readonly LedgerEntry[], places: Places): ReadonlyMap<string, LedgerEntry[]> {
  const days = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    const path = places.day(entry.at);
    const day = days.get(path);
    if (day === undefined) days.set(path, [entry]);
    else day.push(entry);
  }
  return days;
}

const renderDays = (
  entries: readonly LedgerEntry[],
  state: LedgerState,
  earlier: PagesOf["earlier"],
  places: Places,
): Page[] =>
  [...byDay(entries, places)].map(([path, own]) => ({
    path,
    text: renderDay(earlier(path), own, state, places),
  }));

function renderPeople(touched: readonly HoldingRecord[], state: LedgerState, places: Places): Page[] {
  const logins = touched.flatMap(({ leases }) => leases.map(({ subject }) => subject.login));
  const pages = new Map(logins.map((login) => [places.person(login), login]));
  return [...pages].map(([path, login]) => ({ path, text: renderPerson(login, state, places) }));
}

function renderResources(touched: readonly HoldingRecord[], state: LedgerState, places: Places): Page[] {
  const pages = new Map(touched.map(({ entitlement }) => [places.resource(entitlement), entitlement]));
  return [...pages].map(([path, entitlement]) => ({
    path,
    text: renderResource(entitlement, state, places),
  }));
}

/** The holdings that the entries changed. Entries about no holding change none. */
function listTouched(entries: readonly LedgerEntry[], { holdings }: LedgerState): HoldingRecord[] {
  const keys = new Set(entries.flatMap((entry) => keysOf(entry, holdings)));
  return [...keys].flatMap((key) => holdings.get(key) ?? []);
}

function keysOf(entry: LedgerEntry, holdings: LedgerState["holdings"]): readonly string[] {
  if ("principal" in entry) return [holdingKey(entry)];
  if (entry.kind !== "verified" && entry.kind !== "ended") return [];
  return findByRequest(holdings, entry.request).map(([key]) => key);
}
