import type { OktaConfiguration, Target } from "../configuration.ts";
import { appPlace } from "./app.ts";
import { groupPlace } from "./group.ts";
import type { Place } from "./place.ts";

export interface Offered {
  readonly resource: string;
  readonly role: string;
  readonly place: Place;
}

/** What the configuration offers. */
export const listOffer = ({ resources }: Pick<OktaConfiguration, "resources">): Offered[] =>
  Object.entries(resources).flatMap(([resource, { roles }]) =>
    Object.entries(roles).map(([role, target]) => ({ resource, role, place: placeOf(target) })),
  );

const placeOf = (target: Target): Place =>
  "group" in target ? groupPlace(target.group) : appPlace(target.app);

/** The place of a recorded entitlement, also after the configuration changed. `undefined`: the text is none of ours. */
export function rebuildPlace(text: string): Place | undefined {
  const { kind, id = "" } = /^(?<kind>group|app)\/(?<id>[A-Za-z0-9_-]{1,100})$/u.exec(text)?.groups ?? {};
  if (kind === undefined) return undefined;
  return kind === "group" ? groupPlace(id) : appPlace(id);
}
