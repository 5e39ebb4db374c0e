import { appendFile, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageRoot } from "../../src/sandbox/default-seed.ts";
import type { CommandProcess } from "../support/command-process.ts";
import type { Stage } from "../support/stage.ts";
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
  /** Everything works again, and the app runs. */
  heal(): Promise<void>;
  /** Ends the app as a service manager does; answers its exit code. */
  stop(): Promise<number | null>;
}

/** Long enough to hear GitHub twice. */
const HEARS_WITHIN_MS = 10_000;

export function createMachine({ github, http, sql, spawnApp }: Stage): Machine {
  const stateDir = join(github.dir, "sandbox", "state");
  const clockFile = join(github.dir, "clock");
  const troubles: { what: Trouble["what"]; from: number; to?: number }[] = [];
  const resume = new Map<"github" | "postgres", () => void>();
  let app: CommandProcess | undefined;
  let skew = 0;
  let startedAt = 0;

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
    end("app");
  };

  return {
    troubles,
    start,
    setClock,
    async kill() {
      if (app === undefined) return;
      begin("app");
      await app.end("SIGKILL");
      app = undefined;
    },
    wipe: () => rm(stateDir, { recursive: true, force: true }),
    async garble(bytes, keep) {
      const file = join(stateDir, "journal.jsonl");
      const { length } = await readFile(file).catch(() => Buffer.alloc(0));
      if (length > 0) await truncate(file, Math.floor(length * keep));
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
