import type { Person } from "../../core/access/lease.ts";
import { isKindTold, type NoticeKind, type NoticeRole } from "../../core/plan/notices.ts";
import type { ConcernedPeople, Message } from "./message.ts";

/** One line of a channel's rules: these kinds of notices, to these people and addresses. */
export interface Rule {
  readonly tell: readonly NoticeKind[];
  readonly roles: readonly NoticeRole[];
  /** Addresses of the channel's own kind. */
  readonly addresses: readonly string[];
}

/** A person in the configuration, by the account's numeric id. Absent: this person has no such address. */
export interface Addresses {
  readonly mail?: string;
  readonly slack?: string;
  readonly teams?: string;
}

/** By the numeric id of a GitHub account. */
export type AddressBook = ReadonlyMap<number, Addresses>;

/** To whom one message goes. */
export interface Audience {
  readonly people: readonly Person[];
  readonly addresses: readonly string[];
}

/** The audience of a message by these rules; `undefined` when no rule tells of its kind. */
export function findAudience(rules: readonly Rule[], { kind, concerned }: Message): Audience | undefined {
  const matching = rules.filter(({ tell }) => kind !== "test" && isKindTold(tell, kind));
  if (matching.length === 0) return undefined;
  const roles = new Set(matching.flatMap((rule) => rule.roles));
  const people = concerned === undefined ? [] : [...roles].flatMap((role) => peopleOf(role, concerned));
  return {
    people: [...new Map(people.map((person) => [person.id, person])).values()],
    addresses: [...new Set(matching.flatMap((rule) => rule.addresses))],
  };
}

function peopleOf(role: NoticeRole, { subject, requester, approvers }: ConcernedPeople): readonly Person[] {
  if (role === "approvers") return approvers;
  const person = role === "subject" ? subject : (requester ?? subject);
  return person === undefined ? [] : [person];
}
