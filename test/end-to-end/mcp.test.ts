// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   PA1: A text in the access repository gives an AI agent orders, or the agent asks in a loop (`hallpass
//     mcp`).

import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../demo/src/package-root.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve } from "../support/people.ts";
import { until } from "../support/until.ts";

let app: InProcess;
const clients: Client[] = [];
let shared: Client | undefined;
beforeAll(async () => {
  app = await startInProcess();
}, 240_000);
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await app?.stop();
});

/** An agent's program that acts for this person. */
async function connect(login: string): Promise<Client> {
  const { tokenOf, sandbox } = app.github;
  const env = { GH_TOKEN: tokenOf(login), HALLPASS_REPOSITORY: "acme/access", GITHUB_API_URL: sandbox.url };
  const client = new Client({ name: "test", version: "1" });
  clients.push(client);
  await client.connect(
    new StdioClientTransport({
      ...{ command: process.execPath, args: ["bin/hallpass.js", "mcp"], cwd: packageRoot, stderr: "pipe" },
      env: { PATH: process.env.PATH ?? "", ...env },
    }),
  );
  return client;
}

async function callTool(client: Client, name: string, input: Record<string, unknown> = {}) {
  const { content, isError } = await client.callTool({ name, arguments: input });
  const [first] = content;
  if (first?.type !== "text") throw new Error(`${name} answered no text.`);
  return { isError: isError ?? false, text: first.text };
}

const read = async (client: Client, name: string, input: Record<string, unknown> = {}) =>
  JSON.parse((await callTool(client, name, input)).text);

it("PA1: asks, looks and ends for the person, and has no tool that approves", async () => {
  const agent = await connect("alice");
  const { tools } = await agent.listTools();
  expect(tools.map(({ name }) => name).sort()).toEqual(
    ["end_access", "get_request", "list_access", "list_requests", "request_access"].sort(),
  );
  expect(tools.every(({ inputSchema }) => inputSchema.additionalProperties === false)).toBe(true);
  expect(await read(agent, "list_access")).toMatchObject({
    person: "alice",
    access: [{ access: "memory/sandbox:visitor" }, { access: "orders-db/orders:readonly" }],
  });

  const asked = { access: ["sandbox:visitor"], reason: "Stuck refunds, INC-1234", duration: "1h" };
  const { number } = await read(agent, "request_access", asked);
  const { data: pull } = await app.as("carol").pulls.get({ ...at, pull_number: number });
  expect(pull).toMatchObject({ user: { login: "alice" }, body: expect.stringContaining("hallpass mcp") });
  expect(await callTool(agent, "request_access", asked)).toMatchObject({
    isError: true,
    text: expect.stringContaining(`#${number} asks for memory/sandbox:visitor already`),
  });

  await app.review(number);
  await approve(app.github, "carol", number);
  await app.review(number);
  await app.reconcile();
  expect(await read(agent, "get_request", { number })).toMatchObject({ state: "granted" });
  expect((await read(agent, "list_requests")).requests).toMatchObject([{ number, state: "granted" }]);

  const dave = await connect("dave");
  expect(await callTool(dave, "end_access", { number })).toMatchObject({
    isError: true,
    text: expect.stringContaining("nothing was ended"),
  });
  const ending = read(agent, "end_access", { number });
  await until(
    "the comment",
    async () => (await app.as("alice").issues.listComments({ ...at, issue_number: number })).data,
    (comments) => comments.some(({ body }) => body === "/hallpass end"),
  );
  await app.watch();
  await app.reconcile();
  expect(await ending).toMatchObject({ number, state: "ended" });
  expect(await app.listVisitors()).toEqual([]);
});

it("PA1: opens one of several requests for the same access that an agent makes side by side", async () => {
  const agent = await connect("alice");
  const asked = { access: ["sandbox:visitor"], reason: "Stuck refunds, INC-4321", duration: "1h" };
  const answers = await Promise.all([1, 2, 3, 4].map(() => callTool(agent, "request_access", asked)));
  expect(answers.filter(({ isError }) => !isError)).toHaveLength(1);
  expect(answers.filter(({ text }) => text.includes("asks for memory/sandbox:visitor already"))).toHaveLength(
    3,
  );
});

it.each([
  [
    "request_access",
    { access: ["sandbox:visitor"], reason: "Stuck refunds", approve: true },
    /approve|additional/u,
  ],
  ["request_access", { access: ["sandbox:visitor"] }, /reason/u],
  [
    "request_access",
    { access: ["orders:admin"], reason: "Stuck refunds" },
    /No policy offers you "orders:admin"/u,
  ],
  ["request_access", { access: ["orders:readonly"], reason: "Now" }, /REASON_TOO_SHORT/u],
  ["request_access", { access: ["orders:readonly"], reason: "x".repeat(2001) }, /2000/u],
  ["get_request", { number: "1; rm -rf /" }, /number/u],
  ["get_request", { number: 4711 }, /There is no pull request #4711/u],
  ["merge_request", { number: 1 }, /merge_request/u],
])("refuses %s with an input it cannot use, and says why: %#", async (name, input, says) => {
  shared ??= await connect("alice");
  const agent = shared;
  const { text } = await callTool(agent, name, input).catch((error: Error) => ({ text: error.message }));
  expect(text).toMatch(says);
});
