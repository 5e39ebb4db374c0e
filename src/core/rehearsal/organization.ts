import type { CodeOwners } from "../files/codeowners.ts";

/** The organisation of the first team that CODEOWNERS names. */
export const organizationOf = (codeowners: CodeOwners | undefined): string | undefined =>
  codeowners?.lines
    .flatMap(({ owners }) => owners)
    .flatMap((owner) => (owner.kind === "team" ? [owner.org] : []))[0];
