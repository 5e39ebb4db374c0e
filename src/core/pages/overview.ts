import { entitlementKey } from "../access/entitlement.ts";
import { endOf } from "../access/lease.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import { listHeld } from "../ledger/ledger-index.ts";
import type { Places } from "./places.ts";
import { escapeText, firstOf, linkPull, linkTo, listWords, moment, page } from "./text.ts";

/** More lines than this nobody reads; the commands list them all. */
export const MOST_HELD = 100;

/** The holdings that the overview names: those that end first. */
export const listShown = (state: LedgerState): readonly HoldingRecord[] =>
  firstOf(listHeld(state.holdings), MOST_HELD, byEnd);

const byEnd = (a: HoldingRecord, b: HoldingRecord): number =>
  untilOf(a).getTime() - untilOf(b).getTime() || (keyOf(a) < keyOf(b) ? -1 : 1);

const keyOf = ({ entitlement, principal }: HoldingRecord): string =>
  `${entitlementKey(entitlement)} ${principal}`;

/** Who holds what, and until when. `last`: the time of the newest entry. */
export function renderOverview(state: LedgerState, last: Date, places: Places): string {
  const rows = listShown(state).map((record) => describeHolding(record, places));
  const more = listHeld(state.holdings).length - rows.length;
  return page([
    "# Who has access",
    "",
    `As of ${moment(last)}, the time of the last entry. What happened on ${linkTo(last.toISOString().slice(0, 10), places.overview, places.day(last))}.`,
    "",
    ...(rows.length === 0 ? ["Nobody."] : rows),
    ...(more === 0 ? [] : ["", `And ${more} more, which end later: \`hallpass status\` lists them all.`]),
    "",
    "Hallpass writes this page, for people. Nobody is granted anything by it: programs read the ledger's other files.",
    "`hallpass verify` proves it in a clone.",
  ]);
}

/** The end the provider confirmed; before it did, the planned one. */
const untilOf = ({ confirmed, leases }: HoldingRecord): Date =>
  confirmed?.until ?? leases.reduce((last, each) => (endOf(each) > last ? endOf(each) : last), new Date(0));

function describeHolding(record: HoldingRecord, places: Places): string {
  const { entitlement, failing, held } = record;
  const from = places.overview;
  const open = record.leases.filter(({ ended }) => ended === undefined);
  const leases = open.length > 0 ? open : record.leases.slice(-1);
  const people = unique(leases.map(({ subject }) => subject.login));
  const who = listWords(people.map((login) => linkTo(login, from, places.person(login))));
  const what = `${escapeText(entitlement.role)} on ${linkTo(`${entitlement.provider}/${entitlement.resource}`, from, places.resource(entitlement))}`;
  const pulls = unique(leases.map(({ pull }) => pull)).map((pull) => linkPull(pull, from));
  return `- ${who}: ${what} until ${moment(untilOf(record))}${held === "yes" ? "" : ", being granted"}${failing === undefined ? "" : `, **still held**: removing it fails since ${moment(failing.since)}`} (${pulls.join(", ")})`;
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
