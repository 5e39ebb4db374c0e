import { SETTINGS_PATH } from "../files/settings.ts";
import { listAsks } from "./facts.ts";
import type { InsightRule } from "./signal.ts";

/** People of the map who neither asked nor approved. */
export const idlePeople: InsightRule = {
  name: "idle-person",
  title: "People who neither asked nor approved",
  find: ({ stories, people }) => {
    const seen = new Set(
      listAsks(stories).flatMap(({ subject, approvers }) => [subject.id, ...approvers.map(({ id }) => id)]),
    );
    return people
      .filter(({ id }) => !seen.has(id))
      .map(({ login }) => ({
        says: `${login} neither asked for access nor approved any.`,
        person: login,
        pulls: [],
        suggestion: `See whether the accounts that ${SETTINGS_PATH} names for them are still needed.`,
      }));
  },
};
