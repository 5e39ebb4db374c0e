import { addHours } from "date-fns/addHours";
import { isBefore } from "date-fns/isBefore";
import type { Person } from "../../core/access/lease.ts";

const HOURS_BELIEVED = 1;

/** Who was found in the organisation and not suspended. Events say when that changes; an event that is lost is made up for in an hour. */
export interface PresenceCache {
  /** Asks at most once per person and hour while the answer is yes. A failure and a no are not remembered. */
  isActive(person: Person, ask: (person: Person) => Promise<boolean>, now: Date): Promise<boolean>;
  /** Somebody may have left: everybody is asked for again. */
  forget(): void;
}

export function createPresenceCache(): PresenceCache {
  let seen = new Map<number, Date>();
  return {
    async isActive(person, ask, now) {
      const at = seen.get(person.id);
      // A clock that was put back makes nobody stay for longer.
      if (at !== undefined && !isBefore(now, at) && isBefore(now, addHours(at, HOURS_BELIEVED))) return true;
      // What is answered after an event may be from before it.
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
