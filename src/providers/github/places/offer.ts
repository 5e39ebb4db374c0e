import type { GithubConfiguration } from "../configuration.ts";
import type { Place } from "./place.ts";
import { teamPlace } from "./team.ts";

type Offering = Pick<GithubConfiguration, "organization" | "serverUrl" | "teams">;

/** What the configuration offers: places by resource and role. */
export type Offer = ReadonlyMap<string, ReadonlyMap<string, Place>>;

export function listOffer(configuration: Offering): Offer {
  return new Map(
    Object.entries(configuration.teams ?? {}).map(([resource, team]) => [
      resource,
      new Map([["member", teamPlace(configuration, team)]]),
    ]),
  );
}

/** The place of a recorded entitlement, also after the configuration changed. `undefined`: the text is none of ours. */
export function findPlace(configuration: Offering, offer: Offer, id: string): Place | undefined {
  const offered = [...offer.values()].flatMap((roles) => [...roles.values()]);
  return offered.find((place) => place.id === id) ?? rebuildPlace(configuration, id);
}

function rebuildPlace(configuration: Offering, text: string): Place | undefined {
  const [, kind, number] = /^(team)\/(\d{1,15})$/u.exec(text) ?? [];
  return kind === "team" ? teamPlace(configuration, { slug: String(number), id: Number(number) }) : undefined;
}
