import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import type { Campaign } from "./campaign.ts";
import { type Measured, summarise, toJson, writePage } from "./report.ts";
import { runOnWorkers } from "./workers.ts";

export interface CommandOptions {
  readonly commit: string;
  /** The file a worker runs: player.ts, built. */
  readonly player: URL;
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  /** Calls back when somebody has seen enough. */
  readonly onInterrupt: (stop: () => void) => void;
  readonly writePage: (text: string) => void;
}

/** A page about one history that failed would say nothing about the rest. */
const FEWEST_FOR_PAGE = 1000;

const HELP = `Plays the operations in random histories, and looks at every promise after every step.

  npm run simulate -- [--runs N] [--seed S] [--steps K] [--workers W] [--json] [--help]

  --runs N     how many histories, 10000 if not given
  --seed S     the seed of the first one, 1 if not given; the others follow it
  --steps K    steps in each, 50 if not given
  --workers W  how many play at the same time, one for each core if not given
  --json       print numbers for programs, and write no page

A run of ${FEWEST_FOR_PAGE} histories or more is written to docs/reliability.md. Ctrl-C ends it early, with what was played.

Exit codes: 0 every promise was kept, 1 one was broken, 2 the command was not understood.`;

const PROGRESS_EVERY_MS = 5000;
const MOST_WORKERS = 64;

/** The command line of the simulation. Answers the exit code. */
export async function simulate(args: readonly string[], options: CommandOptions): Promise<0 | 1 | 2> {
  const asked = readArguments(args);
  if (typeof asked === "string") {
    options.printError(`${asked}\n\n${HELP}`);
    return 2;
  }
  if (asked.help) {
    options.print(HELP);
    return 0;
  }
  const measured = await measure(asked, options);
  if (asked.json) options.print(JSON.stringify(toJson(measured), null, 2));
  else {
    options.print(summarise(measured));
    if (measured.campaign.runs >= FEWEST_FOR_PAGE) options.writePage(writePage(measured));
  }
  return measured.campaign.failures.length === 0 ? 0 : 1;
}

interface Asked {
  readonly runs: number;
  readonly seed: number;
  readonly steps: number;
  readonly workers: number;
  readonly json: boolean;
  readonly help: boolean;
}

/** What is wrong with them, or what they ask for. */
function readArguments(args: readonly string[]): Asked | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        runs: { type: "string", default: "10000" },
        seed: { type: "string", default: "1" },
        steps: { type: "string", default: "50" },
        workers: { type: "string", default: `${availableParallelism()}` },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const { json, help } = values;
    for (const name of ["runs", "seed", "steps", "workers"] as const)
      if (!/^[1-9][0-9]{0,8}$/u.test(values[name]))
        return `--${name} is "${values[name]}"; give a whole number from 1 to 999999999.`;
    const [runs, seed, steps] = [Number(values.runs), Number(values.seed), Number(values.steps)];
    return { runs, seed, steps, workers: Math.min(Number(values.workers), MOST_WORKERS), json, help };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function measure(
  { runs, seed, steps, workers, json }: Asked,
  { commit, player, printError, onInterrupt }: CommandOptions,
): Promise<Measured> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  let told = began;
  const onPlayed = ({ runs: done, steps: played, failures }: Campaign): void => {
    const now = performance.now();
    if (json || now - told < PROGRESS_EVERY_MS) return;
    told = now;
    const seconds = (now - began) / 1000;
    const broken = failures.length === 0 ? "" : `; ${failures.length} broke a promise`;
    printError(
      `${done} of ${runs} histories: ${(done / seconds).toFixed(0)} a second, ${(played / seconds).toFixed(0)} steps a second${broken}`,
    );
  };
  let enough = false;
  onInterrupt(() => {
    enough = true;
  });
  const campaign = await runOnWorkers({
    ...{ runs, seed, steps, workers, player, onPlayed },
    isEnough: () => enough,
  });
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - began) / 1000;
  return { campaign, commit, workers, seconds, cpuSeconds: (user + system) / 1e6, at: new Date() };
}
