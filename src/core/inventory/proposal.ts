import { describeEntitlement } from "../access/entitlement.ts";
import { writeScalar } from "../document/yaml-scalar.ts";
import { requestPath } from "../files/request.ts";
import { SETTINGS_PATH, type Settings, type SettingsPerson } from "../files/settings.ts";
import { type Finding, mistake } from "../findings/finding.ts";
import type { StandingAccess } from "./standing-access.ts";

export type ProposalKind = "adopt" | "remove";

/** The terms of a request for standing access, so that it gets an end. */
export interface AdoptionTerms {
  readonly folder: string;
  readonly duration: string;
  readonly reason: string | undefined;
}

/** `id` is the same for the same access: a proposal is found again by its branch. */
export const proposalBranch = (kind: ProposalKind, id: string): string => `inventory/${kind}/${id}`;

/** The person an account belongs to, by the identity map; a finding that says why not otherwise. */
export function findOwner(settings: Settings, access: StandingAccess): SettingsPerson | Finding {
  const { provider, principal } = access;
  if (Object.hasOwn(settings.externalIdentities ?? {}, provider))
    return mistake(
      "PRINCIPAL_UNTOLD",
      `At "${provider}" the identity provider says whose account "${principal}" is, and it is not asked here.`,
      "Let the person it belongs to open a request.",
    );
  const person = settings.people.find(
    ({ principals }) => Object.hasOwn(principals, provider) && principals[provider] === principal,
  );
  return (
    person ??
    mistake(
      "PRINCIPAL_UNMAPPED",
      `The identity map lists no person with the "${provider}" account "${principal}".`,
      `Ask the owners of ${SETTINGS_PATH} to add it under \`people\` if it is a person's; else propose to remove it.`,
    )
  );
}

/** A path that was never used, as long as `unique` is new. */
export function draftPath(
  access: StandingAccess,
  { subject, folder, day, unique }: { subject: string; folder: string; day: string; unique: string },
): string {
  const what = slug(`${subject}-${access.resource}-${access.role}`).slice(0, 70);
  return requestPath(`${folder}/${day}-${what}-${unique}`);
}

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/gu, "-");

/** A request for the same access with an end. */
export function draftRequest(access: StandingAccess, subject: string, terms: AdoptionTerms): string {
  const { provider, resource, role } = access;
  const parts = Object.entries({ provider, resource, role }).map(
    ([name, value]) => `${name}: ${writeScalar(value)}`,
  );
  return `subject: ${writeScalar(subject)}
entitlements:
  - { ${parts.join(", ")} }
duration: ${terms.duration}
reason: ${writeScalar(terms.reason ?? defaultReason(access))}
`;
}

const defaultReason = (access: StandingAccess): string =>
  `Held without an end so far: ${describeEntitlement(access)}. Adopted from the inventory, to be looked at again.`;
