import type { Api } from "../adapter/microsoft/api.ts";
import { type CloudName, clouds } from "../adapter/microsoft/clouds.ts";
import { isGone } from "../adapter/microsoft/failure.ts";
import { listMembers } from "./groups.ts";
import type { Place } from "./place.ts";

const KIND = "plain/";

/** Membership that nothing ends but Hallpass ("Add members", "Remove member"). */
export function plainPlace(group: string, cloud: CloudName): Place {
  return {
    id: `${KIND}${group}`,
    group,
    async hold(graph, person) {
      if (await isMemberOf(graph, group, person)) return false;
      const body = { "@odata.id": `${clouds[cloud].graph}/v1.0/directoryObjects/${person}` };
      const answer = await graph.send("POST", { path: ["groups", group, "members", "$ref"] }, body);
      if (answer.status === 204) return true;
      // "Returns 400 when the object is already a member of the group": somebody was faster.
      if (answer.status === 400 && (await isMemberOf(graph, group, person))) return false;
      throw graph.failure("POST group member", answer);
    },
    async revoke(graph, person) {
      const before = await isMemberOf(graph, group, person);
      // Also where nothing was found: what was written a moment ago may not be shown yet.
      await removeMember(graph, group, person);
      return before;
    },
  };
}

/** The group of a recorded id, `undefined` where it is of another kind. */
export const readPlainId = (id: string): string | undefined =>
  id.startsWith(KIND) ? id.slice(KIND.length) : undefined;

const isMemberOf = async (graph: Api, group: string, person: string): Promise<boolean> =>
  (await listMembers(graph, group))?.some(({ id }) => id === person) ?? false;

/** Without `/$ref`, Graph would delete the person ("Remove member", caution). 404: the group, the person or the membership is gone. */
export async function removeMember(graph: Api, group: string, person: string): Promise<void> {
  const answer = await graph.send("DELETE", { path: ["groups", group, "members", person, "$ref"] });
  if (answer.status !== 204 && !isGone(answer)) throw graph.failure("DELETE group member", answer);
}
