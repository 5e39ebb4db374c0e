import type { Lease, Person } from "../access/lease.ts";
import type { LedgerCommit, PastEntry } from "../audit/ledger-commit.ts";
import type { Changed } from "./find-lease.ts";
import { type Disclosure, type EventKind, type Fact, type Told, tellEntry } from "./tell.ts";

/** One entry of the ledger for a system that collects logs. */
export interface ExportEvent extends Pick<Told, "isFailure" | "message" | "account"> {
  /** The commit of the ledger, and the entry's place in it: the same each time it is sent. */
  readonly id: string;
  readonly kind: EventKind;
  /** When it happened. */
  readonly at: Date;
  /** When its commit was made. */
  readonly recordedAt: Date;
  /** The person who receives the access, where the ledger names one. */
  readonly subject?: Person;
  /** The person who did it; absent: Hallpass did. */
  readonly actor?: Person;
  readonly entitlement?: Lease["entitlement"];
  readonly request?: string;
  /** What no format has a field for, by names in small letters. */
  readonly facts: Readonly<Record<string, Fact>>;
}

/** The events of a commit, one for each entry, in order. */
export const toEvents = (commit: LedgerCommit, changed: Changed, disclosure: Disclosure): ExportEvent[] =>
  commit.entries.map((entry, index) => toEvent(commit, entry, index, changed, disclosure));

function toEvent(
  { sha, at: recordedAt, defaultCommit, derived }: LedgerCommit,
  entry: PastEntry,
  index: number,
  changed: Changed,
  disclosure: Disclosure,
): ExportEvent {
  const { facts, people = {}, subject, actor, ...told } = tellEntry(entry, changed, disclosure);
  return {
    ...told,
    ...(subject && { subject }),
    ...(actor && { actor }),
    id: `${sha}-${index}`,
    ...{ kind: entry.kind, at: entry.at, recordedAt },
    facts: keepKnown({
      kind: entry.kind,
      ledger_commit: sha,
      default_commit: defaultCommit,
      derived,
      ...facts,
      ...listPeople({ ...people, subject: subject && [subject], actor: actor && [actor] }, disclosure),
    }),
  };
}

type People = Readonly<Record<string, readonly Person[] | undefined>>;

/** `approver` becomes `approver_ids` and, where names may leave, `approver_logins`. */
function listPeople(people: People, { names }: Disclosure): Record<string, Fact> {
  const known = Object.entries(people).flatMap(([role, each]) =>
    each === undefined ? [] : [{ role, each }],
  );
  return Object.fromEntries(
    known.flatMap(({ role, each }): [string, Fact][] => [
      [`${role}_ids`, each.map(({ id }) => id)],
      ...(names ? [[`${role}_logins`, each.map(({ login }) => login)] satisfies [string, Fact]] : []),
    ]),
  );
}

const keepKnown = (facts: Readonly<Record<string, Fact | undefined>>): Record<string, Fact> =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([name, fact]): [string, Fact][] =>
      fact === undefined ? [] : [[name, fact]],
    ),
  );
