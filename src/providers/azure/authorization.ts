import type { Validator } from "../../core/document/lazy-validator.ts";
import type { Api, Call } from "../adapter/microsoft/api.ts";
import type { Place } from "./configuration.ts";

/** The versions of the API that the description has which the tests check requests by. */
const PIM = "2020-10-01";
const RBAC = "2022-04-01";

type Kind =
  | "roleAssignmentScheduleInstances"
  | "roleAssignmentSchedules"
  | "roleAssignmentScheduleRequests"
  | "roleManagementPolicyAssignments"
  | "roleAssignments"
  | "roleDefinitions";

const versionOf = (kind: Kind): string =>
  kind === "roleAssignments" || kind === "roleDefinitions" ? RBAC : PIM;

/** An object of Azure's authorization at a scope, or a list of them. */
export const at = (scope: string, kind: Kind, rest: readonly string[] = [], filter?: string): Call => ({
  path: [...scope.split("/").slice(1), "providers", "Microsoft.Authorization", kind, ...rest],
  query: { ...(filter !== undefined && { $filter: filter }), "api-version": versionOf(kind) },
});

/** "At, above or below the scope for the specified principal": what is elsewhere is left out afterwards. */
export const ofPerson = (person: string): string => `principalId eq '${person}'`;

interface Assigned {
  readonly properties: {
    readonly scope: string;
    readonly roleDefinitionId: string;
    readonly principalId: string;
  };
}

/** Whether an assignment is of this role at this scope itself, and neither above nor below. Azure compares both in any case. */
export const isAtPlace = ({ properties }: Assigned, { scope, role }: Place): boolean =>
  normalize(properties.scope) === normalize(scope) && roleOf(properties.roleDefinitionId) === role;

/** Some answers name a subscription as a resource of its own: `/providers/Microsoft.Subscription/subscriptions/…`. */
const normalize = (scope: string): string =>
  scope.toLowerCase().replace(/^\/providers\/microsoft\.subscription\/subscriptions\//u, "/subscriptions/");

/** The GUID of a role definition's id. */
export const roleOf = (definition: string): string => definition.split("/").at(-1)?.toLowerCase() ?? "";

/** The assignments of one person at a place; `undefined` where the scope is gone. */
export async function listOfPerson<T extends Assigned>(
  api: Api,
  kind: Kind,
  shape: Validator<T>,
  place: Place,
  person: string,
): Promise<T[] | undefined> {
  const found = await api.list(shape, at(place.scope, kind, [], ofPerson(person)));
  return found?.filter((each) => each.properties.principalId === person && isAtPlace(each, place));
}
