import { appendFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { runGit, type Store } from "./run.ts";

const settings = `
[http]
	receivepack = true
[uploadpack]
	# What GitHub serves: pull heads and every commit by id, and partial clones.
	allowAnySHA1InWant = true
	allowFilter = true
[receive]
	# What GitHub refuses: refs/pull belongs to the server.
	hideRefs = refs/pull
	fsckObjects = true
	denyDeleteCurrent = refuse
	# Every object in a file of its own: read without starting git.
	unpackLimit = 10000
	# No child of git may outlive the request that started it.
	autogc = false
[gc]
	auto = 0
[maintenance]
	auto = false
`;

/** Makes an empty bare repository that can be served over HTTP. It has no hooks, so git runs no code from it. */
export async function createStore(directory: string, defaultBranch: string): Promise<Store> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const store = { directory };
  await runGit(store, ["init", "--quiet", "--bare", "--template=", `--initial-branch=${defaultBranch}`]);
  await appendFile(join(directory, "config"), settings);
  await rm(`${directory}/hooks`, { recursive: true, force: true });
  return store;
}
