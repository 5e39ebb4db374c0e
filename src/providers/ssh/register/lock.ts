import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { ProviderError } from "../../adapter/error.ts";
import type { SshConfiguration } from "../configuration.ts";

const lockFile = ({ folder }: Pick<SshConfiguration, "folder">): string => join(folder, ".lock");

/**
 * Works while nobody else changes the folder: another process of Hallpass, or an administrator who takes the lock with flock(1). The lock is that of
 * a child, which ends with this process, however that ends. Throws `ProviderError` (`BUSY`) where the lock does not come free in time.
 */
export async function withLock<Result>(
  configuration: SshConfiguration,
  seconds: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const file = lockFile(configuration);
  // Nobody else may open it, so nobody else can hold it.
  await (await open(file, "a", 0o600)).close();
  const { PATH = "" } = process.env;
  // `cat` ends when its stdin is closed.
  const words = ["-w", String(seconds), file, "sh", "-c", "echo locked && exec cat"];
  // In a group of its own, because a terminal interrupts a whole group.
  const child = spawn("flock", words, { env: { PATH, LC_ALL: "C" }, detached: true });
  const ended = once(child, "close").catch(() => {});
  try {
    await waitForLock(configuration.name, child);
    return await work();
  } finally {
    child.stdin.end();
    await ended;
  }
}

function waitForLock(provider: string, child: ChildProcessWithoutNullStreams): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdin.on("error", () => {});
    child.on("error", reject);
    child.stdout.once("data", () => resolve());
    child.once("close", () =>
      reject(new ProviderError(provider, "BUSY", new Error("Somebody else holds the folder's lock."))),
    );
  });
}
