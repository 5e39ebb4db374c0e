// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X37: Git obeys an environment variable, a hook or a configuration of the machine or the repository.
//   X38: A git server sends the app's token on to another server, or an error shows it.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { delimiter, join } from "node:path";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { runGit } from "../../../src/git/process/command.ts";
import { gitRepository } from "../../../src/git/repository.ts";
import { git, temporaryFolder } from "../fixture.ts";

const token = "ghs_V3rySecret/Token+";
const basic = `Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;

async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}`;
}

/** Asks for credentials, then refuses them, repeating them in every form. */
const indiscreet =
  (seen: (string | undefined)[]): RequestListener =>
  (request, response) => {
    const { authorization } = request.headers;
    seen.push(authorization);
    if (authorization === undefined) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="x"' }).end();
      return;
    }
    response.writeHead(403, { "content-type": "text/plain" }).end(`no ${authorization} ${token} \u001b[2J\n`);
  };

const openClone = (origin: string) =>
  gitRepository({
    url: `${origin}/x.git`,
    dir: temporaryFolder(),
    defaultBranch: "main",
    token: async () => token,
  });

/** A `git` first on the path that writes down its arguments. */
function recordArguments(): () => string {
  const folder = temporaryFolder();
  const real = execFileSync("sh", ["-c", "command -v git"]).toString().trim();
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" >> '${folder}/log'\nexec '${real}' "$@"\n`;
  writeFileSync(join(folder, "git"), script, { mode: 0o755 });
  vi.stubEnv("PATH", `${folder}${delimiter}${process.env.PATH}`);
  return () => readFileSync(join(folder, "log"), "utf8");
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the token", () => {
  it("X38: reaches the server, and neither an argument nor an error", async () => {
    const argumentsSeen = recordArguments();
    const seen: (string | undefined)[] = [];
    const clone = await openClone(await listen(indiscreet(seen)));
    const error: unknown = await clone.fetch().catch((reason: unknown) => reason);
    expect(seen).toContain(basic);
    expect(error).toMatchObject({ name: "RepositoryError", retryable: true, command: "fetch" });
    expect(String(error)).toContain("***");
    const spoken = `${error} ${JSON.stringify(error)} ${argumentsSeen()}`;
    for (const secret of [token, basic.slice(6), "\u001b"]) expect(spoken).not.toContain(secret);
  });

  it("X38: does not follow a redirect to another server", async () => {
    const seen: (string | undefined)[] = [];
    const other = await listen(indiscreet(seen));
    const origin = await listen(({ url = "" }, response) => {
      response.writeHead(302, { location: `${other}${url}` }).end();
    });
    await expect((await openClone(origin)).fetch()).rejects.toThrow();
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter(Boolean)).toEqual([]);
  });
});

describe("running git", () => {
  it("X37: takes nothing from the GIT_ variables, the person's configuration or the repository's hooks", async () => {
    const directory = temporaryFolder();
    git(directory, ["init", "--quiet", "--bare"]);
    git(directory, ["config", "core.hooksPath", "evil"]);
    vi.stubEnv("GIT_DIR", "/nowhere");
    vi.stubEnv("GIT_CONFIG_GLOBAL", "/nowhere/config");
    vi.stubEnv("GIT_SSH_COMMAND", "evil");
    const read = async (args: string[]) => (await runGit({ directory }, args)).stdout.toString().trim();
    expect(await read(["rev-parse", "--absolute-git-dir"])).toBe(
      await read(["rev-parse", "--git-dir"]).then(() => directory),
    );
    expect(await read(["config", "core.hooksPath"])).toBe("/dev/null");
  });

  it("stops what takes too long or says too much", async () => {
    const directory = temporaryFolder();
    git(directory, ["init", "--quiet", "--bare"]);
    const hang = await listen(() => {});
    const remote = { url: `${hang}/x.git`, token: async () => undefined };
    const slow = runGit({ directory }, ["ls-remote", "--", remote.url], { remote, timeoutMs: 50 });
    await expect(slow).rejects.toMatchObject({
      retryable: true,
      message: expect.stringContaining("no end after"),
    });
    await expect(runGit({ directory }, ["help", "-a"], { maxBytes: 10 })).rejects.toThrow(
      /more than 10 bytes/,
    );
  });

  it("names the command and what git said, not the arguments", async () => {
    const directory = temporaryFolder();
    git(directory, ["init", "--quiet", "--bare"]);
    const error: unknown = await runGit({ directory }, [
      "--literal-pathspecs",
      "cat-file",
      "blob",
      "x",
    ]).catch((e) => e);
    expect(error).toMatchObject({ command: "cat-file", exitCode: 128, retryable: false });
    expect(String(error)).toMatch(/^RepositoryError: git cat-file failed \(exit 128\): fatal:/);
  });
});
