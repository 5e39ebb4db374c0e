import { afterEach, describe, expect, it, vi } from "vitest";
import { defaultSeed, withThrowAway } from "../../demo/src/sandbox/seed.ts";
import type { SandboxOptions } from "../../sandbox/src/sandbox.ts";
import { main } from "../../src/cli.ts";
import { type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";

const at = { owner: "acme", repo: "throw-away" } as const;

let github: LocalGitHub;

async function start(options: Partial<SandboxOptions> = {}): Promise<void> {
  const webhookUrl = "http://127.0.0.1:9/hooks";
  github = await startLocalGitHub({ seed: withThrowAway(defaultSeed()), webhookUrl, ...options });
}

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await github.stop();
});

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as a person with both tokens would. */
async function smoke(args: readonly string[] = [], env: Record<string, string> = {}): Promise<Answer> {
  const { url, app } = github.sandbox;
  const given = {
    APP_ID: String(app.appId),
    PRIVATE_KEY: app.privateKey,
    GITHUB_API_URL: url,
    GITHUB_SERVER_URL: url,
    HALLPASS_SMOKE_REQUESTER_TOKEN: github.tokenOf("alice"),
    HALLPASS_SMOKE_APPROVER_TOKEN: github.tokenOf("carol"),
    ...env,
  };
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
  const [out, err] = [capture(process.stdout), capture(process.stderr)];
  const code = await main(["smoke", "--repository", "acme/throw-away", ...args]);
  vi.restoreAllMocks();
  return { code, out: out.join(""), err: err.join("") };
}

function capture(stream: NodeJS.WriteStream): string[] {
  const texts: string[] = [];
  vi.spyOn(stream, "write").mockImplementation((text) => texts.push(String(text)) > 0);
  return texts;
}

/** What a walk may leave: merged commits, and closed pull requests. */
async function listTraces() {
  const { repos, git, pulls } = github.as("carol");
  const [branches, rulesets, open, root] = await Promise.all([
    git.listMatchingRefs({ ...at, ref: "heads/" }),
    repos.getRepoRulesets({ ...at, includes_parents: false }),
    pulls.list({ ...at, state: "open" }),
    repos.getContent({ ...at, path: "" }),
  ]);
  const files = Array.isArray(root.data) ? root.data.map(({ name }) => name) : [];
  return {
    branches: branches.data.map(({ ref }) => ref),
    rulesets: rulesets.data.length,
    open: open.data.length,
    files,
  };
}

const untouched = { branches: ["refs/heads/main"], rulesets: 0, open: 0, files: ["README.md"] };

const pinnedBehaviour = { pins: "apps that reported" } as const;

describe("hallpass smoke", () => {
  it("walks one request, finds that every assumption holds, and leaves nothing", async () => {
    await start({ behaviour: pinnedBehaviour });
    const { code, out, err } = await smoke();
    expect(err).toBe("");
    expect(out).not.toMatch(/^[✗?]/mu);
    expect(out).toContain("17 hold, 0 fail, 1 noted, 0 not reached. Everything is cleaned up.");
    expect(code).toBe(0);
    expect(await listTraces()).toEqual(untouched);
  });

  it("does so while GitHub forgets deleted branches and settles slowly, as one JSON object", async () => {
    await start({
      behaviour: {
        ...pinnedBehaviour,
        activityLag: 1500,
        activityOfGoneBranches: "forgotten",
        baseUnsettled: 1500,
      },
    });
    const { code, out } = await smoke(["--json"]);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ repository: "acme/throw-away", good: true, left: [] });
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        id: "activity-afterwards",
        outcome: "noted",
        saw: expect.stringMatching(/^it does not/),
      }),
    );
    expect(code).toBe(0);
    expect(await listTraces()).toEqual(untouched);
  });

  it("says what does not hold, goes on, and cleans up", async () => {
    await start();
    github.sandbox.control.failRequests({ answer: "server error", path: "*/activity", caller: "hallpass" });
    const { code, out } = await smoke();
    expect(out).toMatch(/^✗ activity /mu);
    expect(out).toMatch(/^✓ merge /mu);
    expect(code).toBe(1);
    expect(await listTraces()).toEqual(untouched);
  });

  it("cleans up when GitHub fails in the middle, and says what it could not", async () => {
    await start();
    const { control } = github.sandbox;
    control.failRequests({ answer: "server error", method: "PUT", path: "*/merge" });
    control.failRequests({ answer: "server error", method: "DELETE", path: "*/git/refs/*", calls: 1 });
    const { code, out } = await smoke();
    expect(out).toMatch(/^\? receipt .*nothing was merged$/mu);
    expect(out).toMatch(
      /This is left in acme\/throw-away; remove it by hand:\n {2}- the branch hallpass-smoke-\w+\/\w+ \(500/u,
    );
    expect(code).toBe(3);
    const { branches, ...rest } = await listTraces();
    expect(branches).toHaveLength(2);
    const { branches: _, ...others } = untouched;
    expect(rest).toEqual(others);
  });

  it("cleans up when the request is merged and its receipt fails", async () => {
    await start();
    // The second pull request: the first call is the request's own.
    github.sandbox.control.failRequests({
      answer: "server error",
      method: "POST",
      path: "*/pulls",
      caller: "hallpass",
    });
    const { code, out } = await smoke();
    expect(out).toMatch(/^✓ merge /mu);
    expect(out).toMatch(/^✗ receipt /mu);
    expect(code).toBe(1);
    const { files, ...rest } = await listTraces();
    expect(files).not.toContain("hallpass-smoke");
    expect({ files, ...rest }).toEqual(untouched);
  });

  it("cleans up when it is told to stop", async () => {
    await start();
    const stopping = smoke();
    await vi.waitFor(
      () => expect(github.sandbox.requests().callers.hallpass?.requests ?? 0).toBeGreaterThan(8),
      {
        timeout: 20_000,
        interval: 5,
      },
    );
    process.emit("SIGTERM");
    const { code, err, out } = await stopping;
    expect(err).toContain("It was told to stop.");
    expect(out).not.toContain("receipt");
    expect(code).toBe(3);
    expect(await listTraces()).toEqual(untouched);
  });

  it("tells a script that GitHub refused a token", async () => {
    await start();
    const { code, out } = await smoke(["--json"], {
      HALLPASS_SMOKE_REQUESTER_TOKEN: "not-a-token-of-anybody",
    });
    expect(JSON.parse(out)).toMatchObject({
      good: false,
      error: { code: "GITHUB_REFUSED", message: expect.stringContaining("401"), fix: expect.any(String) },
    });
    expect(code).toBe(2);
  });

  it("never prints a token", async () => {
    await start();
    const { out, err } = await smoke([], { HALLPASS_SMOKE_REQUESTER_TOKEN: "not-a-token-of-anybody" });
    expect(out + err).not.toContain("not-a-token");
    expect(err).toContain("401");
  });
});

describe("hallpass smoke refuses", () => {
  const rows: readonly (readonly [
    string,
    () => Promise<unknown> | unknown,
    Record<string, string>,
    string,
  ])[] = [
    [
      "a repository without the topic",
      () => github.as("carol").repos.replaceAllTopics({ ...at, names: ["access"] }),
      {},
      "is not marked as one to throw away",
    ],
    [
      "the repository that the server guards",
      () => {},
      { HALLPASS_REPOSITORY: "Acme/Throw-Away" },
      "is the access repository of this configuration",
    ],
    [
      "the repository that the server guards under another name",
      () => {},
      { HALLPASS_REPOSITORY_ID: "5099" },
      "is the access repository of this configuration",
    ],
    [
      "a repository that was renamed",
      () => github.as("carol").repos.update({ ...at, name: "kept" }),
      {},
      "is called acme/kept now",
    ],
    [
      "a repository with policies",
      () =>
        github.as("carol").repos.createOrUpdateFileContents({
          ...at,
          path: "policies/orders.yaml",
          message: "Begin",
          content: Buffer.from("a\n").toString("base64"),
        }),
      {},
      "has policies: it is in use",
    ],
    [
      "a repository with a ledger",
      async () => {
        const { git } = github.as("carol");
        const { data } = await git.getRef({ ...at, ref: "heads/main" });
        await git.createRef({ ...at, ref: "refs/heads/access-ledger", sha: data.object.sha });
      },
      {},
      "has the branch access-ledger",
    ],
    [
      "a repository with rules",
      () =>
        github.as("carol").repos.createRepoRuleset({
          ...at,
          name: "mine",
          enforcement: "active",
          conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
          rules: [{ type: "deletion" }],
        }),
      {},
      "has rules already (deletion)",
    ],
    [
      "an approver who does not administer it",
      () => github.sandbox.control.setCollaborator("carol", "write", "throw-away"),
      {},
      "carol does not administer",
    ],
    [
      "a requester who may not write",
      () => github.sandbox.control.setCollaborator("alice", "read", "throw-away"),
      {},
      "alice may not write",
    ],
  ];

  it.each(rows)("%s, and changes nothing", async (_what, prepare, env, why) => {
    await start();
    await prepare();
    const writes = () =>
      github.sandbox.requests().requests.filter(({ method }) => !["GET", "POST"].includes(method)).length;
    const before = writes();
    const { code, out, err } = await smoke([], env);
    expect(err).toContain(why);
    expect(out).toBe("");
    expect(code).toBe(2);
    expect(writes()).toBe(before);
  });

  it("two tokens of one person", async () => {
    await start();
    const token = github.tokenOf("carol");
    const { code, err } = await smoke([], { HALLPASS_SMOKE_REQUESTER_TOKEN: token });
    expect(err).toContain("Both tokens are carol's");
    expect(code).toBe(2);
  });

  it("a call without a repository, or without the tokens", async () => {
    await start();
    const none = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
    expect(await main(["smoke"])).toBe(2);
    expect(none).toHaveBeenCalledWith(expect.stringContaining("--repository OWNER/NAME"));
    const { code, err } = await smoke([], { HALLPASS_SMOKE_APPROVER_TOKEN: "" });
    expect(err).toContain("HALLPASS_SMOKE_APPROVER_TOKEN is not set");
    expect(code).toBe(2);
  });
});
