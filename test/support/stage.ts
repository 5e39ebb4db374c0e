import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SandboxPostgres } from "../../demo/src/postgres/postgres.ts";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { Seed } from "../../sandbox/src/seed.ts";
import { type CommandProcess, startCommand } from "./command-process.ts";
import { type HoldingHttp, holdingHttp } from "./holding-http.ts";
import { type HoldingSql, holdingSql } from "./holding-sql.ts";
import { type LocalGitHub, startLocalGitHub } from "./local-github.ts";

/** A local GitHub, and the app as a child process that reaches it and PostgreSQL only through proxies. */
export interface Stage {
  readonly github: LocalGitHub;
  /** Between the app and the local GitHub. Webhooks take the direct way. */
  readonly http: HoldingHttp;
  /** Between the app and PostgreSQL. */
  readonly sql: HoldingSql;
  /** Starts the app and waits until it is ready. Again after an end: same configuration, same folder, unless `env` says otherwise. */
  startApp(env?: Record<string, string>): Promise<CommandProcess>;
  /** The same, and does not wait. */
  spawnApp(env?: Record<string, string>): CommandProcess;
  /** Does once what the app does, by a process that exits. */
  spawnOnce(env?: Record<string, string>): CommandProcess;
  /** The app's last words, for a failing test. */
  story(): string;
  /** Kills every app that still runs. */
  endApps(): Promise<void>;
  /** Leaves nothing behind; the PostgreSQL is not its own. */
  stop(): Promise<void>;
}

/** Starts everything but the app. `account` is what PostgreSQL calls alice: stages that share a server differ in it. */
export async function startStage(
  postgres: SandboxPostgres,
  account = "alice",
  seed = seedWith(account),
): Promise<Stage> {
  const github = await startLocalGitHub({ seed });
  const { sandbox, dir } = github;
  const [http, sql] = await Promise.all([holdingHttp(sandbox.url), holdingSql(postgres)]);
  const file = join(dir, "app.env");
  const reached = { ...sandbox, url: http.url };
  await writeFile(file, formatEnv(reached, { ...postgres, port: sql.port }), { mode: 0o600 });
  const apps: CommandProcess[] = [];
  const endApps = async (): Promise<void> => {
    for (const app of apps) await app.end("SIGKILL");
  };
  const spawn = (command: string, env: Record<string, string> = {}): CommandProcess => {
    const app = startCommand([command, "--env", file, "--json"], env);
    apps.push(app);
    return app;
  };
  const spawnApp: Stage["spawnApp"] = (env) => spawn("serve", env);
  return {
    github,
    http,
    sql,
    spawnApp,
    spawnOnce: (env) => spawn("once", env),
    startApp: async (env) => {
      const app = spawnApp(env);
      await app.firstLine();
      return app;
    },
    story: () => apps.flatMap(({ pid, errors }) => [`app ${pid}:`, ...errors.slice(-40)]).join("\n"),
    endApps,
    stop: async () => {
      await endApps();
      await Promise.all([http.stop(), sql.stop()]);
      await github.stop();
    },
  };
}

/** The default seed with another account of alice in the identity map. */
function seedWith(account: string): Seed {
  const seed = defaultSeed();
  const path = ".github/hallpass.yaml";
  const repositories = seed.repositories.map((repository) => {
    const settings = (repository.files[path] ?? "").replace("orders-db: alice", `orders-db: ${account}`);
    return { ...repository, files: { ...repository.files, [path]: settings } };
  });
  return { ...seed, repositories };
}
