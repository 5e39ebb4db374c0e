import { type Finding, mistake, warning } from "../../core/findings/finding.ts";
import { ProviderError } from "../adapter/error.ts";
import type { Api } from "./api/api.ts";
import type { OktaConfiguration } from "./configuration.ts";
import type { Offered } from "./places/offer.ts";

/** Whether the credentials can do what is configured, and no more than they need; and which groups and apps cannot be lent. */
export async function diagnose(
  api: Api,
  { name, credentials }: OktaConfiguration,
  offer: readonly Offered[],
): Promise<Finding[]> {
  const findings: Finding[] = credentials.kind === "token" ? [wideToken(name)] : [];
  for (const { resource, role, place } of offer) {
    const what = `${name}/${resource}/${role}`;
    findings.push(
      ...(await place.examine(api, what).catch((error: unknown) => [describeRefusal(error, what)])),
    );
  }
  return findings;
}

const wideToken = (name: string): Finding =>
  warning(
    "OKTA_API_TOKEN",
    `Provider "${name}" signs in with an API token, which has all rights of the administrator who made it.`,
    "Use a service app with the scopes and the admin role of docs/providers/okta.md.",
  );

function describeRefusal(error: unknown, what: string): Finding {
  if (!(error instanceof ProviderError && error.code === "REFUSED")) throw error;
  return mistake(
    "OKTA_NO_RIGHT",
    `Okta does not let Hallpass read what it must know before it lends ${what}: the group or app, the group rules, or the group's admin roles.`,
    "Give the service app the scopes and the admin role of docs/providers/okta.md.",
  );
}
