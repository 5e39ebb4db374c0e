import { readTerminal } from "./commands/output/screen.ts";
import { print } from "./commands/output/terminal.ts";
import type { Entry } from "./commands/runner/command.ts";
import { exitCode } from "./commands/runner/exit-codes.ts";
import { CannotAnswerError, tellFailure, UsageError } from "./commands/runner/failure.ts";
import { renderOverview } from "./commands/runner/help.ts";
import { runCommand } from "./commands/runner/run.ts";
import { readVersion } from "./commands/runner/version.ts";
import { findNearest } from "./core/text/nearest.ts";

/** A command is a file of `commands/` and an entry here. */
export const entries: readonly Entry[] = [
  {
    name: "init",
    summary: "set an access repository up: files, labels, configuration",
    load: async () => (await import("./commands/setup/init.ts")).command,
  },
  {
    name: "add",
    summary: "add a team, a person or a provider, by a pull request",
    load: async () => (await import("./commands/add/add.ts")).command,
  },
  {
    name: "app",
    summary: "make the GitHub App, and keep its key",
    load: async () => (await import("./commands/setup/app.ts")).command,
  },
  {
    name: "workflows",
    summary: "print the workflows of the access repository, for this installation",
    load: async () => (await import("./commands/setup/workflows.ts")).command,
  },
  {
    name: "request",
    summary: "ask for access: write the request and open its pull request",
    load: async () => (await import("./commands/ask/request.ts")).command,
  },
  {
    name: "mcp",
    summary: "serve tools to an AI agent: ask, look and end, never approve",
    load: async () => (await import("./commands/mcp/mcp.ts")).command,
  },
  {
    name: "check",
    summary: "list the mistakes in requests, policies and settings",
    load: async () => (await import("./commands/check.ts")).command,
  },
  {
    name: "policy",
    summary: "explain decisions, and look policies over, before they count",
    load: async () => (await import("./commands/policy/policy.ts")).command,
  },
  {
    name: "links",
    summary: "print the page that lists every access, with a link to ask for it",
    load: async () => (await import("./commands/links/links.ts")).command,
  },
  {
    name: "owners",
    summary: "list who must approve a change of a path",
    load: async () => (await import("./commands/owners.ts")).command,
  },
  {
    name: "status",
    summary: "list who holds what until when, from a clone",
    load: async () => (await import("./commands/status.ts")).command,
  },
  {
    name: "audit",
    summary: "answer who had what, when, by whose word, from a clone",
    load: async () => (await import("./commands/audit/audit.ts")).command,
  },
  {
    name: "report",
    summary: "show what became of access in a time, on one page",
    load: async () => (await import("./commands/report/report.ts")).command,
  },
  {
    name: "insight",
    summary: "name what may be worth a look: habits, bursts, hasty approvals",
    load: async () => (await import("./commands/insight/insight.ts")).command,
  },
  {
    name: "checkpoint",
    summary: "vouch for the history as it is now, by a signed tag",
    load: async () => (await import("./commands/checkpoint/checkpoint.ts")).command,
  },
  {
    name: "evidence",
    summary: "make a folder of evidence about a time, for an auditor",
    load: async () => (await import("./commands/evidence/evidence.ts")).command,
  },
  {
    name: "export",
    summary: "send the ledger's entries to a SIEM or log system",
    load: async () => (await import("./commands/export/export.ts")).command,
  },
  {
    name: "verify",
    summary: "prove the history of a clone: signatures, grants, ends",
    load: async () => (await import("./commands/verify/verify.ts")).command,
  },
  {
    name: "lag",
    summary: "show how late access was revoked, from a clone",
    load: async () => (await import("./commands/lag.ts")).command,
  },
  {
    name: "drift",
    summary: "find access that git does not explain, or that is missing",
    load: async () => (await import("./commands/drift.ts")).command,
  },
  {
    name: "inventory",
    summary: "print all standing access as YAML, compare, or propose its end",
    load: async () => (await import("./commands/inventory.ts")).command,
  },
  {
    name: "review",
    summary: "have standing access reviewed, one pull request for each team",
    load: async () => (await import("./commands/review/review.ts")).command,
  },
  {
    name: "sweep",
    summary: "revoke ended access from a clone, when nothing else runs",
    load: async () => (await import("./commands/sweep.ts")).command,
  },
  {
    name: "doctor",
    summary: "list wrong settings, and how to fix each",
    load: async () => (await import("./commands/doctor.ts")).command,
  },
  {
    name: "notices",
    summary: "list the channels that tell people, or send a test on each",
    load: async () => (await import("./commands/notices/notices.ts")).command,
  },
  {
    name: "rulesets",
    summary: "print the rulesets GitHub must enforce, or apply them",
    load: async () => (await import("./commands/rulesets/rulesets.ts")).command,
  },
  {
    name: "smoke",
    summary: "check on a throw-away repository that GitHub behaves as needed",
    load: async () => (await import("./commands/smoke.ts")).command,
  },
  {
    name: "conformance",
    summary: "check on your own account that an adapter keeps its promises",
    load: async () => (await import("./commands/conformance.ts")).command,
  },
  {
    name: "once",
    summary: "do once what the server does, for a scheduled job",
    load: async () => (await import("./commands/once.ts")).command,
  },
  {
    name: "serve",
    summary: "run the app",
    load: async () => (await import("./commands/serve.ts")).command,
  },
  {
    name: "sandbox",
    summary: "run a local GitHub to try it on",
    load: async () => (await import("./commands/trial/sandbox.ts")).command,
  },
  {
    name: "demo",
    summary: "walk one request through all of it, on this machine",
    load: async () => (await import("./commands/trial/demo.ts")).command,
  },
  {
    name: "completion",
    summary: "print a script that completes commands in bash, zsh or fish",
    load: async () => (await import("./commands/completion.ts")).completionOf(entries),
  },
];

/** Runs one command and resolves to the exit code. */
export async function main(argv: string[]): Promise<number> {
  try {
    return await dispatch(argv);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CannotAnswerError)) throw error;
    return tellFailure(error, "See hallpass --help.", argv.includes("--json"));
  }
}

const HELP: readonly string[] = ["--help", "-h"];

async function dispatch([name, ...rest]: string[]): Promise<number> {
  if (name === undefined) throw new UsageError(overview().trimEnd());
  if (name === "--version") return tell(`${await readVersion()}\n`);
  const [about] = rest.filter((word) => !HELP.includes(word));
  if (name === "help" && about !== undefined) return run(about, ["--help"]);
  if (name === "help" || HELP.includes(name)) return tell(overview());
  return run(name, rest);
}

async function run(name: string, argv: string[]): Promise<number> {
  const entry = entries.find((each) => each.name === name);
  if (entry === undefined) throw new UsageError(explainUnknown(name));
  return runCommand(name, await entry.load(), argv);
}

const overview = (): string => renderOverview(entries, readTerminal().width);

function explainUnknown(name: string): string {
  const names = entries.map((each) => each.name);
  const nearest = findNearest(name, [...names, "help"]);
  const hint = nearest === undefined ? `Commands: ${names.join(", ")}.` : `Did you mean "${nearest}"?`;
  return `hallpass has no command ${JSON.stringify(name)}. ${hint}`;
}

function tell(text: string): number {
  print(text);
  return exitCode.well;
}
