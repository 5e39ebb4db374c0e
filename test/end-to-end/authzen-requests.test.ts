import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, expect, it } from "vitest";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { type CommandProcess, startCommand } from "../support/command-process.ts";
import { at, type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";
import { approve } from "../support/people.ts";
import { until } from "../support/until.ts";

const token = "t".repeat(32);
const key = `whsec_${"k".repeat(32)}`;
let github: LocalGitHub | undefined;
let app: CommandProcess | undefined;
let receiver: Server | undefined;
afterEach(async () => {
  await app?.end("SIGKILL");
  await github?.stop();
  receiver?.close();
  receiver?.closeAllConnections();
});

/** The application's own server: it lists the callbacks that it is sent. */
async function receiveCallbacks() {
  const bodies: string[] = [];
  receiver = createServer(async (request, response) => {
    bodies.push(await text(request));
    response.end();
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const address = receiver.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { bodies, endpoint: `http://127.0.0.1:${port}/hook` };
}

it("an application asks for alice where she may not, and she may once a person has approved", async () => {
  github = await startLocalGitHub();
  const { as, dir, sandbox } = github;
  const file = join(dir, "app.env");
  await writeFile(file, formatEnv(sandbox, undefined), { mode: 0o600 });
  const { bodies, endpoint } = await receiveCallbacks();
  const callback = { urls: [endpoint], secretFrom: "SHOP_KEY", networks: ["127.0.0.0/8"] };
  const callers = [{ name: "shop", tokenFrom: "SHOP_TOKEN", providers: ["memory"], mayAsk: true, callback }];
  app = startCommand(["serve", "--env", file, "--json"], {
    HALLPASS_AUTHZEN: JSON.stringify({ port: 0, url: "https://hallpass.example.com", callers }),
    SHOP_TOKEN: token,
    SHOP_KEY: key,
  });
  const { authzenUrl } = JSON.parse(await app.firstLine());
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const call = async (path: string, body?: object) => {
    const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    return JSON.parse(await (await fetch(`${authzenUrl}${path}`, { headers, ...sent })).text());
  };
  const question = {
    subject: { type: "user", id: "alice" },
    action: { name: "visitor" },
    resource: { type: "memory", id: "sandbox" },
  };
  const { context } = await call("/access/v1/evaluation", question);
  const { evaluation_id, access_request } = context;
  const { expires_at, binding_token } = access_request;
  const { task } = await call("/access/v1/requests", {
    ...question,
    context: { business_justification: "Stuck refunds, INC-1234" },
    denial: { evaluation_id, expires_at, binding_token },
    callback: { endpoint, state: "flow-1" },
  });
  const status = () => call(`/access/v1/requests/${task.id}`);
  expect(await status()).toMatchObject({ task: { status: "pending" } });
  const number = Number(task.links.ticket.split("/").at(-1));
  const { data: pull } = await as("carol").pulls.get({ ...at, pull_number: number });
  expect(pull.user?.type).toBe("Bot");
  await approve(github, "carol", number);
  await until(
    "the callback",
    async () => bodies,
    (all) => all.length > 0,
  );
  const { id, status_endpoint } = task;
  expect(bodies.map((body) => JSON.parse(body))).toEqual([
    { state: "flow-1", task: { id, status: "approved", status_endpoint } },
  ]);
  const { result } = await status();
  expect(result.mode).toBe("reevaluate");
  const again = { ...question, context: { approval: result.approval } };
  expect(await call("/access/v1/evaluation", again)).toEqual({ decision: true });
  // She ends it from her terminal, although the app opened it.
  const ending = startCommand(["request", "sandbox:visitor", "--end", "--json"], {
    ...{ GH_TOKEN: github.tokenOf("alice"), HALLPASS_REPOSITORY: "acme/access", GITHUB_API_URL: sandbox.url },
  });
  expect(await ending.exited).toBe(0);
  expect(JSON.parse(ending.output[0] ?? "")).toMatchObject({ number, state: "ended" });
  expect(await call("/access/v1/evaluation", again)).toMatchObject({ decision: false });
});
