import { mkdir, rm } from "node:fs/promises";
import { runGit, type Store } from "./run.ts";

const settings: readonly (readonly [string, string])[] = [
  ["http.receivepack", "true"],
  // What GitHub serves: pull heads and every commit by id, and partial clones.
  ["uploadpack.allowAnySHA1InWant", "true"],
  ["uploadpack.allowFilter", "true"],
  // What GitHub refuses: refs/pull belongs to the server.
  ["receive.hideRefs", "refs/pull"],
  ["receive.fsckObjects", "true"],
  ["receive.denyDeleteCurrent", "refuse"],
  // No child of git may outlive the request that started it.
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
  ["receive.autogc", "false"],
];

/** Makes an empty bare repository that can be served over HTTP; no hooks, so nothing in it is ever run. */
export async function createStore(directory: string, defaultBranch: string): Promise<Store> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const store = { directory };
  await runGit(store, ["init", "--quiet", "--bare", "--template=", `--initial-branch=${defaultBranch}`]);
  for (const [name, value] of settings) await runGit(store, ["config", name, value]);
  await rm(`${directory}/hooks`, { recursive: true, force: true });
  return store;
}
