import { once } from "node:events";
import { rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { ConfigError } from "../../configuration/read-variables.ts";

/** The longest address of a socket on the strictest system, in bytes. */
const MAX_PATH = 103;

/**
 * Keeps a second process out of a state folder. Uses a socket, which answers only while its process lives; a file with a process id
 * could outlive a crash and keep the next process from ending access. Throws `ConfigError` if another process uses the folder. A path
 * that is too long for a socket is not locked. Resolves with the function that unlocks it.
 */
export async function lockState(dir: string): Promise<() => Promise<void>> {
  const path = join(dir, "lock");
  if (Buffer.byteLength(path) > MAX_PATH) return async () => undefined;
  if (await isAnswered(path))
    throw new ConfigError([
      `HALLPASS_STATE is "${dir}", and another process runs in it: there is one app per folder and access repository. End that one, or leave this one be.`,
    ]);
  await rm(path, { force: true });
  const server = createServer((socket) => socket.end());
  server.listen(path);
  await once(server, "listening");
  server.unref();
  return async () => {
    server.close();
    await once(server, "close");
  };
}

async function isAnswered(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
