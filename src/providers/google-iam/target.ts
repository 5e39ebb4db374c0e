import { object } from "../adapter/answer-shape.ts";
import { compileEntry } from "../adapter/entry-schema.ts";
import type { GoogleApi } from "../adapter/google/api.ts";

interface Container {
  readonly name: string;
  readonly state?: string;
}

const isContainer = compileEntry<Container>(
  object({ name: { type: "string" }, state: { type: "string" } }, ["name"]),
);

/** The resource name by its number, which no other project, folder or organisation ever gets. */
export const isNumbered = (name: string): boolean =>
  /^(?:projects|folders|organizations)\/\d{1,20}$/u.test(name);

/**
 * The immutable name of a project, folder or organisation (`projects/415104041262`). Throws `UNKNOWN_ENTITLEMENT` where it does not exist, or is
 * marked for deletion. Google answers 403 where Hallpass may not see it, and mostly also where it does not exist.
 */
export async function readTarget(api: GoogleApi, target: string): Promise<string> {
  const path = target.split("/").map(encodeURIComponent).join("/");
  const found = await api.find(
    isContainer,
    new URL(`https://cloudresourcemanager.googleapis.com/v3/${path}`),
  );
  if (found === undefined || (found.state ?? "ACTIVE") !== "ACTIVE")
    throw api.fail("UNKNOWN_ENTITLEMENT", `${target} does not exist, or is being deleted.`);
  if (!isNumbered(found.name) || found.name.split("/")[0] !== target.split("/")[0])
    throw api.fail("UNEXPECTED", "The name of the resource has another form.");
  return found.name;
}
