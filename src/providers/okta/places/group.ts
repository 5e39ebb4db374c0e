import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import { describeQuote, listSome } from "../../../core/text/phrases.ts";
import { ProviderError } from "../../adapter/error.ts";
import type { Api } from "../api/api.ts";
import {
  isAppList,
  isGroup,
  isIdList,
  isRuleList,
  isUserList,
  type OktaApp,
  type OktaGroup,
} from "../api/shapes.ts";
import { userPath } from "../people.ts";
import { nameApp } from "./app.ts";
import type { Holder, Place } from "./place.ts";

const MOST_APPS = 8;

/** Why a group cannot be lent. */
type Obstacle = "missing" | "type" | "rule" | "role";

/**
 * Membership of a group of Okta's own. Refused for groups that Okta or another directory fills ("You only can modify memberships for Groups of the
 * OKTA_GROUP type"), that a rule fills (the rule would add the person again, and a removal by hand makes an exception in the rule), and that give
 * administrator roles.
 */
export function groupPlace(id: string): Place {
  const group = `/api/v1/groups/${id}`;

  async function findObstacle(api: Api): Promise<Obstacle | undefined> {
    const found = await api.find(isGroup, group);
    if (found === undefined) return "missing";
    if (found.type !== "OKTA_GROUP") return "type";
    if ((await listRules(api, id)).some(({ status }) => status !== "INACTIVE")) return "rule";
    return (await api.list(isIdList, `${group}/roles`)).length > 0 ? "role" : undefined;
  }

  async function has(api: Api, user: string): Promise<boolean> {
    const groups = await api.findList(isIdList, `${userPath(api, user)}/groups`);
    return groups?.some((each) => each.id === id) ?? false;
  }

  return {
    id: `group/${id}`,
    target: id,
    has,
    exists: async (api) => (await api.find(isGroup, group)) !== undefined,
    async verify(api) {
      const obstacle = await findObstacle(api);
      if (obstacle === "missing") throw api.fail("UNKNOWN_ENTITLEMENT", `There is no group ${id}.`);
      if (obstacle !== undefined) throw api.fail("REFUSED", `The group ${id} cannot be lent: ${obstacle}.`);
    },
    async tell(api) {
      const found = await api.find(isGroup, group);
      if (found === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no group ${id}.`);
      return describeGroup(found, await listApps(api, group));
    },
    async list(api) {
      const users = await api.list(isUserList, `${group}/users?limit=200`);
      return users.map((user): Holder => ({ id: user.id, login: user.profile.login }));
    },
    async add(api, user) {
      const answer = await api.send("PUT", `${group}/users/${user}`);
      if (answer.status !== 204) throw api.failure("PUT group member", answer);
    },
    async remove(api, user) {
      const before = await has(api, user);
      // Also where nothing was found: what was written a moment ago may not be shown yet.
      const answer = await api.send("DELETE", `${group}/users/${user}`);
      if (answer.status !== 204 && answer.status !== 404) throw api.failure("DELETE group member", answer);
      return before;
    },
    async examine(api, what) {
      const obstacle = await findObstacle(api);
      if (obstacle !== undefined) return [describe(obstacle, what, id)];
      const rules = await listRules(api, id);
      return [
        ...(rules.length === 0 ? [] : [sleepingRule(what)]),
        ...((await hasOwners(api, group)) ? [owned(what)] : []),
      ];
    },
  };
}

/** The rules that add people to the group. Rules are few, and Okta cannot be asked for those of one group. */
async function listRules(api: Api, id: string) {
  const rules = await api.list(isRuleList, "/api/v1/groups/rules?limit=50");
  return rules.filter(({ actions }) => actions.assignUserToGroups?.groupIds?.includes(id));
}

/** "List all assigned applications for a group"; `undefined` where Okta does not show them to Hallpass. */
const listApps = (api: Api, group: string): Promise<OktaApp[] | undefined> =>
  api.list(isAppList, `${group}/apps?limit=200`).catch((error: unknown) => {
    if (error instanceof ProviderError && error.code === "REFUSED") return undefined;
    throw error;
  });

const describeGroup = ({ profile, id }: OktaGroup, apps: readonly OktaApp[] | undefined): string[] => [
  ...((apps ?? []).length === 0
    ? []
    : [`use the apps of the group: ${listSome((apps ?? []).map(nameApp), MOST_APPS)}`]),
  `use whatever ${apps === undefined ? "" : "else "}was given to the group ${profile?.name ?? id}`,
  ...describeQuote("the group's description", profile?.description),
];

/** Owners may add people, themselves included ("Group owners"). Not every org has them, and Okta refuses the call where it has not. */
async function hasOwners(api: Api, group: string): Promise<boolean> {
  const owners = await api.findList(isIdList, `${group}/owners`).catch((error: unknown) => {
    if (error instanceof ProviderError && error.code === "REFUSED") return undefined;
    throw error;
  });
  return owners !== undefined && owners.length > 0;
}

function describe(obstacle: Obstacle, what: string, id: string): Finding {
  switch (obstacle) {
    case "missing":
      return mistake(
        "OKTA_NO_TARGET",
        `The group "${id}" of ${what} does not exist.`,
        "Write the id of a group that does.",
      );
    case "type":
      return mistake(
        "OKTA_FOREIGN_GROUP",
        `The group of ${what} is not one of Okta's own: an app, a directory or Okta fills it.`,
        "Make a group in Okta for this role, and write its id.",
      );
    case "rule":
      return mistake(
        "OKTA_GROUP_RULE",
        `A group rule adds people to the group of ${what}.`,
        "Take the group out of the rule, or make another group for this role.",
      );
    case "role":
      return mistake(
        "OKTA_ADMIN_GROUP",
        `The group of ${what} gives administrator roles of Okta.`,
        "Take the roles from the group, or remove it from HALLPASS_PROVIDERS.",
      );
  }
}

const sleepingRule = (what: string): Finding =>
  warning(
    "OKTA_GROUP_RULE",
    `A group rule that is inactive names the group of ${what}. Once it is active, Hallpass lends the group no longer.`,
    "Take the group out of the rule.",
  );

const owned = (what: string): Finding =>
  warning(
    "OKTA_GROUP_OWNER",
    `The group of ${what} has owners, who can add themselves without a lease.`,
    "Remove the owners, or let nobody who owns the group ask for it.",
  );
