import { afterAll, beforeAll, expect, it } from "vitest";
import { type CommandProcess, startCommand } from "../support/command-process.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, isMerged } from "../support/people.ts";
import { until } from "../support/until.ts";

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess();
}, 240_000);
afterAll(() => app?.stop());

function request(login: string, ...args: readonly string[]): CommandProcess {
  const { tokenOf, sandbox } = app.github;
  return startCommand(["request", ...args, "--json"], {
    ...{ GH_TOKEN: tokenOf(login), HALLPASS_REPOSITORY: "acme/access", GITHUB_API_URL: sandbox.url },
  });
}

const recordsOf = ({ output }: CommandProcess) => output.map((line) => JSON.parse(line));

const waitForComment = (number: number, text: string) =>
  until(
    `the comment ${text} on #${number}`,
    async () => (await app.as("alice").issues.listComments({ ...at, issue_number: number })).data,
    (comments) => comments.some(({ body }) => body === text),
  );

it("follows a request until it is granted, extends it, and ends it", async () => {
  const asked = request("alice", "sandbox:visitor", "--for", "1h", "--reason", "Stuck refunds", "--watch");
  await asked.firstLine();
  const [{ number, path }] = recordsOf(asked);
  await app.review(number);
  await approve(app.github, "carol", number);
  await app.review(number);
  expect(await isMerged(app.github, number)).toBe(true);
  await app.reconcile();
  expect(await asked.exited).toBe(0);
  expect(recordsOf(asked).at(-1)).toMatchObject({
    ...{ number, path, state: "granted" },
    access: [{ access: "memory/sandbox:visitor", state: "granted" }],
  });

  const again = request(
    "alice",
    String(number),
    "--extend",
    "30m",
    "--reason",
    "Not solved yet",
    "--dry-run",
  );
  expect({ code: await again.exited, text: recordsOf(again)[0].text }).toMatchObject({
    code: 0,
    text: expect.stringContaining(`extends: "${path.slice("access-requests/".length, -".yaml".length)}"`),
  });

  const ending = request("alice", "sandbox:visitor", "--end");
  await waitForComment(number, "/hallpass end");
  await app.watch();
  await app.reconcile();
  expect(await ending.exited).toBe(0);
  expect(recordsOf(ending)).toMatchObject([{ number, state: "ended", answer: null }]);
  expect(await app.listVisitors()).toEqual([]);
  expect(await request("alice", String(number)).exited).toBe(1);
});

it("withdraws a request that is not merged yet", async () => {
  const asked = request("alice", "sandbox:visitor", "--reason", "Stuck refunds");
  expect(await asked.exited).toBe(0);
  const [{ number }] = recordsOf(asked);
  const ending = request("alice", "--end");
  expect(await ending.exited).toBe(0);
  expect(recordsOf(ending)).toMatchObject([{ number, state: "closed" }]);
  expect((await app.as("alice").pulls.get({ ...at, pull_number: number })).data.state).toBe("closed");
});

it.each([
  [["99"], /There is no pull request #99/u],
  [["sandbox:visitor", "--end"], /You have no request for sandbox:visitor that is open or granted/u],
  [["sandbox:visitor", "--end", "--extend", "1h"], /Give only one of --end and --extend/u],
  [["1", "2"], /Name one request at a time/u],
])("says what to do for %j", async (args, says) => {
  const command = request("alice", ...args);
  expect(await command.exited).toBe(2);
  expect(command.errors.join("\n")).toMatch(says);
});

it("extends and withdraws nobody else's request", async () => {
  const asked = request("alice", "sandbox:visitor", "--reason", "Stuck refunds");
  await asked.exited;
  const command = request(
    "dave",
    String(recordsOf(asked)[0].number),
    "--extend",
    "1h",
    "--reason",
    "Mine now",
  );
  expect(await command.exited).toBe(2);
  expect(command.errors.join("\n")).toContain("gives access to alice, and you are dave");
  const { number } = recordsOf(asked)[0];
  const ending = request("dave", String(number), "--end");
  expect(await ending.exited).toBe(2);
  expect(ending.errors.join("\n")).toContain("asks for alice, and you are dave");
  expect((await app.as("alice").pulls.get({ ...at, pull_number: number })).data.state).toBe("open");
});
