import { type Finding, warning } from "../../../core/findings/finding.ts";
import { RESULT, resultCodeOf } from "../connection/failure.ts";
import type { Directory } from "../identity/directory.ts";
import { domainScope } from "../identity/find-by-id.ts";
import { principalFilter } from "../identity/principals.ts";

/** A warning where the configuration finds no person at all, which no other check of the directory would get past. */
export async function diagnosePeople(directory: Directory): Promise<Finding[]> {
  if (await hasPerson(directory)) return [];
  const { base, attribute, filter } = directory.configuration.principals;
  const matching = filter === undefined ? "" : ` and matches ${filter}`;
  return [
    warning(
      "LDAP_NO_PEOPLE",
      `No entry below "${base}" has the attribute ${attribute}${matching}, or the account of Hallpass may not see it.`,
      "Correct `principals` in HALLPASS_PROVIDERS, or let the account read the people and this attribute.",
    ),
  ];
}

async function hasPerson(directory: Directory): Promise<boolean> {
  const { configuration, session } = directory;
  const { base, attribute } = configuration.principals;
  const filter = principalFilter(configuration);
  const controls = domainScope(directory);
  try {
    return (
      (await session.findOne({ base, scope: "sub", filter, attributes: [attribute], controls })) !== undefined
    );
  } catch (error) {
    if (resultCodeOf(error) === RESULT.noSuchObject) return false;
    throw error;
  }
}
