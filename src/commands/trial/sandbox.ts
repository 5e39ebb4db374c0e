import { jsonOption } from "../input/options.ts";
import { untilSignal } from "../input/until-signal.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { seeHelp } from "../runner/arguments.ts";
import { type Command, defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { CannotAnswerError, UsageError } from "../runner/failure.ts";
import { loadTrial } from "./load-trial.ts";
import { findUnusable } from "./sandbox-paths.ts";

const parts = ["postgres", "throw-away"] as const;

const options = {
  port: { type: "string", value: "PORT", meaning: "the port of 127.0.0.1 to listen on", unset: "a free one" },
  dir: {
    type: "string",
    value: "DIR",
    meaning: "an empty folder for its files",
    unset: "a temporary one, removed at the end",
  },
  seed: {
    type: "string",
    value: "FILE",
    meaning: "JSON with other people, teams, apps and repositories",
  },
  empty: {
    type: "boolean",
    meaning:
      "people and teams alone, for hallpass init: no App, and no access repository; --write-env then knows GitHub and the database",
  },
  with: {
    type: "string",
    multiple: true,
    value: "PART",
    choices: parts,
    meaning:
      "also start PostgreSQL with a table to ask for access to, or make the repository acme/throw-away for hallpass smoke",
  },
  "at-its-worst": {
    type: "boolean",
    meaning: "behave as badly as GitHub was ever reported to (sandbox/README.md), all at once",
  },
  "write-env": {
    type: "string",
    value: "FILE",
    meaning: "write the configuration for hallpass serve --env FILE, which then is this sandbox's app",
  },
  open: { type: "boolean", meaning: "open its pages in your browser" },
  json: { ...jsonOption, meaning: "print one line of JSON when ready, or for an error" },
} as const;

/** `hallpass sandbox`. `untilStopped` is called before anything starts. */
export const createSandboxCommand = (untilStopped: () => Promise<unknown>): Command =>
  defineCommand({
    description:
      "Starts a local GitHub with the repository acme/access, prints how to reach it, and runs until Ctrl-C.",
    options,
    examples: [
      "hallpass sandbox --with postgres --write-env app.env --open",
      "hallpass serve --env app.env       # in another terminal",
      "hallpass sandbox --empty --with postgres --write-env hallpass.env",
    ],
    exitCodes: { 0: "stopped by a signal", 3: "it could not start, or failed" },
    async run(values: Values<typeof options>) {
      const order = await readOrder(values);
      await serve(order, values.json ?? false, untilStopped());
      return exitCode.well;
    },
  });

export const command = createSandboxCommand(untilSignal);

async function readOrder(values: Values<typeof options>) {
  const order = {
    port: readPort(values.port ?? "0"),
    ...readParts(values.with ?? []),
    dir: values.dir,
    seedFile: values.seed,
    empty: values.empty ?? false,
    envFile: values["write-env"],
    atItsWorst: values["at-its-worst"] ?? false,
    open: values.open ?? false,
  };
  if (order.empty && order.seedFile !== undefined)
    throw mistake("--empty and --seed both say who is there: give one of them.");
  const unusable = await findUnusable(order);
  if (unusable !== undefined) throw mistake(unusable);
  return order;
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/u.test(text) && port <= 65_535) return port;
  throw mistake(`--port is "${text}"; expected a number from 0 to 65535.`);
}

function readParts(given: readonly string[]): { readonly postgres: boolean; readonly throwAway: boolean } {
  const unknown = given.find((name) => !parts.some((part) => part === name));
  if (unknown !== undefined) throw mistake(`--with is "${unknown}"; expected ${parts.join(" or ")}.`);
  return { postgres: given.includes("postgres"), throwAway: given.includes("throw-away") };
}

const mistake = (message: string): UsageError => new UsageError(message, { fix: seeHelp("sandbox") });

async function serve(
  order: Awaited<ReturnType<typeof readOrder>>,
  isJson: boolean,
  stopped: Promise<unknown>,
): Promise<void> {
  const { serveSandbox } = await loadTrial(() => import("hallpass-demo/sandbox"));
  try {
    await serveSandbox(
      order,
      (description, summary) => (isJson ? tellScript(description) : print(`${summary}\n`)),
      stopped,
    );
  } catch (error) {
    throw isTaken(error) ? describeTaken(order.port, error) : error;
  }
}

/** The JSON may go into a file: a person who waits sees that all is up. */
function tellScript(description: { readonly url: string }): void {
  printJson(description);
  complain(`A local GitHub is up at ${description.url}. Stop it with Ctrl-C.\n`);
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EADDRINUSE";

const describeTaken = (port: number, cause: unknown): CannotAnswerError =>
  new CannotAnswerError(
    "PORT_TAKEN",
    `--port is ${port}, which something on 127.0.0.1 uses already.`,
    "Give another port, or leave --port out for a free one.",
    { cause },
  );
