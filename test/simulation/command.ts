import { parseArgs } from "node:util";
import { runCampaign } from "./campaign.ts";
import { type Measured, summarise, toJson, writePage } from "./report.ts";

export interface CommandOptions {
  readonly commit: string;
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  readonly writePage: (text: string) => void;
}

const HELP = `Plays the operations in random histories, and looks at every promise after every step.

  npm run simulate -- [--runs N] [--seed S] [--steps K] [--json] [--help]

  --runs N   how many histories, 10000 if not given
  --seed S   the seed of the first one, 1 if not given; the others follow it
  --steps K  steps in each, 50 if not given
  --json     print numbers for programs, and leave docs/reliability.md as it is

Exit codes: 0 every promise was kept, 1 one was broken, 2 the command was not understood.`;

const PROGRESS_EVERY_MS = 5000;

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
    options.writePage(writePage(measured));
  }
  return measured.campaign.failures.length === 0 ? 0 : 1;
}

interface Asked {
  readonly runs: number;
  readonly seed: number;
  readonly steps: number;
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
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const { json, help } = values;
    for (const name of ["runs", "seed", "steps"] as const)
      if (!/^[1-9][0-9]{0,8}$/u.test(values[name]))
        return `--${name} is "${values[name]}"; give a whole number from 1 to 999999999.`;
    return { runs: Number(values.runs), seed: Number(values.seed), steps: Number(values.steps), json, help };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function measure(
  { runs, seed, steps, json }: Asked,
  { commit, printError }: CommandOptions,
): Promise<Measured> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  let told = began;
  const campaign = await runCampaign({
    runs,
    seed,
    steps,
    onPlayed: (done, played) => {
      const now = performance.now();
      if (!json && now - told > PROGRESS_EVERY_MS) {
        told = now;
        const seconds = (now - began) / 1000;
        printError(
          `${done} of ${runs} histories: ${(done / seconds).toFixed(0)} a second, ${(played / seconds).toFixed(0)} steps a second`,
        );
      }
      return true;
    },
  });
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - began) / 1000;
  return { campaign, commit, seconds, cpuSeconds: (user + system) / 1e6, at: new Date() };
}
