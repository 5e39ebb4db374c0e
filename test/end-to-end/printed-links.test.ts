import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runAction } from "../../action/run.ts";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { openPages, type Visitor } from "../../sandbox/test/browsing.ts";
import { crawl } from "../../sandbox/test/crawl.ts";
import { answerComment } from "../../src/operations/answer.ts";
import { hearIssue } from "../../src/operations/opening/hear-issue.ts";
import { startCommand } from "../support/command-process.ts";
import { commandOf } from "../support/commands.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { issueText } from "../support/issue-form.ts";
import { at } from "../support/local-github.ts";
import { letOwnersPast } from "../support/past-the-rules.ts";
import { approve, openPull, requestPath } from "../support/people.ts";

let app: InProcess;
let visitor: Visitor;
let channel: Server;
/** Everything that was printed outside GitHub, by what printed it. */
const printed: { readonly by: string; readonly text: string }[] = [];

const tell = (by: string, ...lines: readonly string[]) => void printed.push({ by, text: lines.join("\n") });

async function startChannel(): Promise<number> {
  channel = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      tell("a notice", Buffer.concat(parts).toString());
      response.end();
    });
  });
  await new Promise<void>((resolve) => void channel.listen(0, "127.0.0.1", resolve));
  const address = channel.address();
  if (address === null || typeof address === "string") throw new Error("The channel has no port.");
  return address.port;
}

beforeAll(async () => {
  const port = await startChannel();
  const notices = {
    channels: [
      {
        ...{ name: "events", kind: "webhook", url: `http://127.0.0.1:${port}/`, secretFrom: "EVENTS_SECRET" },
        ...{ networks: ["127.0.0.0/8"], rules: [{ tell: ["granted", "ended", "refused"] }] },
      },
    ],
  };
  const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
  app = await startInProcess({
    env: { HALLPASS_NOTICES: JSON.stringify(notices), EVENTS_SECRET: secret },
  });
  visitor = await openPages(app.github.sandbox);
}, 240_000);
afterAll(async () => {
  channel?.close();
  await app?.stop();
});

/** Runs a command as this person does, and keeps what it printed. */
async function hallpass(login: string, ...args: readonly string[]): Promise<string> {
  const { tokenOf, sandbox, dir } = app.github;
  const command = startCommand(args, {
    ...{ GH_TOKEN: tokenOf(login), HALLPASS_REPOSITORY: "acme/access" },
    ...{ GITHUB_API_URL: sandbox.url, GITHUB_SERVER_URL: sandbox.url, XDG_STATE_HOME: join(dir, "home") },
  });
  await command.exited;
  tell(`hallpass ${args.join(" ")}`, ...command.output, ...command.errors);
  return command.output.join("\n");
}

async function say(login: string, pull: number, body: string): Promise<void> {
  const { data } = await app.as(login).issues.createComment({ ...at, issue_number: pull, body });
  await answerComment(app.deps, commandOf(data, pull));
}

async function grant(pull: number): Promise<void> {
  await app.brief(pull);
  await approve(app.github, "carol", pull);
  await app.brief(pull);
  await app.reconcile();
}

async function ask(text: string): Promise<number> {
  const { number } = await openPull(app.github, "alice", { [requestPath()]: text });
  await app.brief(number);
  return number;
}

/** Granted, extended, ended early; by a command and comments. */
async function liveByCommand(): Promise<void> {
  const out = await hallpass(
    "alice",
    "request",
    "sandbox:visitor",
    "--for",
    "1h",
    "--reason",
    "Stuck refunds",
    "--json",
  );
  const { number } = JSON.parse(out);
  await grant(number);
  app.travel(51 * 60);
  await app.reconcile();
  for (const command of ["status", "help", "extend 1h", "extend a while", "end"])
    await say("alice", number, `/hallpass ${command}`);
  await app.watch();
  await app.reconcile();
  await say("alice", number, "/hallpass extend 1h");
}

/** Never granted: for too long, with a mistake in a line, by a stranger, merged past the rules. */
async function askInVain(): Promise<void> {
  await ask(visitorText({ duration: "1000d" }));
  await ask(`${visitorText()}bogus: 1\n`);
  await ask(visitorText({ entitlements: "[{ provider: memory, resource: sandbox, role: owner }]" }));
  const past = await ask(visitorText({ duration: "900d" }));
  await letOwnersPast(app.github, "always");
  await app.as("olga").pulls.merge({ ...at, pull_number: past, merge_method: "squash" });
  await letOwnersPast(app.github);
  await app.reconcile();
  app.travel(61);
  await app.reconcile();
  const rules = await openPull(app.github, "olga", { "policies/sandbox-visitor.yaml": "name: [\n" });
  await app.brief(rules.number);
}

/** Granted, and ended by the clock; by an issue. And an issue with a mistake. */
async function liveByIssue(): Promise<void> {
  const open = async (body: string): Promise<number> =>
    (await app.as("alice").issues.create({ ...at, title: "Access", body, labels: ["access request"] })).data
      .number;
  await hearIssue(app.deps, await open(issueText({ duration: "9d" })));
  const issue = await open(issueText());
  await hearIssue(app.deps, issue);
  const pulls = (
    await app.as("alice").pulls.list({ ...at, state: "open", sort: "created", direction: "desc" })
  ).data;
  const opened = pulls.find(({ head }) => head.ref.startsWith("hallpass/ask/i"));
  await grant(opened?.number ?? expect.fail("The app opened no pull request."));
  app.travel(7300);
  await app.reconcile();
}

/** The day after, the Action opens the pull request with the receipts. */
async function receive(): Promise<void> {
  const { sandbox, appToken } = app.github;
  const swept = await runAction(
    {
      token: await appToken(sandbox.reaper),
      providers: JSON.stringify([{ name: "memory", adapter: "memory" }]),
      ...at,
      ...{ defaultBranch: undefined, ledgerKey: sandbox.ledgerPublicKey, stateDir: undefined, dryRun: false },
      ...{ receipts: "daily", graceMilliseconds: 300_000, appSlug: sandbox.reaper?.slug ?? "" },
      ...{ apiUrl: sandbox.url, serverUrl: sandbox.url, cloneUrl: sandbox.cloneUrl },
    },
    {},
    () => new Date(Date.now() + 3 * 86_400_000),
  );
  expect(swept.pulls.length).toBeGreaterThan(0);
  tell("the Action", ...swept.pulls.map(({ url }) => url));
}

/** What operators and people run besides. */
async function runCommands(): Promise<void> {
  const { sandbox, dir } = app.github;
  const env = join(dir, "server.env");
  await writeFile(env, formatEnv(sandbox, undefined), { mode: 0o600 });
  const { dir: root } = await app.clone("alice");
  const fresh = await mkdtemp(join(dir, "fresh-"));
  await hallpass("olga", "doctor", "--env", env);
  await hallpass("olga", "rulesets", "--env", env);
  await hallpass("olga", "notices", "--env", env);
  await hallpass("olga", "workflows", "--env", env);
  await hallpass("olga", "app", "--env", env, "--dry-run");
  await hallpass("olga", "init", "acme/access", "--env", join(fresh, "hallpass.env"), "--dry-run");
  await hallpass("alice", "links", "--root", root, "--repository", `${sandbox.url}/acme/access`, "--write");
  await hallpass("alice", "links", "--root", root, "--repository", `${sandbox.url}/acme/access`);
  await hallpass("alice", "request", "--list");
  await hallpass("alice", "request", "sandbox:owner", "--for", "1h", "--reason", "Stuck refunds");
  await hallpass("alice", "check", "--root", root);
  await hallpass("alice", "owners", "access-requests/payments/a.yaml", "--root", root);
}

/** What stands on GitHub, as it was written: not all of it is a link on a page. */
async function readGitHub(): Promise<void> {
  const alice = app.as("alice");
  const issues = await alice.paginate(alice.issues.listForRepo, { ...at, state: "all", per_page: 100 });
  for (const { number, body } of issues) tell(`#${number}`, body ?? "");
  const comments = await alice.paginate(alice.issues.listCommentsForRepo, { ...at, per_page: 100 });
  for (const { html_url, body } of comments) tell(`the comment ${html_url}`, body ?? "");
  const pulls = await alice.paginate(alice.pulls.list, { ...at, state: "all", per_page: 100 });
  for (const { number, head } of pulls) {
    const { data } = await alice.checks.listForRef({ ...at, ref: head.sha });
    for (const { id, html_url, details_url, output } of data.check_runs) {
      const notes = (await alice.checks.listAnnotations({ ...at, check_run_id: id })).data;
      const links = [html_url ?? "", details_url ?? ""];
      tell(
        `the check of #${number}`,
        output.summary ?? "",
        output.text ?? "",
        ...links,
        ...notes.map(({ message }) => message ?? ""),
      );
    }
  }
  for (const { name, description } of (await alice.issues.listLabelsForRepo(at)).data)
    tell(`the label ${name}`, description ?? "");
  for (const branch of ["main", "access-ledger"])
    for (const { sha, commit } of (await alice.repos.listCommits({ ...at, sha: branch, per_page: 100 })).data)
      tell(`the commit ${sha}`, commit.message);
}

/** Addresses in a text, without what a sentence, Markdown or JSON puts behind them. */
const listAddresses = (text: string): string[] =>
  [...text.matchAll(/https?:\/\/[^\s<>"'`|\\]+/gu)].map(([address]) =>
    address.replace(/[).,;:!?\]*]+$/u, ""),
  );

it("no link is dead that anything prints in the life of requests", async () => {
  await liveByCommand();
  await askInVain();
  await liveByIssue();
  await receive();
  await runCommands();
  await readGitHub();
  const { url } = app.github.sandbox;
  const links = printed.flatMap(({ by, text }) => listAddresses(text).map((to) => ({ on: by, to })));
  const own = links.filter(({ to }) => to.startsWith(`${url}/`));
  const isForPrograms = ({ to }: { to: string }): boolean => to.startsWith(`${url}/repos/`);
  const headers = { authorization: `Bearer ${app.github.tokenOf("olga")}` };
  for (const { to } of own.filter(isForPrograms))
    expect([to, (await fetch(to, { headers })).status]).toEqual([to, 200]);
  const printers = [
    "a notice",
    "the Action",
    "the comment",
    "the check",
    "hallpass request",
    "hallpass links",
  ];
  expect(printers.filter((name) => !own.some(({ on }) => on.startsWith(name)))).toEqual([]);
  await visitor.be("olga");
  const { dead, opened } = await crawl(visitor, url, [
    { on: "the start", to: "/" },
    ...own.filter((link) => !isForPrograms(link)),
  ]);
  expect(dead, JSON.stringify(dead, undefined, 1)).toEqual([]);
  expect(opened.size).toBeGreaterThan(100);
});
