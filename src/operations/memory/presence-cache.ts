import { addHours } from "date-fns/addHours";
import { isBefore } from "date-fns/isBefore";
import type { Person } from "../../core/access/lease.ts";

const HOURS_BELIEVED = 1;

/** People found in the organisation and not suspended. Webhooks report changes; a lost webhook is made up for within an hour. */
export interface PresenceCache {
  /** Asks once per person and hour while the answer is yes. A failure or a no is not remembered. */
  isActive(person: Person, ask: (person: Person) => Promise<boolean>, now: Date): Promise<boolean>;
  /** A person may have left: forgets all answers. */
  forget(): void;
}

export function createPresenceCache(): PresenceCache {
  let seen = new Map<number, Date>();
  return {
    async isActive(person, ask, now) {
      const at = seen.get(person.id);
      // A clock that was set back does not extend an answer.
      if (at !== undefined && !isBefore(now, at) && isBefore(now, addHours(at, HOURS_BELIEVED))) return true;
      // An answer that arrives after a webhook may be older than the change it reports.
      const noted = seen;
      const isActive = await ask(person);
      if (isActive) noted.set(person.id, now);
      else noted.delete(person.id);
      return isActive;
    },
    forget() {
      seen = new Map();
    },
  };
}
