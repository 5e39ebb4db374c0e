import { appendFile, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageRoot } from "../../demo/src/package-root.ts";
import type { CommandProcess } from "../support/command-process.ts";
import type { Stage } from "../support/stage.ts";
import type { Disk } from "./disk.ts";
import type { Trouble } from "./judge.ts";

/** The app's machine, and everything that goes wrong with it. */
export interface Machine {
  readonly troubles: readonly Trouble[];
  start(): Promise<void>;
  kill(): Promise<void>;
  /** What an operator, or a disk, does to the state folder of an app that does not run. */
  wipe(): Promise<void>;
  garble(bytes: Uint8Array, keep: number): Promise<void>;
  pause(what: "github" | "postgres"): void;
  setClock(seconds: number): Promise<void>;
  /** The state folder takes nothing, until everything works again. False where that cannot be played. */
  fillDisk(): Promise<boolean>;
  /** Everything works again, and the app runs. */
  heal(): Promise<void>;
  /** Ends the app as a service manager does; answers its exit code. */
  stop(): Promise<number | null>;
}

/** Long enough to hear GitHub twice. */
const HEARS_WITHIN_MS = 10_000;

export const stateDirOf = ({ github }: Stage): string => join(github.dir, "sandbox", "state");

export function createMachine(stage: Stage, disk: Disk): Machine {
  const { github, http, sql, spawnApp } = stage;
  const stateDir = stateDirOf(stage);
  const clockFile = join(github.dir, "clock");
  const troubles: { what: Trouble["what"]; from: number; to?: number }[] = [];
  const resume = new Map<"github" | "postgres", () => void>();
  let app: CommandProcess | undefined;
  let skew = 0;
  let startedAt = 0;
  let isFull = false;
  /** Until a restart it grants nothing, and works in another folder. */
  let startedFull = false;

  const begin = (what: Trouble["what"]): void => void troubles.push({ what, from: Date.now() });
  const end = (what: Trouble["what"]): void => {
    const trouble = troubles.findLast((each) => each.what === what);
    if (trouble !== undefined) trouble.to ??= Date.now();
  };
  const setClock = async (seconds: number): Promise<void> => {
    skew = seconds;
    await writeFile(clockFile, String(seconds * 1000));
  };
  const start = async (): Promise<void> => {
    if (app !== undefined) return;
    // Without GitHub a new process has no other clock than its machine's.
    if (resume.has("github")) await setClock(0);
    app = spawnApp({
      NODE_OPTIONS: `--import=${pathToFileURL(join(packageRoot, "test/kill/skewed-clock.mjs")).href}`,
      HALLPASS_TEST_CLOCK: clockFile,
    });
    startedAt = Date.now();
    startedFull = isFull;
    end("app");
  };
  const kill = async (): Promise<void> => {
    if (app === undefined) return;
    begin("app");
    await app.end("SIGKILL");
    app = undefined;
  };

  return {
    troubles,
    start,
    setClock,
    kill,
    wipe: disk.wipe,
    async fillDisk() {
      if (disk.fault === undefined) return false;
      isFull = true;
      await disk.fill();
      return true;
    },
    async garble(bytes, keep) {
      const file = join(stateDir, "journal.jsonl");
      const { length } = await readFile(file).catch(() => Buffer.alloc(0));
      if (length > 0) await truncate(file, Math.floor(length * keep)).catch(() => undefined);
      await appendFile(file, bytes).catch(() => undefined);
    },
    pause(what) {
      if (resume.has(what)) return;
      if (what === "github" && skew !== 0 && Date.now() - startedAt < HEARS_WITHIN_MS) return;
      begin(what);
      resume.set(what, what === "github" ? http.pause() : sql.pause());
    },
    async heal() {
      for (const [what, go] of resume) {
        go();
        end(what);
      }
      resume.clear();
      if (isFull) await disk.free();
      isFull = false;
      // As an operator does, who made space.
      if (startedFull) await kill();
      await setClock(0);
      await start();
    },
    async stop() {
      const code = (await app?.end("SIGTERM")) ?? null;
      app = undefined;
      return code;
    },
  };
}
