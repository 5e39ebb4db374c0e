import { parseArgs } from "node:util";
import { play } from "./play.ts";

const HELP = `Kills the app at random, pauses GitHub and PostgreSQL, wipes and garbles its state, fills its disk, sets its clock, lets those who hold
something fight for it, and looks at the promises.

  npm run test:kill -- [--seed S] [--minutes M] [--help]

  --seed S      what goes wrong, and when; a random one if not given, which is printed
  --minutes M   for how long things go wrong, 5 if not given; it takes up to 4 more to look at the papers

The seed decides what is done; when exactly it meets the app depends on the machine. Exit codes: 0 every promise was kept,
1 one was broken, 2 the command was not understood.`;

/** The command line of the random kills. Answers the exit code. */
export async function killAtRandom(
  args: readonly string[],
  print: (line: string) => void,
): Promise<0 | 1 | 2> {
  const asked = readArguments(args);
  if (asked === undefined) {
    print(HELP);
    return args.includes("--help") ? 0 : 2;
  }
  print(`Seed ${asked.seed}, ${asked.minutes} minutes.`);
  const { violations, counts } = await play(asked.seed, asked.minutes, print);
  print(JSON.stringify(counts));
  for (const each of violations) print(`BROKEN: ${each}`);
  print(
    violations.length === 0
      ? "No promise was broken."
      : `${violations.length} broken. Again: npm run test:kill -- --seed ${asked.seed} --minutes ${asked.minutes}`,
  );
  return violations.length === 0 ? 0 : 1;
}

function readArguments(args: readonly string[]): { seed: number; minutes: number } | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
        minutes: { type: "string", default: "5" },
        help: { type: "boolean", default: false },
      },
    });
    const isNumber = /^[0-9]{1,10}$/u.test(values.seed) && /^(?!0+$)[0-9]{1,4}$/u.test(values.minutes);
    return values.help || !isNumber
      ? undefined
      : { seed: Number(values.seed), minutes: Number(values.minutes) };
  } catch {
    return undefined;
  }
}
