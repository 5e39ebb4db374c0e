import { execFile } from "node:child_process";
import { chmod, mkdir, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** The disk of the state folder, which can take nothing for a while. */
export interface Disk {
  /** How it is made to take nothing; undefined = it cannot be made to here. */
  readonly fault: "ENOSPC" | "EACCES" | undefined;
  fill(): Promise<void>;
  free(): Promise<void>;
  /** Removes everything on it. */
  wipe(): Promise<void>;
  close(): Promise<void>;
}

const run = promisify(execFile);
const FILLER = "filler";
const MEGABYTE = 1024 * 1024;
/** More than the clone and the journal of a run need. */
const SIZE = "64m";

/** A file system of its own, which really is full, where it may be mounted; else a folder that an account without root may not write to. */
export async function openDisk(dir: string): Promise<Disk> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const isMounted = await run("mount", ["-t", "tmpfs", "-o", `size=${SIZE},mode=700`, "tmpfs", dir]).then(
    () => true,
    () => false,
  );
  if (isMounted) return mounted(dir);
  const isRoot = process.getuid?.() === 0;
  return isRoot
    ? { ...plain(dir), fault: undefined }
    : { ...plain(dir), ...forbidding(dir), fault: "EACCES" };
}

function plain(dir: string): Omit<Disk, "fault"> {
  return {
    fill: async () => undefined,
    free: async () => undefined,
    // The folder itself may be where something is mounted.
    wipe: async () => {
      const names = await readdir(dir).catch(() => []);
      for (const name of names) await rm(join(dir, name), { recursive: true, force: true, maxRetries: 10 });
    },
    close: async () => undefined,
  };
}

const mounted = (dir: string): Disk => ({
  ...plain(dir),
  fault: "ENOSPC",
  fill: () => writeUntilFull(join(dir, FILLER)),
  free: () => rm(join(dir, FILLER), { force: true }),
  close: async () => {
    await run("umount", ["-l", dir]);
  },
});

const forbidding = (dir: string): Pick<Disk, "fill" | "free" | "close"> => ({
  fill: () => changeModes(dir, 0o500),
  free: () => changeModes(dir, 0o700),
  close: () => changeModes(dir, 0o700),
});

async function changeModes(dir: string, mode: number): Promise<void> {
  await chmod(dir, 0o700);
  for (const entry of await readdir(dir, { withFileTypes: true }))
    if (entry.isDirectory()) await changeModes(join(dir, entry.name), mode);
  await chmod(dir, mode);
}

async function writeUntilFull(file: string): Promise<void> {
  const handle = await open(file, "a", 0o600);
  try {
    // What is left in the end is less than one file needs.
    for (let bytes = MEGABYTE; bytes >= 512; bytes /= 2)
      while (await takes(() => handle.appendFile(Buffer.alloc(bytes, 1))));
  } finally {
    await handle.close();
  }
}

const takes = (write: () => Promise<void>): Promise<boolean> =>
  write().then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOSPC") return false;
      throw error;
    },
  );
