import { type Examination, examineKnown } from "../examination.ts";
import type { InstallationFacts } from "../installation.ts";

/** `externalIdentities` needs an identity provider that GitHub shows the app. Requests for other providers do not depend on it. */
export function examineIdentities({
  rules: { settings },
  identityProvider,
  github: { repository },
}: InstallationFacts): Examination[] {
  const providers = Object.keys(settings?.externalIdentities ?? {});
  if (identityProvider === undefined || providers.length === 0) return [];
  const organization = repository.name.split("/")[0];
  return [
    examineKnown(
      {
        code: "IDENTITY_PROVIDER",
        name: "SAML identities of the organisation",
        should: `${organization} has a SAML identity provider of its own: externalIdentities takes the accounts of ${providers.join(", ")} from it`,
        fix: "List the accounts under `people` in .github/hallpass.yaml and remove `externalIdentities`: single sign-on that is configured for the enterprise (always so with Enterprise Managed Users) is not shown to any app. Until then requests for these providers wait.",
        advice: true,
      },
      identityProvider,
      (shown) => ({ right: shown, is: shown ? "it has" : "GitHub shows the app none" }),
    ),
  ];
}
