import { type Entitlement, entitlementKey } from "../access/entitlement.ts";
import { endOf, type Lease } from "../access/lease.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import { findByLogin, findByResource } from "../ledger/ledger-index.ts";
import { tellApproval } from "./approval.ts";
import type { Places } from "./places.ts";
import { countOf, escapeText, firstOf, linkPull, linkTo, listWords, moment, page } from "./text.ts";

/** A part of a page holds no more lines than this. */
export const MOST_STORIES = 100;

interface Told {
  readonly lease: Lease;
  readonly record: HoldingRecord;
}

/** What a person has now, and had. */
export function renderPerson(login: string, state: LedgerState, places: Places): string {
  const from = places.person(login);
  const own = findByLogin(state.holdings, login).flatMap(([, record]) =>
    record.leases.filter(({ subject }) => isSame(subject.login, login)).map((lease) => ({ lease, record })),
  );
  const ids = [...new Set(own.map(({ lease }) => lease.subject.id))];
  const about = `GitHub account ${listWords(ids.map(String))}.`;
  const more = "`hallpass audit history --person` with the login lists all.";
  const name = ({ entitlement }: Lease) => linkWhat(entitlement, from, places);
  return renderLeases([`# ${escapeText(login.toLowerCase())}`, "", about], own, { from, more, name });
}

/** Who has this resource now, and had it. */
export function renderResource(entitlement: Entitlement, state: LedgerState, places: Places): string {
  const from = places.resource(entitlement);
  const own = findByResource(state.holdings, entitlement).flatMap(([, record]) =>
    record.leases.map((lease) => ({ lease, record })),
  );
  const more = "`hallpass audit history --resource` with its name lists all.";
  const name = ({ subject, entitlement: { role } }: Lease) =>
    `${linkTo(subject.login, from, places.person(subject.login))}: ${escapeText(role)}`;
  const title = `# ${escapeText(`${entitlement.provider}/${entitlement.resource}`)}`;
  return renderLeases([title], own, { from, more, name });
}

const linkWhat = (entitlement: Entitlement, from: string, places: Places): string =>
  `${escapeText(entitlement.role)} on ${linkTo(`${entitlement.provider}/${entitlement.resource}`, from, places.resource(entitlement))}`;

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function renderLeases(
  head: readonly string[],
  told: readonly Told[],
  {
    from,
    more,
    name,
  }: { readonly from: string; readonly more: string; readonly name: (lease: Lease) => string },
): string {
  const list = (title: string, own: readonly Told[], tell: (each: Told) => string): string[] => [
    ...["", `## ${title}`, "", ...(own.length === 0 ? ["Nothing."] : [])],
    ...firstOf(own, MOST_STORIES, newestFirst).map(
      (each) => `- ${name(each.lease)}${tell(each)} (${linkPull(each.lease.pull, from)})`,
    ),
    ...(own.length <= MOST_STORIES ? [] : ["", `And ${own.length - MOST_STORIES} more: ${more}`]),
  ];
  return page([
    ...head,
    ...list("Now", told.filter(isNow), tellNow),
    ...list(
      "Before",
      told.filter((each) => !isNow(each)),
      tellBefore,
    ),
  ]);
}

const isNow = ({ lease, record }: Told): boolean => record.held !== "no" && lease.ended === undefined;

const newestFirst = ({ lease: a }: Told, { lease: b }: Told): number =>
  b.startsAt.getTime() - a.startsAt.getTime() || (keyOf(a) < keyOf(b) ? -1 : 1);

const keyOf = ({ request, entitlement, principal }: Lease): string =>
  `${request} ${entitlementKey(entitlement)} ${principal}`;

const tellNow = ({ lease, record }: Told): string =>
  ` from ${moment(lease.startsAt)} until ${moment(lease.endsAt)}, ${tellApproval(lease)}${record.held === "yes" ? "" : "; being granted"}`;

function tellBefore({ lease }: Told): string {
  const { ended, used } = lease;
  const how =
    ended === undefined
      ? ""
      : `; ${ENDS[ended.because]}${ended.by === undefined ? "" : ` by ${escapeText(ended.by.login)}`}`;
  const use =
    used?.kind === "read" ? `; used ${countOf(used.count, "time")}${used.more ? " or more" : ""}` : "";
  return ` from ${moment(lease.startsAt)} until ${moment(endOf(lease))}, ${tellApproval(lease)}${how}${use}`;
}

const ENDS: Readonly<Record<NonNullable<Lease["ended"]>["because"], string>> = {
  expiry: "ended as planned",
  removal: "ended early: its file was removed",
  command: "ended early",
  closed: "ended with its issue or pull request",
  left: "ended: the person left",
  policy: "ended: the policies no longer allow it",
  "by-hand": "removed by hand at the provider",
  unproven: "ended: its second verification failed",
};
