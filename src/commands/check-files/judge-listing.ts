import type { AccessRequest } from "../../core/files/request.ts";
import { SETTINGS_PATH, type Settings } from "../../core/files/settings.ts";
import { type Finding, warning } from "../../core/findings/finding.ts";

/** Is the subject in the identity map, with an account at each provider? Only warnings: who has this login now, GitHub alone knows. */
export function judgeListing({ subject, entitlements }: AccessRequest, settings: Settings): Finding[] {
  const person = settings.people.find(({ login }) => login.toLowerCase() === subject.toLowerCase());
  if (person === undefined)
    return [
      warning(
        "SUBJECT_UNLISTED",
        `"${subject}" is not under people in ${SETTINGS_PATH}: only listed people are granted access.`,
        `Ask the owners of ${SETTINGS_PATH} to list the person, or correct the login.`,
        "/subject",
      ),
    ];
  const { externalIdentities = {} } = settings;
  return entitlements.flatMap(({ provider }, index) =>
    Object.hasOwn(person.principals, provider) || Object.hasOwn(externalIdentities, provider)
      ? []
      : [
          warning(
            "PRINCIPAL_UNLISTED",
            `"${subject}" has no account at "${provider}" in ${SETTINGS_PATH}.`,
            `Ask the owners of ${SETTINGS_PATH} to add the account to the person's principals.`,
            `/entitlements/${index}/provider`,
          ),
        ],
  );
}
