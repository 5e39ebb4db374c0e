import { createEmulator } from "emulate";
import { githubAdapter } from "../../src/providers/github/adapter.ts";
import { githubProvider } from "../../src/providers/github/provider.ts";
import { type ProviderFixture, testProvider } from "../providers/conformance.ts";
import { type GateAnswer, openHttpGate } from "../support/http-gate.ts";

const token = "ghp_0123456789-secret";
const people = ["alice", "eve", "carol", "x-or-1_acme"];

const answerWith = (body: unknown, status = 200): GateAnswer => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/**
 * The public emulator `emulate` 0.12.2, by its own hand-written rules: members of the organisation and of a team. It knows a team by its slug alone,
 * so the gate turns the documented form with ids into that one; accounts by id,
 * invitations and a team's organisation, which it lacks, are stood in for.
 */
async function setUp(): Promise<ProviderFixture> {
  const members = [...people.map((login) => ({ login })), { login: "olga", role: "admin" }];
  const emulator = await createEmulator({
    ...{ service: "github", port: 0 },
    seed: {
      tokens: { [token]: { login: "olga" } },
      github: { users: members.map(({ login }) => ({ login })), orgs: [{ login: "acme", members }] },
    },
  });
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(`${emulator.url}${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return answer.status === 204 ? undefined : answer.json();
  };
  const idOf = async (path: string): Promise<number> => {
    const found = await ask("GET", path);
    return typeof found === "object" && found !== null && "id" in found ? Number(found.id) : 0;
  };
  await ask("POST", "/orgs/acme/teams", { name: "oncall" });
  const membership = (login: string) => `/orgs/acme/teams/oncall/memberships/${login}`;
  const give = async (login: string) => void (await ask("PUT", membership(login), { role: "member" }));
  const take = async (login: string) => void (await ask("DELETE", membership(login)));
  await give("carol");
  const [organizationId, teamId] = [await idOf("/orgs/acme"), await idOf("/orgs/acme/teams/oncall")];
  const accounts = new Map<string, string>();
  for (const login of people) accounts.set(String(await idOf(`/users/${login}`)), login);

  const gate = await openHttpGate(emulator.url);
  gate.intercept(async ({ method, path, headers, body }, pass) => {
    const [, id] = /^\/user\/(\d+)$/u.exec(path) ?? [];
    const login = id === undefined ? undefined : accounts.get(id);
    if (id !== undefined)
      return login === undefined
        ? answerWith({ message: "Not Found" }, 404)
        : answerWith({ id: Number(id), login, type: "User" });
    if (/\/invitations(?:\?|$)/u.test(path)) return answerWith([]);
    if (path === "/orgs/acme/teams/oncall") {
      const answer = await pass();
      const organization = { id: organizationId, login: "acme" };
      return answer.status === 200 ? answerWith({ ...JSON.parse(answer.body), organization }) : answer;
    }
    const byId = `/organizations/${organizationId}/team/${teamId}/`;
    if (!path.startsWith(byId)) return undefined;
    const answer = await fetch(`${emulator.url}/orgs/acme/teams/oncall/${path.slice(byId.length)}`, {
      ...{
        method,
        headers: { authorization: headers.authorization ?? "", "content-type": "application/json" },
      },
      ...(body !== "" && { body }),
    });
    const link = answer.headers.get("link");
    return {
      status: answer.status,
      headers: { "content-type": "application/json", ...(link && { link }) },
      body: await answer.text(),
    };
  });

  const entitlement = { provider: "github", resource: "oncall", role: "member" };
  const configuration = {
    ...{ name: "github", apiUrl: gate.url, serverUrl: "https://github.example" },
    organization: { login: "acme", id: organizationId },
    credentials: { kind: "token", token } as const,
    ...{ deadlineSeconds: 2, consistencySeconds: 1, now: () => new Date() },
  };
  return {
    provider: githubProvider({ ...configuration, teams: { oncall: { slug: "oncall", id: teamId } } }),
    entitlement,
    abilities: githubAdapter.abilities,
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    powers: [{ entitlement, gives: [{ kind: "github-team", id: teamId }] }],
    principals: { first: "alice", second: "eve", hostile: "x-or-1_acme" },
    missing: "nobody",
    standing: "carol",
    secrets: [token],
    fail: gate.fail,
    disturb: gate.disturb,
    byHand: { give, take },
    openUnmapped: () => githubProvider(configuration),
    close: async () => {
      await gate.stop();
      await emulator.close();
    },
  };
}

testProvider("github, a team at the public emulator", setUp);
