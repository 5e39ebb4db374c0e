import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import type { HttpAnswer } from "../../adapter/http.ts";
import type { Api } from "../api/api.ts";
import { isApp, isAppUser, isAppUserList, type OktaApp } from "../api/shapes.ts";
import { readPeople } from "../people.ts";
import type { Holder, Place } from "./place.ts";

/** The key names of Okta's own apps that rule it: the Admin Console, and Okta Workflows, whose flows act with an administrator's connections. */
const RULING = ["saasure", "okta_flow_sso", "okta_workflows_oauth", "flow"];

/**
 * An assignment of a person to an app, of the scope `USER`. One of the scope `GROUP` comes with a group and goes with it: "The application cannot be
 * unassigned from the user while their group memberships grant them access" (E0000056).
 */
export function appPlace(id: string): Place {
  const app = `/api/v1/apps/${id}`;
  const read = (api: Api, user: string) => api.find(isAppUser, `${app}/users/${user}`);

  async function require(api: Api): Promise<OktaApp> {
    const found = await api.find(isApp, app);
    if (found === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", `There is no app ${id}.`);
    return found;
  }

  return {
    id: `app/${id}`,
    target: id,
    exists: async (api) => (await api.find(isApp, app)) !== undefined,
    has: async (api, user) => (await read(api, user)) !== undefined,
    tell: async (api) => [`use the app ${nameApp(await require(api))}`],
    async verify(api) {
      const found = await require(api);
      if (RULING.includes(found.name)) throw api.fail("REFUSED", `The app ${found.name} is never lent.`);
    },
    async list(api) {
      const assigned = await api.list(isAppUserList, `${app}/users?limit=200`);
      // The name in the app may be another than the login.
      const people = await readPeople(
        api,
        assigned.map((each) => each.id),
      );
      const logins = new Map(people.map((user) => [user.id, user.profile.login]));
      return assigned.map(
        (each): Holder => ({ id: each.id, login: logins.get(each.id) ?? `user:${each.id}` }),
      );
    },
    async add(api, user) {
      const answer = await api.send("POST", `${app}/users`, { id: user, scope: "USER" });
      if (!isSuccess(answer)) throw api.failure("POST app user", answer);
    },
    async remove(api, user) {
      const assignment = await read(api, user);
      // What came with a group since then is not ours.
      if (assignment?.scope === "GROUP") return false;
      const answer = await api.send("DELETE", `${app}/users/${user}`);
      if (!isSuccess(answer) && answer.status !== 404) throw api.failure("DELETE app user", answer);
      return assignment !== undefined;
    },
    examine: (api, what) => examine(api, app, what),
  };
}

/** By the name that people see, which an administrator chose, and Okta's own for the kind of app. */
export const nameApp = ({ label, name, status }: OktaApp): string =>
  `${label === undefined ? name : `${label} (${name})`}${status === "INACTIVE" ? ", which is inactive" : ""}`;

async function examine(api: Api, path: string, what: string): Promise<Finding[]> {
  const found = await api.find(isApp, path);
  if (found === undefined)
    return [
      mistake("OKTA_NO_TARGET", `The app of ${what} does not exist.`, "Write the id of an app that does."),
    ];
  if (RULING.includes(found.name))
    return [
      mistake(
        "OKTA_ADMIN_GROUP",
        `The app of ${what} is the Admin Console or Okta Workflows.`,
        "Remove it from HALLPASS_PROVIDERS.",
      ),
    ];
  return found.accessibility?.selfService === true
    ? [
        warning(
          "OKTA_SELF_SERVICE",
          `People can add the app of ${what} to their own dashboard.`,
          "Turn self service off for the app: whoever can add it needs no lease.",
        ),
      ]
    : [];
}

const isSuccess = ({ status }: HttpAnswer): boolean => status >= 200 && status <= 299;
