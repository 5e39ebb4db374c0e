import { readFile } from "node:fs/promises";
import { disarm } from "./commands/output/terminal.ts";
import { findNearest } from "./core/text/nearest.ts";

interface Command {
  readonly about: string;
  /** Loaded when it is called: `hallpass check` starts no server's modules. */
  run(argv: string[]): Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  check: {
    about: "list the mistakes in requests, policies and settings",
    run: async (argv) => (await import("./commands/check.ts")).run(argv),
  },
  owners: {
    about: "list who must approve a change of a path",
    run: async (argv) => (await import("./commands/owners.ts")).run(argv),
  },
  status: {
    about: "list who holds what until when, from a clone",
    run: async (argv) => (await import("./commands/status.ts")).run(argv),
  },
  lag: {
    about: "show how late access was taken back, from a clone",
    run: async (argv) => (await import("./commands/lag.ts")).run(argv),
  },
  drift: {
    about: "find access that git does not explain, or that is missing",
    run: async (argv) => (await import("./commands/drift.ts")).run(argv),
  },
  inventory: {
    about: "print all standing access as YAML, compare, or propose its end",
    run: async (argv) => (await import("./commands/inventory.ts")).run(argv),
  },
  sweep: {
    about: "revoke ended access from a clone, when nothing else runs",
    run: async (argv) => (await import("./commands/sweep.ts")).run(argv),
  },
  doctor: {
    about: "list wrong settings, and how to fix each",
    run: async (argv) => (await import("./commands/doctor.ts")).run(argv),
  },
  rulesets: {
    about: "print the rulesets GitHub must enforce, or apply them",
    run: async (argv) => (await import("./commands/rulesets.ts")).run(argv),
  },
  smoke: {
    about: "check on a throw-away repository that GitHub behaves as needed",
    run: async (argv) => (await import("./commands/smoke.ts")).run(argv),
  },
  serve: {
    about: "run the app",
    run: async (argv) => (await import("./commands/serve.ts")).run(argv),
  },
  sandbox: {
    about: "run a local GitHub to try it on",
    run: (argv) => tryOut(() => import("hallpass-demo/sandbox"), argv),
  },
  demo: {
    about: "walk one request through all of it, on this machine",
    run: (argv) => tryOut(() => import("hallpass-demo/demo"), argv),
  },
};

const help = `Usage: hallpass <command> [options]

Just-in-time access, requested, approved, granted, ended and audited in pull requests.

${Object.entries(commands)
  .map(([name, { about }]) => `  ${name.padEnd(10)}${about}`)
  .join("\n")}

  --help      this text; hallpass <command> --help for a command's own
  --version   the version

Exit codes: 0 all is well, 1 something was found or failed, 2 the arguments cannot be used.
`;

/** Runs one command and resolves to the exit code. */
export async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === "--help" || name === "-h" || name === "help") return print(help);
  if (name === "--version") return print(`${await readVersion()}\n`);
  if (name === undefined) return refuse(help);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return command === undefined ? refuse(explainUnknown(name)) : await command.run(rest);
}

/** What tries Hallpass out is not part of a server's installation. */
async function tryOut(load: () => Promise<Pick<Command, "run">>, argv: string[]): Promise<number> {
  let command: Pick<Command, "run">;
  try {
    command = await load();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) throw error;
    process.stderr.write(
      `This installation has only what the server needs (${error.message}). ` +
        "Run `npm ci && npm run build` in a clone of Hallpass to try it out there.\n",
    );
    return 1;
  }
  return command.run(argv);
}

function explainUnknown(name: string): string {
  const nearest = findNearest(name, Object.keys(commands));
  const hint =
    nearest === undefined ? `Commands: ${Object.keys(commands).join(", ")}.` : `Did you mean "${nearest}"?`;
  return `hallpass has no command ${JSON.stringify(name)}. ${hint}\n`;
}

/** Right from `src/` and from `dist/`. */
async function readVersion(): Promise<string> {
  const about: unknown = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  return typeof about === "object" && about !== null && "version" in about
    ? String(about.version)
    : "unknown";
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function refuse(text: string): number {
  process.stderr.write(disarm(text));
  return 2;
}
