import type { Person } from "../access/lease.ts";
import { personOf, principalOf, type Settings, type SettingsPerson } from "../files/settings.ts";
import type { PastRequest } from "./past-request.ts";

/** Members of teams that nobody ever looked at: so many different people can approve there. */
const STAND_INS = 30;

/** Identity maps of two sets of rules, with everybody the history names. */
export interface SupposedPeople {
  readonly before: Settings;
  readonly after: Settings;
  readonly standIns: readonly Person[];
}

/**
 * Adds to both maps who is in neither of them, and the accounts that neither has: people and providers come and go, and what the two sets of
 * rules share is no difference. Who or what is in one of them alone stays a difference.
 */
export function supposePeople(
  [before, after]: readonly [Settings, Settings],
  requests: readonly PastRequest[],
): SupposedPeople {
  const taken = new Set([before, after].flatMap(({ people }) => people.flatMap(({ id }) => id)));
  const missing = new Map<number, SettingsPerson>();
  const note = ({ id, login }: Person, principals: Readonly<Record<string, string>> = {}): void => {
    if ([before, after].some((settings) => personOf(settings, id) !== undefined)) return;
    const known = missing.get(id)?.principals;
    missing.set(id, { id, login, principals: { ...known, ...principals } });
  };
  const lacking = new Map<number, Record<string, string>>();
  for (const { subject, requester, approvers, leases } of requests) {
    for (const person of [subject, requester, ...approvers]) if (person !== undefined) note(person);
    for (const { subject: holder, principal, entitlement } of leases) {
      note(holder, { [entitlement.provider]: principal });
      if ([before, after].every((map) => principalOf(map, holder.id, entitlement.provider) === undefined))
        lacking.set(holder.id, { ...lacking.get(holder.id), [entitlement.provider]: principal });
    }
  }
  const standIns = inventPeople(new Set([...taken, ...missing.keys()]));
  const added = [...missing.values(), ...standIns.map((person) => ({ ...person, principals: {} }))];
  const complete = (settings: Settings): Settings => ({
    ...settings,
    people: [
      ...settings.people.map((person) => ({
        ...person,
        principals: { ...lacking.get(person.id), ...person.principals },
      })),
      ...added,
    ],
  });
  return { before: complete(before), after: complete(after), standIns };
}

function inventPeople(taken: ReadonlySet<number>): Person[] {
  const people: Person[] = [];
  for (let id = 1; people.length < STAND_INS; id++)
    if (!taken.has(id)) people.push({ id, login: "another member" });
  return people;
}
