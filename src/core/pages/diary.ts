import { describeEntitlement, type Entitlement } from "../access/entitlement.ts";
import { holdingKey } from "../access/holding.ts";
import type { Lease } from "../access/lease.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { LedgerEntry } from "../ledger/ledger-entry.ts";
import { tellApproval } from "./approval.ts";
import type { Places } from "./places.ts";
import { clock, countOf, escapeText, linkPull, linkTo, listWords, moment, page } from "./text.ts";

/** A day's page holds its last lines, no more than this. */
export const MOST_LINES = 300;

/**
 * A day's page, with these entries of that day after those it had. `before`: its text so far; undefined where there is none. `state`: after
 * the entries.
 */
export function renderDay(
  before: string | undefined,
  entries: readonly LedgerEntry[],
  state: LedgerState,
  places: Places,
): string {
  const at = entries[0]?.at ?? new Date(0);
  const path = places.day(at);
  const known = readLines(before ?? "");
  const rows = [...known.rows, ...entries.map((entry) => describeLine(entry, state, path, places))];
  const left = known.left + Math.max(0, rows.length - MOST_LINES);
  return page([
    `# ${at.toISOString().slice(0, 10)}`,
    "",
    `Times in UTC. ${linkTo("Who has access", path, places.overview)}.`,
    "",
    ...(left === 0 ? [] : [`${left}${EARLIER}`, ""]),
    ...rows.slice(-MOST_LINES),
  ]);
}

const EARLIER = " earlier lines are left out: `git log -p access-ledger -- entries.jsonl` shows every entry.";

/** Only its own earlier text is read so: one row is one line. */
function readLines(text: string): { readonly rows: readonly string[]; readonly left: number } {
  const lines = text.split("\n");
  const left = lines.find((line) => line.endsWith(EARLIER));
  return {
    rows: lines.filter((line) => line.startsWith("- ")),
    left: left === undefined ? 0 : Number.parseInt(left, 10),
  };
}

function describeLine(entry: LedgerEntry, state: LedgerState, from: string, places: Places): string {
  const tell = narrator(state, from, places);
  return `- ${clock(entry.at)} ${describeEntry(entry, tell)}`;
}

type Narrator = ReturnType<typeof narrator>;

function narrator(state: LedgerState, from: string, places: Places) {
  const person = (login: string): string => linkTo(login, from, places.person(login));
  const what = (entitlement: Entitlement): string =>
    `${escapeText(entitlement.role)} on ${linkTo(`${entitlement.provider}/${entitlement.resource}`, from, places.resource(entitlement))}`;
  const pull = (number: number | undefined): string =>
    number === undefined ? "" : ` (${linkPull(number, from)})`;
  return {
    person,
    what,
    pull,
    request: (id: string): string => `${escapeText(id)}${pull(state.seen.get(id)?.pull)}`,
    leases: (about: { readonly principal: string; readonly entitlement: Entitlement }): readonly Lease[] =>
      state.holdings.get(holdingKey(about))?.leases ?? [],
  };
}

const names = (people: readonly { readonly login: string }[]): string =>
  listWords(people.map(({ login }) => escapeText(login)));

function describeEntry(entry: LedgerEntry, tell: Narrator): string {
  switch (entry.kind) {
    case "asked": {
      const { requester, subject, entitlements = [], pull } = entry.asked;
      const whom =
        subject === undefined || subject.id === requester.id ? "" : ` for ${escapeText(subject.login)}`;
      const what = entitlements.map((each) => escapeText(describeEntitlement(each)));
      return `${escapeText(requester.login)} asks${whom}: ${what.length === 0 ? "a file that cannot be read" : listWords(what)}${tell.pull(pull)}`;
    }
    case "approved":
      return `${escapeText(entry.approved.request)} is approved by ${names(entry.approved.approvers)}, and starts at ${moment(entry.approved.startsAt)}${tell.pull(entry.approved.pull)}`;
    case "closed":
      return `what was asked is closed without a merge${tell.pull(entry.pull)}`;
    case "intent": {
      const { subject, endsAt, pull } = entry.lease;
      return `${tell.person(subject.login)} is about to get ${tell.what(entry.entitlement)} until ${moment(endsAt)}, ${tellApproval(entry.lease)}${tell.pull(pull)}`;
    }
    case "granted":
      return `${tellHolders(entry, tell)} has ${tell.what(entry.entitlement)} until ${moment(entry.until)}`;
    case "revoked":
      return `${tellHolders(entry, tell)} ${entry.left ? "keeps what was held before" : "has no longer"}: ${tell.what(entry.entitlement)}, planned ${moment(entry.scheduled)}`;
    case "failed":
      return `${tellHolders(entry, tell)} **still holds** ${tell.what(entry.entitlement)}: removing it failed`;
    case "verified":
      return `${tell.request(entry.request)} is verified once more`;
    case "ended":
      return `${tell.request(entry.request)} is ended early${entry.by === undefined ? "" : ` by ${escapeText(entry.by.login)}`} (${escapeText(entry.because)})`;
    case "refused":
      return `${escapeText(entry.refusal.path)} is refused: ${entry.refusal.codes.map(escapeText).join(", ")}${tell.pull(entry.refusal.pull)}`;
    case "adopted":
      return `the rules of ${entry.adoption.commit.slice(0, 12)} count from now on${tell.pull(entry.adoption.pull)}`;
    case "observed":
      return `the team ${escapeText(entry.team.slug)} has ${countOf(entry.members.length, "member")}`;
    case "receipt":
      return `${listWords(entry.receipt.requests.map(escapeText))} reviewed by ${names(entry.receipt.reviews.map(({ reviewer }) => reviewer))}${tell.pull(entry.receipt.pull)}`;
    case "used":
      return `${tell.request(entry.request)}, ${escapeText(describeEntitlement(entry.entitlement))}: ${entry.use.kind === "read" ? `used ${countOf(entry.use.count, "time")}${entry.use.more ? " or more" : ""}` : "its use could not be read"}`;
  }
}

/** The last lease's person: an account at a provider is one person's. */
function tellHolders(
  about: { readonly principal: string; readonly entitlement: Entitlement },
  tell: Narrator,
): string {
  const last = tell.leases(about).at(-1);
  return last === undefined ? escapeText(about.principal) : tell.person(last.subject.login);
}
