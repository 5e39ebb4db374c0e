import { copyFile, mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "../../configuration/read-variables.ts";
import type { Finding } from "../../core/findings/finding.ts";
import { raiseAlert } from "../../core/ports/alert.ts";
import type { Log } from "../../core/ports/log.ts";
import { inheritRepository } from "../../git/inherit.ts";
import { explainUnwritable } from "./disk-watch.ts";
import { lockState } from "./state-lock.ts";

/** The folder with the clone and the journal of this process. */
export interface StateFolder {
  readonly dir: string;
  /** The reasons to grant nothing: the configured folder cannot be written. */
  readonly stops: readonly Finding[];
  release(): Promise<void>;
}

export const CLONE = "repository.git";
export const JOURNAL = "journal.jsonl";

/** Error codes of a machine that cannot write; others mean that the configuration names no folder. */
const UNWRITABLE = new Set([
  ...["ENOSPC", "EDQUOT", "EROFS", "EIO", "EACCES", "EPERM", "EMFILE", "ENFILE", "ENOBUFS"],
]);
/** The bytes that a `git init` and one round of the journal need. */
const PROBE_BYTES = 256 * 1024;

interface Places {
  /** Tried in this order: a disk, then memory. */
  readonly scratch: readonly string[];
  /** Throws when nothing can be written to the folder. */
  readonly probe: (dir: string) => Promise<void>;
}

const places: Places = { scratch: [tmpdir(), "/dev/shm"], probe: probeFolder };

/**
 * Opens the state folder, or a scratch folder if the machine cannot write to it, because access must end also with a full disk. The
 * scratch folder starts with the old clone and the old journal if they can be read. Throws `ConfigError`.
 */
export async function openStateFolder(
  stateDir: string,
  log: Log,
  { scratch, probe }: Places = places,
): Promise<StateFolder> {
  let unlock: StateFolder["release"] = async () => undefined;
  try {
    await makeFolder(stateDir);
    unlock = await lockState(stateDir);
    await probe(stateDir);
    return { dir: stateDir, stops: [], release: unlock };
  } catch (error) {
    const code = findCode(error);
    if (code === undefined) throw error;
    const stop = explainUnwritable(`The server's state folder "${stateDir}"`, code);
    raiseAlert(
      log,
      stop.code,
      { step: "state", folder: stateDir, cause: code, err: error },
      `${stop.message} ${stop.fix}`,
    );
    const dir = await openScratch(scratch, probe);
    if (dir === undefined) return { dir: stateDir, stops: [stop], release: unlock };
    await inherit(stateDir, dir, log);
    const release = async (): Promise<void> => {
      await rm(dir, { recursive: true, force: true, maxRetries: 10 });
      await unlock();
    };
    return { dir, stops: [stop], release };
  }
}

async function makeFolder(stateDir: string): Promise<void> {
  try {
    await mkdir(stateDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (findCode(error) !== undefined) throw error;
    throw new ConfigError([
      `HALLPASS_STATE is "${stateDir}", a folder that cannot be made: ${error instanceof Error ? error.message : String(error)}.`,
    ]);
  }
}

function findCode(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return UNWRITABLE.has(code) ? code : undefined;
}

async function probeFolder(dir: string): Promise<void> {
  const path = join(dir, "probe");
  const handle = await open(path, "w", 0o600);
  try {
    await handle.writeFile(Buffer.alloc(PROBE_BYTES, 1));
    await handle.sync();
  } finally {
    await handle.close();
    await rm(path, { force: true });
  }
}

async function openScratch(roots: readonly string[], probe: Places["probe"]): Promise<string | undefined> {
  for (const root of roots) {
    const dir = await mkdtemp(join(root, "hallpass-")).catch(() => undefined);
    if (dir === undefined) continue;
    try {
      await probe(dir);
      return dir;
    } catch {
      await rm(dir, { recursive: true, force: true, maxRetries: 10 }).catch(() => undefined);
    }
  }
  return undefined;
}

/** If the old clone cannot be read, git fetches from GitHub. */
async function inherit(from: string, to: string, log: Log): Promise<void> {
  try {
    await inheritRepository(join(from, CLONE), join(to, CLONE));
  } catch (error) {
    log.warn(
      { step: "state", err: error },
      "the old clone cannot be read; the ledger is fetched from GitHub",
    );
    await rm(join(to, CLONE), { recursive: true, force: true, maxRetries: 10 });
  }
  await copyFile(join(from, JOURNAL), join(to, JOURNAL)).catch((error: unknown) => {
    log.warn(
      { step: "state", err: error },
      "the old journal cannot be read; planning finds the same changes again",
    );
  });
}
