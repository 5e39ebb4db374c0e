import type { UseRecord } from "../access/activity.ts";
import { describeEntitlement } from "../access/entitlement.ts";
import { holdingKey } from "../access/holding.ts";
import { hasEnded, isLive, type Lease, type Person } from "../access/lease.ts";
import { fitSubject } from "../text/subject.ts";
import { isEndedBy, type LedgerState } from "./ledger.ts";
import { type HoldingEntry, type Intent, isHoldingEntry, type LedgerEntry } from "./ledger-entry.ts";

const verbs = {
  intent: "intend",
  granted: "grant",
  revoked: "revoke",
  failed: "fail to revoke",
  verified: "verify",
  ended: "end",
  refused: "refuse",
  adopted: "adopt",
  observed: "observe",
  asked: "ask",
  approved: "approve",
  closed: "close",
  receipt: "review",
  used: "use",
} as const;

/** The part of a commit message about one entry. */
interface Summary {
  readonly line: string;
  /** The subject of a commit with this entry alone, where `line` is too long: its beginning may be cut, its end is kept. */
  readonly short?: readonly [begin: string, end: string];
  readonly trailers: readonly string[];
}

/**
 * The commit message of a round. `state` is the state after the entries, because outcomes are shown with their leases. Throws if an
 * outcome has no lease.
 */
export function describeRound(
  entries: readonly LedgerEntry[],
  state: LedgerState,
  defaultCommit: string,
): string {
  const told = entries.map((entry) => (isHoldingEntry(entry) ? tellHolding(entry, state) : tellRest(entry)));
  const trailers = told.flatMap((each) => each.trailers);
  return `${[...tellStory(entries, told), "", trailer("Default-Branch", defaultCommit), ...trailers].join("\n")}\n`;
}

/** The subject, and a line for each entry that it does not tell whole. */
function tellStory(entries: readonly LedgerEntry[], told: readonly Summary[]): readonly string[] {
  const lines = told.map(({ line }) => oneLine(line));
  const [first] = told;
  const subject = told.length === 1 && first !== undefined ? fitLine(first) : fitSubject(countKinds(entries));
  return lines.length === 1 && lines[0] === subject ? lines : [subject, "", ...lines];
}

function fitLine({ line, short }: Summary): string {
  const whole = oneLine(line);
  if (fitSubject(whole) === whole) return whole;
  const [begin, end] = short ?? splitPulls(whole);
  return fitSubject(oneLine(begin), oneLine(end));
}

/** The numbers of pull requests at the end of a line are kept. */
const splitPulls = (line: string): readonly [string, string] => {
  const end = / \(#\d+\)$/u.exec(line)?.[0] ?? "";
  return [line.slice(0, line.length - end.length), end];
};

/** The line of a commit message that names a request. */
export const requestTrailer = (request: string): string => trailer("Request", request);

/** A time for people: `2026-11-20 16:02Z`, with seconds if there are any. */
export function formatTime(time: Date): string {
  const [day, clock = ""] = time.toISOString().split("T");
  const seconds = clock.slice(5, 8);
  return `${day} ${clock.slice(0, 5)}${seconds === ":00" ? "" : seconds}Z`;
}

function tellHolding(entry: HoldingEntry, state: LedgerState): Summary {
  const leases = leasesOf(entry, state);
  return {
    line: describeEntry(entry, leases),
    short: shortenEntry(entry, leases),
    trailers: listTrailers(entry, leases),
  };
}

function tellRest(entry: Exclude<LedgerEntry, HoldingEntry>): Summary {
  switch (entry.kind) {
    case "verified":
      return {
        line: `verify ${entry.request} once more`,
        trailers: [requestTrailer(entry.request)],
      };
    case "ended":
      return {
        line: `end ${entry.request}: ${entry.because}${entry.by === undefined ? "" : ` by ${entry.by.login}`}`,
        trailers: [
          requestTrailer(entry.request),
          trailer("Ended", entry.at.toISOString()),
          ...(entry.by === undefined ? [] : [trailer("Ended-By", describePerson(entry.by))]),
        ],
      };
    case "refused": {
      const { path, pull, codes } = entry.refusal;
      return {
        line: `refuse ${path}: ${codes.join(", ")}${pull === undefined ? "" : ` (#${pull})`}`,
        trailers: pull === undefined ? [] : [trailer("Pull", `#${pull}`)],
      };
    }
    case "adopted": {
      const { commit, pull, approvers } = entry.adoption;
      return {
        line: `adopt the rules of ${commit.slice(0, 12)} (${pull === undefined ? "pinned by the server" : `#${pull}`})`,
        trailers: [
          trailer("Rules", commit),
          ...(pull === undefined ? [] : [trailer("Pull", `#${pull}`)]),
          ...approvers.map((person) => trailer("Approved-By", describePerson(person))),
        ],
      };
    }
    case "observed":
      return {
        line: `observe ${entry.team.slug}: ${entry.members.map(({ login }) => login).join(", ") || "nobody"}`,
        trailers: [trailer("Team", `${entry.team.slug} (${entry.team.id})`)],
      };
    case "asked": {
      const { pull, requester, subject, request, entitlements = [] } = entry.asked;
      const who = subject === undefined || subject.id === requester.id ? "" : ` for ${subject.login}`;
      const what = entitlements.map(describeEntitlement).join(", ") || "an unreadable request";
      return {
        line: `ask ${what}${who}, by ${requester.login} (#${pull})`,
        trailers: [
          ...(request === undefined ? [] : [requestTrailer(request)]),
          trailer("Pull", `#${pull}`),
          trailer("Requester", describePerson(requester)),
        ],
      };
    }
    case "approved": {
      const { pull, request, approvers, startsAt } = entry.approved;
      return {
        line: `approve ${request}, from ${formatTime(startsAt)} (#${pull})`,
        trailers: [
          requestTrailer(request),
          trailer("Pull", `#${pull}`),
          ...approvers.map((person) => trailer("Approved-By", describePerson(person))),
        ],
      };
    }
    case "closed":
      return {
        line: `close #${entry.pull} without a merge${entry.codes.length === 0 ? "" : `: ${entry.codes.join(", ")}`}`,
        trailers: [trailer("Pull", `#${entry.pull}`)],
      };
    case "used": {
      const { request, principal, entitlement, use } = entry;
      return {
        line: `use of ${principal} ${describeEntitlement(entitlement)}: ${describeCount(use)}`,
        trailers: [requestTrailer(request)],
      };
    }
    case "receipt": {
      const { pull, requests, reviews } = entry.receipt;
      const by = reviews.map(({ reviewer }) => reviewer.login).join(", ") || "nobody";
      return {
        line: `review ${requests.join(", ")} by ${by} (#${pull})`,
        trailers: [
          ...requests.map(requestTrailer),
          trailer("Pull", `#${pull}`),
          ...reviews.map(({ reviewer }) => trailer("Reviewed-By", describePerson(reviewer))),
        ],
      };
    }
  }
}

const describeCount = ({ kind, count, more }: UseRecord): string =>
  kind === "unread" ? "cannot tell" : `${count}${more ? " or more" : ""} actions`;

function describeEntry(entry: HoldingEntry, leases: readonly Lease[]): string {
  const who = `${unique(leases.map(describeSubject)).join(", ")} ${describeEntitlement(entry.entitlement)}`;
  const pulls = `(${unique(leases.map(({ pull }) => `#${pull}`)).join(", ")})`;
  switch (entry.kind) {
    case "intent":
      return `intend to grant ${who} until ${formatTime(entry.lease.endsAt)} ${pulls}`;
    case "granted":
      return `grant ${who} until ${formatTime(entry.until)} ${pulls}`;
    case "revoked":
      return `${entry.left ? "leave" : "revoke"} ${who}, ended ${formatTime(entry.scheduled)} ${pulls}`;
    case "failed":
      return `still held: ${who} (${entry.code}) ${pulls}`;
  }
}

/** The same in fewer characters: without accounts; the commit has the year; minutes are enough, and the first pull requests. */
function shortenEntry(entry: HoldingEntry, leases: readonly Lease[]): readonly [string, string] {
  const who = `${unique(leases.map(({ subject }) => subject.login)).join(", ")} ${describeEntitlement(entry.entitlement)}`;
  const pulls = unique(leases.map(({ pull }) => `#${pull}`));
  const named = `(${[...pulls.slice(0, MOST_PULLS), ...(pulls.length > MOST_PULLS ? ["…"] : [])].join(", ")})`;
  switch (entry.kind) {
    case "intent":
      return [`intend: ${who}`, ` until ${formatMinute(entry.lease.endsAt)} ${named}`];
    case "granted":
      return [`grant ${who}`, ` until ${formatMinute(entry.until)} ${named}`];
    case "revoked":
      return [
        `${entry.left ? "leave" : "revoke"} ${who}`,
        `, ended ${formatMinute(entry.scheduled)} ${named}`,
      ];
    case "failed":
      return [`still held: ${who}`, ` ${named}`];
  }
}

const MOST_PULLS = 2;

/** `11-20 16:02Z` */
const formatMinute = (time: Date): string => `${time.toISOString().slice(5, 16).replace("T", " ")}Z`;

function listTrailers(entry: HoldingEntry, leases: readonly Lease[]): string[] {
  const approvers = unique(leases.flatMap((lease) => lease.approvers.map(describePerson)));
  return [
    ...leases.map(({ request }) => requestTrailer(request)),
    ...unique(leases.map(({ pull }) => `#${pull}`)).map((pull) => trailer("Pull", pull)),
    ...unique(leases.map(({ subject }) => describePerson(subject))).map((who) => trailer("Subject", who)),
    ...unique(leases.flatMap(({ requester }) => (requester ? [describePerson(requester)] : []))).map((who) =>
      trailer("Requester", who),
    ),
    ...approvers.map((who) => trailer("Approved-By", who)),
    ...unique(leases.flatMap(({ basis }) => basis ?? [])).map((basis) => trailer("Basis", basis)),
    ...(entry.kind === "intent" ? listRules(entry.lease) : []),
    ...listTimes(entry).map(([name, time]) => trailer(name, time.toISOString())),
  ];
}

const listRules = ({ policy }: Lease): string[] =>
  policy === undefined
    ? []
    : [trailer("Policy", `${policy.name} (${policy.blob})`), trailer("Rules", policy.commit)];

function listTimes(entry: HoldingEntry): [string, Date][] {
  switch (entry.kind) {
    case "intent":
      return [["Until", entry.lease.endsAt]];
    case "granted":
      return [["Until", entry.until]];
    case "revoked":
      return [
        ["Scheduled", entry.scheduled],
        ["Ended", entry.at],
      ];
    case "failed":
      return [["Failed", entry.at]];
  }
}

/** The leases an entry is about: its own, those it keeps alive, or those it ended. */
function leasesOf(entry: HoldingEntry, state: LedgerState): readonly Lease[] {
  if (entry.kind === "intent") return [entry.lease];
  const leases = state.holdings.get(holdingKey(entry))?.leases ?? [];
  const about = leases.filter((lease) => isAbout(entry, lease));
  const last = leases.at(-1);
  if (last === undefined)
    throw new Error(`No lease explains the ${entry.kind} entry of "${holdingKey(entry)}".`);
  return about.length > 0 ? about : [last];
}

function isAbout(entry: Exclude<HoldingEntry, Intent>, lease: Lease): boolean {
  switch (entry.kind) {
    case "granted":
      return isLive(lease, entry.at);
    case "revoked":
      return isEndedBy(lease, entry);
    case "failed":
      return hasEnded(lease, entry.at);
  }
}

function countKinds(entries: readonly LedgerEntry[]): string {
  const kinds = unique(entries.map(({ kind }) => kind));
  return kinds
    .map((kind) => `${verbs[kind]} ${entries.filter((entry) => entry.kind === kind).length}`)
    .join(", ");
}

const describePerson = ({ login, id }: Person): string => `${login} (${id})`;

/** The login, and the account at the provider where its name is another. */
export const describeSubject = ({ subject, principal }: Lease): string =>
  oneLine(subject.login === principal ? principal : `${subject.login} (${principal})`);

const trailer = (name: string, value: string): string => `Hallpass-${name}: ${oneLine(value)}`;

/** A line's end inside a value would forge a trailer; a direction mark would show another value than is there. */
export const oneLine = (value: string): string => value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
