import { describeEntitlement } from "./entitlement.ts";
import { holdingKey } from "./holding.ts";
import { isLive, type Lease, type Person } from "./lease.ts";
import type { LedgerEntry, LedgerState } from "./ledger.ts";

const verbs = { intent: "intend", granted: "grant", revoked: "revoke" } as const;

/** The commit message of a round. `state` is the state after the entries: outcomes are told with their leases. Throws when one has none. */
export function describeRound(
  entries: readonly LedgerEntry[],
  state: LedgerState,
  defaultCommit: string,
): string {
  const told = entries.map((entry) => ({ entry, leases: leasesOf(entry, state) }));
  const lines = told.map(({ entry, leases }) => describeEntry(entry, leases));
  const trailers = told.flatMap(({ entry, leases }) => listTrailers(entry, leases));
  const story = lines.length === 1 ? lines : [countKinds(entries), "", ...lines];
  return `${[...story, "", trailer("Default-Branch", defaultCommit), ...trailers].join("\n")}\n`;
}

/** As people read it: `2026-11-20 16:02Z`, with seconds where there are any. */
export function describeTime(time: Date): string {
  const [day, clock = ""] = time.toISOString().split("T");
  const seconds = clock.slice(5, 8);
  return `${day} ${clock.slice(0, 5)}${seconds === ":00" ? "" : seconds}Z`;
}

function describeEntry(entry: LedgerEntry, leases: readonly Lease[]): string {
  const who = `${unique(leases.map(describeSubject)).join(", ")} ${describeEntitlement(entry.entitlement)}`;
  const pulls = `(${unique(leases.map(({ pull }) => `#${pull}`)).join(", ")})`;
  switch (entry.kind) {
    case "intent":
      return oneLine(`intend to grant ${who} until ${describeTime(entry.lease.endsAt)} ${pulls}`);
    case "granted":
      return oneLine(`grant ${who} until ${describeTime(entry.until)} ${pulls}`);
    case "revoked":
      return oneLine(`revoke ${who}, ended ${describeTime(entry.scheduled)} ${pulls}`);
  }
}

function listTrailers(entry: LedgerEntry, leases: readonly Lease[]): string[] {
  const approvers = unique(leases.flatMap((lease) => lease.approvers.map(describePerson)));
  return [
    ...leases.map(({ request }) => trailer("Request", request)),
    ...unique(leases.map(({ pull }) => `#${pull}`)).map((pull) => trailer("Pull", pull)),
    ...unique(leases.map(({ subject }) => describePerson(subject))).map((who) => trailer("Subject", who)),
    ...approvers.map((who) => trailer("Approved-By", who)),
    ...listTimes(entry).map(([name, time]) => trailer(name, time.toISOString())),
  ];
}

function listTimes(entry: LedgerEntry): [string, Date][] {
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
  }
}

/** The leases an entry is about: its own, those it keeps alive, or those it ended. */
function leasesOf(entry: LedgerEntry, state: LedgerState): readonly Lease[] {
  if (entry.kind === "intent") return [entry.lease];
  const leases = state.holdings.get(holdingKey(entry))?.leases ?? [];
  const about = leases.filter((lease) =>
    entry.kind === "granted" ? isLive(lease, entry.at) : lease.ended?.at.getTime() === entry.at.getTime(),
  );
  const last = leases.at(-1);
  if (last === undefined)
    throw new Error(`No lease explains the ${entry.kind} entry of "${holdingKey(entry)}".`);
  return about.length > 0 ? about : [last];
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
