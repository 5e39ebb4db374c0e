import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { packageRoot } from "../package-root.ts";
import { childEnvironment } from "./environment.ts";
import type { Processes } from "./processes.ts";
import { readSandbox, type Sandbox } from "./sandbox.ts";

const hallpass = join(packageRoot, "bin", "hallpass.js");

/** The processes that run during the story. */
export interface Stage {
  readonly dir: string;
  readonly signal: AbortSignal;
  /** GitHub at its worst: everything takes longer. */
  readonly atItsWorst: boolean;
  readonly deadlineMs: number;
  readonly processes: Processes;
  readonly sandbox: Sandbox;
  /** The environment file that the sandbox wrote for its app. */
  readonly settings: ReadonlyMap<string, string>;
  /** The last lines of the app's log. */
  appLog(): readonly string[];
}

/** Starts the local GitHub with PostgreSQL, then the app, like `hallpass sandbox` and `hallpass serve`. */
export async function startStage(
  dir: string,
  processes: Processes,
  { signal, atItsWorst }: { signal: AbortSignal; atItsWorst: boolean },
): Promise<Stage> {
  const envFile = join(dir, "app.env");
  const place = ["--port", "0", "--dir", join(dir, "sandbox"), "--write-env", envFile];
  const env = childEnvironment();
  const worst = atItsWorst ? ["--at-its-worst"] : [];
  const github = await processes.start(
    "sandbox",
    [hallpass, "sandbox", "--json", "--with", "postgres", ...worst, ...place],
    env,
  );
  const app = await processes.start("app", [hallpass, "serve", "--env", envFile, "--json"], env);
  return {
    dir,
    signal,
    atItsWorst,
    deadlineMs: atItsWorst ? 240_000 : 20_000,
    processes,
    sandbox: readSandbox(github.ready),
    settings: new Map(Object.entries(parseEnv(await readFile(envFile, "utf8"))).flatMap(present)),
    appLog: app.log,
  };
}

const present = ([name, value]: [string, string | undefined]): [string, string][] =>
  value === undefined ? [] : [[name, value]];
