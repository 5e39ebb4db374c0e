import type { Api } from "../adapter/microsoft/api.ts";
import { at, isAtPlace } from "./authorization.ts";
import type { Place } from "./configuration.ts";
import { type Instance, isInstance } from "./shapes.ts";

/** Finds everybody who has a role at a scope itself now, by whomever. Reads each scope once. Throws where the scope is gone. */
export function createListing(api: Api): (place: Place) => Promise<readonly string[]> {
  const read = new Map<string, Promise<Instance[] | undefined>>();
  return async (place) => {
    const { scope } = place;
    const listed = read.get(scope) ?? api.list(isInstance, ofScope(scope));
    read.set(scope, listed);
    const found = await listed;
    if (found === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no scope ${scope}.`);
    const here = found.filter((each) => isAtPlace(each, place));
    return [...new Set(here.map(({ properties }) => properties.principalId))];
  };
}

/** "At or above the scope": what is above is left out afterwards. */
export const ofScope = (scope: string) => at(scope, "roleAssignmentScheduleInstances", [], "atScope()");
