import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { beginWorst, parseSeed, type Seed } from "github-sandbox";
import type { SandboxPostgres } from "../postgres/postgres.ts";
import { describeSandbox, summarizeSandbox } from "./description.ts";
import { writeEnvFile } from "./env-file.ts";
import { findUnusable } from "./given-paths.ts";
import { defaultSeed, withThrowAway } from "./seed.ts";
import { type HallpassSandbox, startHallpassSandbox } from "./start.ts";

const usage = `Usage: hallpass sandbox [options]

Starts a local GitHub with the repository acme/access and stays up until it is stopped with Ctrl-C.

  --port PORT       where to listen on 127.0.0.1; 0, the default, takes a free port
  --dir DIR         an empty folder for its files; by default a temporary one, removed at the end
  --seed FILE       JSON with other people, teams, apps and repositories
  --with postgres   also starts PostgreSQL with a table to ask for access to
  --with throw-away also makes the repository acme/throw-away, for \`hallpass smoke\`
  --at-its-worst    behaves as badly as GitHub was ever reported to (sandbox/README.md), all at once
  --write-env FILE  writes what \`hallpass serve --env FILE\` needs to be this sandbox's app
  --json            prints one line of JSON instead of a summary
  -h, --help        prints this

Exit codes: 0 stopped, 2 the arguments cannot be used, 3 it could not start.
`;

interface Wishes {
  readonly port: number;
  readonly dir: string | undefined;
  readonly seedFile: string | undefined;
  readonly postgres: boolean;
  readonly throwAway: boolean;
  readonly atItsWorst: boolean;
  readonly envFile: string | undefined;
  readonly json: boolean;
}

/** Where the command speaks, and how it learns that it shall end. */
export interface Terminal {
  print(text: string): void;
  complain(text: string): void;
  /** Asked once the command has begun; settles when it is told to stop. */
  nextSignal(): Promise<void>;
}

const processTerminal: Terminal = {
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  nextSignal: () =>
    new Promise((resolve) => {
      process.once("SIGINT", () => resolve());
      process.once("SIGTERM", () => resolve());
    }),
};

/** Runs `hallpass sandbox`: returns its exit code once it has been told to stop. */
export async function run(argv: string[], terminal: Terminal = processTerminal): Promise<number> {
  const wishes = readWishes(argv);
  if (wishes === "help") {
    terminal.print(usage);
    return 0;
  }
  if (typeof wishes === "string") {
    terminal.complain(`${wishes}\nSee \`hallpass sandbox --help\`.\n`);
    return 2;
  }
  const unusable = await findUnusable(wishes);
  if (unusable !== undefined) {
    terminal.complain(`${unusable}\nSee \`hallpass sandbox --help\`.\n`);
    return 2;
  }
  try {
    await serve(wishes, terminal, terminal.nextSignal());
    return 0;
  } catch (error) {
    terminal.complain(`${explain(error, wishes)}\n`);
    return 3;
  }
}

function explain(error: unknown, { port }: Wishes): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && error.code === "EADDRINUSE"
    ? `--port is ${port}, which something on 127.0.0.1 uses already; give another one, or none for a free one.`
    : error.message;
}

/** What is wished for; "help", or a sentence saying what is wrong with it. */
function readWishes(argv: string[]): Wishes | string {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        port: { type: "string", default: "0" },
        dir: { type: "string" },
        seed: { type: "string" },
        with: { type: "string", multiple: true, default: [] },
        "write-env": { type: "string" },
        "at-its-worst": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false, short: "h" },
      },
    });
    if (values.help) return "help";
    const port = Number(values.port);
    if (!/^\d{1,5}$/.test(values.port) || port > 65_535) {
      return `--port is "${values.port}"; expected a number from 0 to 65535.`;
    }
    const unknown = values.with.find((name) => name !== "postgres" && name !== "throw-away");
    if (unknown !== undefined) return `--with is "${unknown}"; expected postgres or throw-away.`;
    return {
      port,
      dir: values.dir,
      seedFile: values.seed,
      postgres: values.with.includes("postgres"),
      throwAway: values.with.includes("throw-away"),
      atItsWorst: values["at-its-worst"],
      envFile: values["write-env"],
      json: values.json,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function serve(wishes: Wishes, terminal: Terminal, stopped: Promise<void>): Promise<void> {
  const given = (await readSeed(wishes.seedFile)) ?? defaultSeed();
  const seed = wishes.throwAway ? withThrowAway(given) : given;
  const dir = wishes.dir ?? (await mkdtemp(join(tmpdir(), "hallpass-sandbox-")));
  try {
    const sandbox = await startHallpassSandbox({
      dir,
      port: wishes.port,
      seed,
    });
    if (wishes.atItsWorst) beginWorst(sandbox.control);
    try {
      await serveWithPostgres(sandbox, wishes, terminal, stopped);
    } finally {
      await sandbox.stop();
    }
  } finally {
    if (wishes.dir === undefined) await rm(dir, { recursive: true, force: true });
  }
}

async function serveWithPostgres(
  sandbox: HallpassSandbox,
  wishes: Wishes,
  terminal: Terminal,
  stopped: Promise<void>,
): Promise<void> {
  const postgres = wishes.postgres ? await startPostgresFor(sandbox) : undefined;
  try {
    if (wishes.envFile !== undefined) await writeEnvFile(wishes.envFile, sandbox, postgres);
    const description = describeSandbox(sandbox, postgres && describePostgres(postgres));
    const text = wishes.json ? JSON.stringify(description) : summarizeSandbox(description, wishes.envFile);
    terminal.print(`${text}\n`);
    await stopped;
  } finally {
    await postgres?.stop();
  }
}

// Loaded only when asked for: the binaries behind it are large.
async function startPostgresFor(sandbox: HallpassSandbox): Promise<SandboxPostgres> {
  const { startPostgres } = await import("../postgres/postgres.ts");
  return startPostgres({ dir: sandbox.dir, logins: Object.keys(sandbox.logins) });
}

const describePostgres = ({ host, port, database, table, logins }: SandboxPostgres) => ({
  host,
  port,
  database,
  table,
  passwords: Object.fromEntries(Object.entries(logins).map(([login, { password }]) => [login, password])),
});

async function readSeed(file: string | undefined): Promise<Seed | undefined> {
  return file === undefined ? undefined : parseSeed(await readFile(file, "utf8"));
}
