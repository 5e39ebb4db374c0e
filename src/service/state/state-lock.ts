import { once } from "node:events";
import { rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { ConfigError } from "../../configuration/read-variables.ts";

/** What the address of a socket may have at most, on the strictest of systems. */
const MAX_PATH = 103;

/**
 * Keeps a second process out of a state folder. A socket and not a number in a file: it answers as long as its process lives,
 * however that ends, so what was left behind never keeps anybody from ending access. Throws `ConfigError` when somebody is in the
 * folder; a folder whose path is too long for a socket is not kept. Resolves with what lets go of it.
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
