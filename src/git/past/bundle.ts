import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { gitEnvironment } from "../process/environment.ts";
import { RepositoryError } from "../process/error.ts";
import { startGit } from "../process/start-git.ts";
import type { Store } from "../process/store.ts";

export interface BundledRef {
  /** Such as refs/heads/main. */
  readonly name: string;
  readonly commit: string;
}

/**
 * One thread, no deltas, no compression, nothing taken over from the packs of the clone: the same history gives the same bytes on every
 * machine.
 */
const PACK = [
  "-c",
  "core.commitGraph=false",
  "-c",
  "pack.useBitmaps=false",
  "pack-objects",
  "--stdout",
  "--revs",
  "--no-reuse-delta",
  "--no-reuse-object",
  "--window=0",
  "--depth=0",
  "--compression=0",
  "--threads=1",
  "--quiet",
];

/** Writes a bundle of these refs and all of their history (gitformat-bundle(5), version 2). Throws `RepositoryError`. */
export async function writeBundle(store: Store, refs: readonly BundledRef[], path: string): Promise<void> {
  const file = createWriteStream(path, { flags: "wx" });
  file.write(`# v2 git bundle\n${refs.map(({ commit, name }) => `${commit} ${name}\n`).join("")}\n`);
  const child = startGit(PACK, {
    cwd: store.directory,
    env: { ...gitEnvironment(), GIT_DIR: store.directory },
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  let stderr = "";
  child.stderr.on("data", (bytes: Buffer) => {
    stderr = `${stderr}${bytes.toString("utf8")}`.slice(0, 2000);
  });
  child.stdin.end(refs.map(({ commit }) => `${commit}\n`).join(""));
  await pipeline(child.stdout, file);
  if ((await ended) !== 0)
    throw new RepositoryError({ command: "pack-objects", detail: stderr, retryable: false });
}
