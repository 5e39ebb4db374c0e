import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { Seed } from "../../sandbox/src/seed.ts";
import { type Gate, openGate } from "../postgres/gate.ts";
import { requestText } from "../support/builders/evidence.ts";
import { selectOnce } from "../support/database.ts";
import { at } from "../support/local-github.ts";
import { approve, openPull, requestPath } from "../support/people.ts";
import { type Stage, startStage } from "../support/stage.ts";
import { until } from "../support/until.ts";
import { type RunningReceiver, startReceiver } from "../webhook/receiver.ts";

const secret = `whsec_${randomBytes(32).toString("base64")}`;
const token = "t".repeat(32);

/** What an incident takes: to read the orders, to open the contracts, and to deploy. */
const incident = `name: orders-readonly
folders: [payments]
entitlements:
  - { provider: orders-db, resource: orders, roles: [readonly] }
  - { provider: contracts, resource: merger, roles: [reader] }
  - { provider: production, resource: shop, roles: [deploy] }
requesters: { teams: [{ slug: payments, id: 301 }] }
duration: { minimum: 1m, maximum: 1h }
approvals: { teams: [{ slug: payments-leads, id: 302 }] }
`;
const entitlements = `
  - { provider: orders-db, resource: orders, role: readonly }
  - { provider: contracts, resource: merger, role: reader }
  - { provider: production, resource: shop, role: deploy }`;

let postgres: SandboxPostgres;
let receiver: RunningReceiver;
let contracts: Gate;
let stage: Stage;
let authzenUrl: string;

beforeAll(async () => {
  postgres = await startPostgres({ dir: tmpdir(), logins: ["alice"] });
  receiver = await startReceiver(secret, {
    ...{ instance: "i1", people: { alice: "u1" }, grants: {} },
    entitlements: [{ resource: "merger", role: "reader" }],
  });
  contracts = await openGate({ host: "127.0.0.1", port: receiver.port });
  stage = await startStage(postgres, "alice", seed());
  const callers = [{ name: "deployer", tokenFrom: "DEPLOYER_TOKEN", providers: ["production"] }];
  const app = await stage.startApp({
    HALLPASS_PROVIDERS: JSON.stringify(listProviders()),
    CONTRACTS_SECRET: secret,
    HALLPASS_AUTHZEN: JSON.stringify({ port: 0, callers }),
    DEPLOYER_TOKEN: token,
  });
  authzenUrl = JSON.parse(await app.firstLine()).authzenUrl;
}, 120_000);
afterAll(async () => {
  await stage?.stop();
  await contracts?.stop();
  await receiver?.stop();
  await postgres?.stop();
});

/** The default seed, where a policy offers all three, and alice has a name at each. */
function seed(): Seed {
  const { repositories, ...rest } = defaultSeed();
  const settings = ".github/hallpass.yaml";
  return {
    ...rest,
    repositories: repositories.map(({ files, ...repository }) => ({
      ...repository,
      files: {
        ...files,
        "policies/orders-readonly.yaml": incident,
        [settings]: (files[settings] ?? "").replace(
          "orders-db: alice,",
          "orders-db: alice, contracts: alice, production: alice,",
        ),
      },
    })),
  };
}

const listProviders = (): object[] => [
  {
    ...{ name: "orders-db", adapter: "postgres", host: postgres.host, port: stage.sql.port },
    ...{ user: postgres.manager.user, passwordFrom: "ORDERS_DB_PASSWORD" },
    resources: { orders: { database: postgres.database, roles: { readonly: "orders_readonly" } } },
  },
  {
    ...{ name: "contracts", adapter: "webhook", url: `http://127.0.0.1:${contracts.port}/hallpass` },
    ...{ secretFrom: "CONTRACTS_SECRET", networks: ["127.0.0.0/8"], deadlineSeconds: 2 },
    ...{ container: "separate", nativeExpiry: "removed", sessions: "ended", offers: ["inventory"] },
    resources: { merger: ["reader"] },
  },
  { name: "production", adapter: "leases", resources: { shop: ["deploy"] } },
  { name: "memory", adapter: "memory" },
];

const mayRead = async (): Promise<boolean> =>
  (await selectOnce(postgres, "alice", postgres.logins.alice?.password ?? "")) === "ok";
const mayOpen = (): boolean => Object.values(receiver.read().grants).some(({ grant }) => grant !== undefined);
const mayDeploy = async (): Promise<boolean> => {
  const response = await fetch(`${authzenUrl}/access/v1/evaluation`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({
      subject: { type: "user", id: "alice" },
      action: { name: "deploy" },
      resource: { type: "production", id: "shop" },
    }),
  });
  const answer: unknown = await response.json();
  return JSON.stringify(answer) === '{"decision":true}';
};

/** Of the three, in the order of the policy. */
const look = async () => [await mayRead(), mayOpen(), await mayDeploy()].join(" ");
const untilAll = (what: string, wanted: string) =>
  until(what, look, (seen) => seen === wanted, { deadlineMs: 60_000, story: stage.story });

async function ask(): Promise<number> {
  const text = requestText({ entitlements, duration: "30m" });
  const { number } = await openPull(stage.github, "alice", { [requestPath()]: text });
  await approve(stage.github, "carol", number);
  return number;
}

const end = (issue_number: number) =>
  stage.github.as("alice").issues.createComment({ ...at, issue_number, body: "/hallpass end" });

it("one request gives access at three systems, and its end takes it back at all", async () => {
  expect(await look()).toBe("false false false");
  const number = await ask();
  await untilAll("all is granted", "true true true");
  await until(
    "the comment says how to connect",
    async () => (await stage.github.as("alice").issues.listComments({ ...at, issue_number: number })).data,
    (comments) => comments.some(({ body }) => body?.includes("Connect with `psql -h 127.0.0.1")),
  );
  await end(number);
  await untilAll("all is over", "false false false");
}, 120_000);

it("a system that is down delays neither the grants nor the ends at the others, and gets its own later", async () => {
  contracts.close(true);
  const first = await ask();
  await untilAll("the others are granted", "true false true");
  contracts.close(false);
  await untilAll("the third is granted, too", "true true true");
  contracts.close(true);
  await end(first);
  await untilAll("the others are over", "false true false");
  contracts.close(false);
  await untilAll("the third is over, too", "false false false");
}, 180_000);
