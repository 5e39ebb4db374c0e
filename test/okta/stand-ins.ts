import { randomUUID } from "node:crypto";
import { pick } from "../support/http.ts";
import type { GateAnswer, GateCall } from "../support/http-gate.ts";

/** What the emulator lacks, and how the test sets it. */
export interface StandIns {
  org: string;
  readonly rules: { id: string; status: string; actions: object }[];
  /** Admin roles of groups. */
  readonly roles: Map<string, { id: string; type: string }[]>;
  /** Apps of groups; `undefined`: Okta shows them to nobody. */
  readonly apps: Map<string, object[] | undefined>;
  /** Assignments that came with a group, by app: the ids of users. */
  readonly byGroup: Map<string, Set<string>>;
  /** Open sessions, by the id of the user. */
  readonly sessions: Map<string, number>;
  readonly events: { actor: string; target?: string; event: object }[];
  answer(call: GateCall): Promise<GateAnswer | undefined>;
}

export const answerWith = (status: number, body?: unknown): GateAnswer => ({
  status,
  headers: { "content-type": "application/json" },
  body: body === undefined ? "" : JSON.stringify(body),
});
export const refuse = (status: number, errorCode: string): GateAnswer =>
  answerWith(status, {
    errorCode,
    errorSummary: "words of Okta",
    errorLink: errorCode,
    errorId: "oae1",
    errorCauses: [],
  });

/**
 * Stands in for the calls that the emulator (`emulate` 0.12.2) does not know: the org, group rules, admin roles, the assignment of one user to an app
 * by `POST` and its reading, sessions and the system log. The answers are of the form that Okta's description gives.
 */
export function createStandIns(emulator: string): StandIns {
  const ask = (path: string, method = "GET") =>
    fetch(`${emulator}${path}`, { method, headers: { authorization: "SSWS test" } });
  const self: StandIns = {
    org: `00o${randomUUID().slice(0, 8)}`,
    rules: [],
    ...{ roles: new Map(), apps: new Map() },
    byGroup: new Map(),
    sessions: new Map(),
    events: [],
    async answer({ method, path, body, headers }) {
      const { pathname, searchParams } = new URL(path, emulator);
      if (pathname === "/.well-known/okta-organization")
        return answerWith(200, { id: self.org, pipeline: "idx" });
      if (!headers.authorization) return refuse(401, "E0000011");
      const route = `${method} ${pathname}`;
      if (route === "GET /api/v1/groups/rules") return answerWith(200, self.rules);
      if (route === "GET /api/v1/logs")
        return answerWith(200, readLog(self, searchParams.get("filter") ?? ""));
      const roles = /^GET \/api\/v1\/groups\/(?<id>\w+)\/roles$/u.exec(route)?.groups;
      if (roles) return answerWith(200, self.roles.get(roles.id ?? "") ?? []);
      const { group } = /^GET \/api\/v1\/groups\/(?<group>\w+)\/apps$/u.exec(route)?.groups ?? {};
      if (group !== undefined) {
        const apps = self.apps.has(group) ? self.apps.get(group) : [];
        return apps === undefined ? refuse(403, "E0000006") : answerWith(200, apps);
      }
      const sessions = /^DELETE \/api\/v1\/users\/(?<id>\w+)\/sessions$/u.exec(route)?.groups;
      if (sessions) {
        self.sessions.delete(sessions.id ?? "");
        return answerWith((await ask(`/api/v1/users/${sessions.id}`)).ok ? 204 : 404);
      }
      const app = /^(?<verb>\w+) \/api\/v1\/apps\/(?<id>\w+)\/users(?:\/(?<user>\w+))?$/u.exec(route)?.groups;
      return app && answerForApp(app.verb ?? "", app.id ?? "", app.user, body);
    },
  };

  async function answerForApp(verb: string, app: string, user: string | undefined, body: string) {
    const list = await ask(`/api/v1/apps/${app}/users`);
    if (!list.ok) return refuse(404, "E0000007");
    const assigned: unknown = await list.json();
    const byItself = Array.isArray(assigned) ? assigned.map((each) => String(pick(each, "id"))) : [];
    const byGroup = [...(self.byGroup.get(app) ?? [])];
    const toUser = (id: string) => ({ id, scope: byGroup.includes(id) ? "GROUP" : "USER", status: "ACTIVE" });
    if (verb === "POST") {
      const id = String(pick(JSON.parse(body), "id"));
      if (!(await ask(`/api/v1/apps/${app}/users/${id}`, "PUT")).ok) return refuse(404, "E0000007");
      return answerWith(200, toUser(id));
    }
    const all = [...new Set([...byItself, ...byGroup])];
    if (user === undefined) return answerWith(200, all.map(toUser));
    if (!all.includes(user)) return refuse(404, "E0000007");
    if (verb === "GET") return answerWith(200, toUser(user));
    // "The application cannot be unassigned from the user while their group memberships grant them access."
    return byGroup.includes(user) ? refuse(403, "E0000056") : undefined;
  }
  return self;
}

function readLog({ events }: StandIns, filter: string): object[] {
  const { actor, target } =
    /^actor\.id eq "(?<actor>\w+)"(?: and target\.id eq "(?<target>\w+)")?$/u.exec(filter)?.groups ?? {};
  return events
    .filter((each) => each.actor === actor && (target === undefined || each.target === target))
    .map(({ event }) => event);
}
