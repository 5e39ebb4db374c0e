import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { GitHubState } from "../../../src/core/diagnosis/installation.ts";
import { openClient, openInstallation } from "../../../src/github/http/client.ts";
import { gitHubInstallation, type InstallationOptions } from "../../../src/github/settings/installation.ts";
import { at, type LocalGitHub, startLocalGitHub } from "../../support/local-github.ts";

const now = () => new Date();
let github: LocalGitHub;
const servers: Server[] = [];

beforeAll(async () => {
  github = await startLocalGitHub();
});
afterAll(() => github?.stop());
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
});

/** What the app reads of its installation; with "" as the attestor's token, alone. */
function open({
  url = github.sandbox.url,
  attestorToken = github.tokenOf("olga"),
  attestor = attestorToken === ""
    ? undefined
    : { octokit: openClient(url, attestorToken, { now }), who: "HALLPASS_ATTESTOR_TOKEN" },
}: {
  url?: string;
  attestorToken?: string;
  attestor?: InstallationOptions["attestor"];
} = {}) {
  const { appId, privateKey } = github.sandbox.app;
  const { octokit } = openInstallation({ appId, privateKey, apiUrl: url }, at, { now });
  return gitHubInstallation({
    octokit,
    name: at,
    apiUrl: url,
    attestor,
    defaultBranch: "main",
    ledgerBranch: "access-ledger",
    now: () => new Date(),
  });
}

interface Failure {
  readonly path: RegExp;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The local GitHub, failing where it is told to. */
async function serveBroken({
  path,
  status,
  headers = {},
  body = '{"message":"no"}',
}: Failure): Promise<string> {
  const relay = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (path.test(request.url ?? "")) {
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
      return;
    }
    const sent = ["authorization", "accept", "content-type"].flatMap((name): [string, string][] => {
      const value = request.headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    });
    const answer = await fetch(`${github.sandbox.url}${request.url}`, {
      method: request.method ?? "GET",
      headers: sent,
    });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  };
  const server = createServer((request, response) => {
    relay(request, response).catch(() => response.destroy());
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}`;
}

const slugs = ["payments", "payments-leads", "security", "nobody"];

const listUnreadable = (state: GitHubState): string[] => {
  const { bypasses, workflowsMayApprove, reaper, secrets, organizationSecrets, plan, requiresTwoFactor } =
    state;
  const known = {
    ...{ bypasses, workflowsMayApprove, reaper, secrets, organizationSecrets, plan, requiresTwoFactor },
  };
  return [
    ...Object.entries(known).flatMap(([name, value]) => ("value" in value ? [] : [name])),
    ...[...state.gate.rulesets, ...state.ledger.rulesets].flatMap(({ name, bypass }) =>
      "value" in bypass ? [] : [name],
    ),
  ];
};

const everything = [
  ...[
    "bypasses",
    "workflowsMayApprove",
    "reaper",
    "secrets",
    "organizationSecrets",
    "plan",
    "requiresTwoFactor",
  ],
  ...["hallpass: default branch", "hallpass: ledger writers", "hallpass: ledger history"],
];

describe("an installation", () => {
  it("is read as it stands in the seed", async () => {
    const state = await open().read(slugs);
    expect(listUnreadable(state)).toEqual([]);
    expect(state.repository).toMatchObject({
      id: 5001,
      name: "acme/access",
      defaultBranch: "main",
      private: true,
    });
    expect(state.gate).toMatchObject({
      branch: "main",
      pullRequest: [{ approvals: 1, codeOwners: true, dismissStale: true, mergeMethods: ["squash"] }],
      checks: [{ name: "hallpass/decision", appId: 7001 }],
      upToDate: false,
      rulesets: [{ id: 6001, name: "hallpass: default branch", bypass: { value: [] } }],
    });
    expect([...state.ledger.types].sort()).toEqual(["creation", "deletion", "non_fast_forward", "update"]);
    expect(state.ledger.rulesets[0]?.bypass).toEqual({
      value: [{ type: "Integration", id: 7001, mode: "always" }],
    });
    expect([...state.writingTeams].sort()).toEqual(["payments", "payments-leads", "security"]);
    expect(state.secrets).toEqual({ value: [] });
    expect(state).toMatchObject({
      organizationSecrets: { value: [] },
      plan: { value: "team" },
      protections: [],
      reverts: { branch: "hallpass/revert/doctor/0", rulesets: [] },
      requests: { rulesets: [] },
      installation: { permissions: { members: "read" }, selection: "selected" },
      webhook: { value: { contentType: "json", verifiesTls: true, hasSecret: true } },
    });
  });

  it("tells how the last deliveries were answered, newest first", async () => {
    github.sandbox.control.dropWebhooks(1);
    await github.as("olga").issues.create({ ...at, title: "Anything" });
    await expect
      .poll(async () => {
        const { deliveries } = await open().read(slugs);
        return "value" in deliveries ? deliveries.value[0] : undefined;
      })
      .toMatchObject({ event: "issues", status: expect.any(Number), at: expect.any(Date) });
  });

  it("tells when the scheduled Action last succeeded, and whether it is switched off", async () => {
    const { control } = github.sandbox;
    await control.endScheduledRun("hallpass.yaml", "failure");
    const { reaper } = await open().read(slugs);
    expect(reaper).toEqual({ value: { state: "active", succeededAt: expect.any(Date) } });
    await control.setWorkflowState("hallpass.yaml", "disabled_inactivity");
    expect((await open().read(slugs)).reaper).toMatchObject({ value: { state: "disabled_inactivity" } });
    await control.setWorkflowState("hallpass.yaml", "active");
  });

  it("is read by the app alone as far as an app may, and the rest says who may not", async () => {
    const state = await open({ attestorToken: "" }).read(slugs);
    expect(listUnreadable(state)).toEqual(everything);
    expect(state.gate.rulesets[0]).toMatchObject({
      name: "hallpass: default branch",
      bypass: { unreadable: "GitHub does not show it to the app" },
    });
    expect(state.secrets).toEqual({ unreadable: "GitHub does not show it to the app (403)" });
  });

  it("is read no further with a token of somebody who may not", async () => {
    const state = await open({ attestorToken: github.tokenOf("eve") }).read(slugs);
    // "Anyone with read access to the repository" may list its workflows.
    expect(listUnreadable(state)).toEqual(everything.filter((name) => name !== "reaper"));
    expect(state.workflowsMayApprove).toEqual({
      unreadable: "GitHub does not show it to HALLPASS_ATTESTOR_TOKEN (403)",
    });
  });

  it.each<[string, Failure]>([
    ["the repository", { path: /^\/repos\/acme\/access$/u, status: 404 }],
    ["the rules", { path: /\/rules\/branches\/main/u, status: 403 }],
    ["a ruleset", { path: /\/rulesets\/6001/u, status: 500 }],
    ["the bypasses", { path: /\/rulesets\/rule-suites/u, status: 502 }],
    ["the secrets", { path: /\/actions\/secrets/u, status: 429 }],
    ["a team", { path: /\/teams\/security\/repos/u, status: 403 }],
    ["a branch", { path: /\/access\/branches\/access-ledger$/u, status: 403 }],
    [
      "workflows, by the rate limit",
      { path: /\/actions\/permissions/u, status: 403, headers: { "x-ratelimit-remaining": "0" } },
    ],
    [
      "workflows, by the second rate limit",
      { path: /\/actions\/permissions/u, status: 403, headers: { "retry-after": "60" } },
    ],
  ])("that GitHub fails to tell of is an error and no empty answer: %s", async (_name, failure) => {
    const url = await serveBroken(failure);
    await expect(open({ url }).read(slugs)).rejects.toMatchObject({ name: "GitHubError" });
  });

  it("has no writing team in one that may only read", async () => {
    const path = /\/teams\/security\/repos/u;
    const url = await serveBroken({ path, status: 200, body: '{"permissions":{"pull":true,"push":false}}' });
    expect([...(await open({ url }).read(slugs)).writingTeams].sort()).toEqual([
      "payments",
      "payments-leads",
    ]);
  });

  it("shows a clock that is off, also when everything else is as it was the last time", async () => {
    const installation = open();
    const readClock = async (): Promise<number> => {
      const { clockAhead } = await installation.read([]);
      return "value" in clockAhead ? Math.round(clockAhead.value / 10) * 10 : Number.NaN;
    };
    expect(Math.abs(await readClock())).toBe(0);
    github.sandbox.control.clockSkew(-3600);
    expect(await readClock()).toBe(3600);
    github.sandbox.control.clockSkew(0);
    expect(Math.abs(await readClock())).toBe(0);
  });
});
