import { type Finding, warning } from "../../../core/findings/finding.ts";
import type { GoogleApi } from "./api.ts";
import { type People, seesNobody } from "./people.ts";

/** How well Hallpass can tell people apart: `emails` are those whom it sees in a policy or group. */
export async function diagnosePeople(
  api: GoogleApi,
  { name, people }: { readonly name: string; readonly people?: People },
  emails: readonly string[],
): Promise<Finding[]> {
  if (people === "email")
    return [
      warning(
        "GOOGLE_PEOPLE_BY_EMAIL",
        `Provider "${name}" knows people by their address alone: an address may pass to another person.`,
        "Give Hallpass's service account the right to read people, and set people: directory (docs/providers/google-iam.md).",
      ),
    ];
  if (!(await seesNobody(api, emails))) return [];
  return [
    warning(
      "GOOGLE_PEOPLE_HIDDEN",
      `Provider "${name}": Google's directory shows Hallpass none of the people whom it was asked for.`,
      "Give Hallpass's service account the right to read people, and enable the Admin SDK API (docs/providers/google-iam.md).",
    ),
  ];
}
