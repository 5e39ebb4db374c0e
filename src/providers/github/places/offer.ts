import type { GithubConfiguration, KINDS } from "../configuration.ts";
import { collaboratorPlace } from "./collaborator.ts";
import { organizationRolePlace } from "./organization-role.ts";
import type { Place } from "./place.ts";
import { reviewerPlace } from "./reviewer.ts";
import type { LentRole } from "./roles.ts";
import { teamPlace } from "./team.ts";

type Offering = Pick<GithubConfiguration, "organization" | "serverUrl" | (typeof KINDS)[number]>;

/** What the configuration offers: places by resource and role. Each resource has one role. */
export type Offer = ReadonlyMap<string, ReadonlyMap<string, Place>>;

export function listOffer(configuration: Offering): Offer {
  const { teams = {}, repositories = {}, organizationRoles = {}, environments = {} } = configuration;
  const places: [resource: string, role: string, place: Place][] = [
    ...listOf(teams, "member", (team) => teamPlace(configuration, team)),
    ...Object.entries(repositories).map(([resource, target]): [string, string, Place] => [
      resource,
      target.role,
      collaboratorPlace(configuration, target),
    ]),
    ...listOf(organizationRoles, "assigned", (role) => organizationRolePlace(configuration, role)),
    ...listOf(environments, "reviewer", (target) => reviewerPlace(configuration, target)),
  ];
  return new Map(places.map(([resource, role, place]) => [resource, new Map([[role, place]])]));
}

const listOf = <Target>(
  targets: Readonly<Record<string, Target>>,
  role: string,
  build: (target: Target) => Place,
): [string, string, Place][] =>
  Object.entries(targets).map(([resource, target]) => [resource, role, build(target)]);

/** The place of a recorded entitlement, also after the configuration changed. `undefined`: the text is none of ours. */
export function findPlace(configuration: Offering, offer: Offer, id: string): Place | undefined {
  const offered = [...offer.values()].flatMap((roles) => [...roles.values()]);
  return offered.find((place) => place.id === id) ?? rebuildPlace(configuration, id);
}

const shapes = {
  team: /^team\/(\d{1,15})$/u,
  repository: /^repository\/(\d{1,15})\/(read|triage|write|maintain)$/u,
  role: /^organization-role\/(\d{1,15})$/u,
  environment: /^environment\/(\d{1,15})\/(\d{1,15})$/u,
} as const;

/** Names are for grants alone: an end goes by ids. */
function rebuildPlace(configuration: Offering, text: string): Place | undefined {
  const [, team] = shapes.team.exec(text) ?? [];
  if (team !== undefined) return teamPlace(configuration, { slug: team, id: Number(team) });
  const [, repository, role] = shapes.repository.exec(text) ?? [];
  if (repository !== undefined && isLent(role))
    return collaboratorPlace(configuration, { name: repository, id: Number(repository), role });
  const [, organizationRole] = shapes.role.exec(text) ?? [];
  if (organizationRole !== undefined)
    return organizationRolePlace(configuration, { name: organizationRole, id: Number(organizationRole) });
  const [, home, environment] = shapes.environment.exec(text) ?? [];
  if (home === undefined || environment === undefined) return undefined;
  return reviewerPlace(configuration, {
    ...{ repository: home, repositoryId: Number(home) },
    ...{ environment, id: Number(environment) },
  });
}

const isLent = (role: string | undefined): role is LentRole =>
  role === "read" || role === "triage" || role === "write" || role === "maintain";
