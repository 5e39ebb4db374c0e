import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { type CommandProcess, startCommand } from "../support/command-process.ts";
import { visitorText } from "../support/in-process.ts";
import { at, type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";
import { approve, openPull, requestPath } from "../support/people.ts";
import { until } from "../support/until.ts";

const token = "t".repeat(32);
let github: LocalGitHub | undefined;
let app: CommandProcess | undefined;
afterEach(async () => {
  await app?.end("SIGKILL");
  await github?.stop();
});

it("a mistake in the configuration ends the program, and says what to change", async () => {
  github = await startLocalGitHub();
  const file = join(github.dir, "app.env");
  await writeFile(file, formatEnv(github.sandbox, undefined), { mode: 0o600 });
  const callers = [{ name: "shop", tokenFrom: "SHOP_TOKEN", providers: ["crm"] }];
  app = startCommand(["serve", "--env", file, "--json"], {
    HALLPASS_AUTHZEN: JSON.stringify({ port: 0, callers }),
    SHOP_TOKEN: token,
  });
  expect(await app.exited).toBe(2);
  expect(app.errors.join("\n")).toContain('HALLPASS_PROVIDERS has no provider "crm". It has memory.');
});

it("an application is told that alice may while her lease lives, and that she may not before and after", async () => {
  github = await startLocalGitHub();
  const { as, dir, sandbox } = github;
  const file = join(dir, "app.env");
  await writeFile(file, formatEnv(sandbox, undefined), { mode: 0o600 });
  const callers = [{ name: "shop", tokenFrom: "SHOP_TOKEN", providers: ["memory"] }];
  app = startCommand(["serve", "--env", file, "--json"], {
    HALLPASS_AUTHZEN: JSON.stringify({ port: 0, callers }),
    SHOP_TOKEN: token,
  });
  const { authzenUrl } = JSON.parse(await app.firstLine());
  const ask = async (): Promise<unknown> => {
    const response = await fetch(`${authzenUrl}/access/v1/evaluation`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({
        subject: { type: "user", id: "alice" },
        action: { name: "visitor" },
        resource: { type: "memory", id: "sandbox" },
      }),
    });
    return response.json();
  };
  const denied = { decision: false, context: { reason: "NO_LIVE_LEASE" } };
  expect(await ask()).toEqual(denied);
  const { number } = await openPull(github, "alice", { [requestPath()]: visitorText({ duration: "10m" }) });
  await approve(github, "carol", number);
  await until("she may", ask, (answer) => JSON.stringify(answer) === '{"decision":true}');
  await as("alice").issues.createComment({ ...at, issue_number: number, body: "/hallpass end" });
  await until("she may no longer", ask, (answer) => JSON.stringify(answer) === JSON.stringify(denied));
});
