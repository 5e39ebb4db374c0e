import type { CodeOwners } from "../files/codeowners.ts";
import type { TeamRef } from "../files/policy.ts";

/** Every `{ slug, id }` in a policy or in settings, wherever it stands. */
export function listTeamRefs(value: unknown): TeamRef[] {
  if (typeof value !== "object" || value === null) return [];
  if ("slug" in value && "id" in value && typeof value.slug === "string" && typeof value.id === "number")
    return [{ slug: value.slug, id: value.id }];
  return Object.values(value).flatMap(listTeamRefs);
}

/** The organisation of the first team that CODEOWNERS names. */
export const organizationOf = (codeowners: CodeOwners | undefined): string | undefined =>
  codeowners?.lines
    .flatMap(({ owners }) => owners)
    .flatMap((owner) => (owner.kind === "team" ? [owner.org] : []))[0];
