import { CLONE_OPTIONS, readCloneHistory } from "./input/clone-ledger.ts";
import { readTime } from "./input/given-time.ts";
import { endWith, readArguments } from "./input/usage.ts";
import { describeHeld, listHeld, renderStatus } from "./output/holding-status.ts";
import { complain, print, printJsonList } from "./output/terminal.ts";

const HELP = `Usage: hallpass status [--repository DIR] [--json] [--at TIME] [--key LINE]

Who holds what until when, and what should have ended and fails to be taken back, from the ledger in a clone of the access
repository. Works offline, and knows only what was fetched: run git fetch first.

  --at TIME          who held what at this time in the past, such as 2026-11-20T16:02:00Z, by the ledger as it was then (now)
${CLONE_OPTIONS}

Exit codes: 0 nothing is overdue; 1 something has ended with no revocation in this clone, or the ledger cannot be read or believed;
2 the arguments cannot be used.
`;

/** `hallpass status`. Resolves to the exit code. */
export const run = (argv: string[]): Promise<number> => endWith(() => answer(argv));

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const options = { repository: text, at: text, key: text, json: flag, help: flag };

async function answer(argv: string[]): Promise<number> {
  const { values } = readArguments("status", { args: argv, options });
  if (values.help) {
    print(HELP);
    return 0;
  }
  const now = new Date();
  const at = readTime("--at", values.at, now);
  const ledger = await readCloneHistory(
    values.repository,
    values.key,
    values.at === undefined ? undefined : at,
    now,
  );
  const { tip, verified, untrusted, warning } = ledger;
  const held = listHeld(ledger.state, at, ledger.latest);
  if (values.json) printJsonList({ ledger: tip, verified, untrusted, at }, "holdings", held, describeHeld);
  else if (tip !== null)
    print(
      held.length === 0
        ? `No access ${values.at === undefined ? "is" : "was"} held.\n`
        : renderStatus(held.map(describeHeld), at),
    );
  complain(warning);
  return tip === null || untrusted !== undefined || held.some(({ overdue }) => overdue !== undefined) ? 1 : 0;
}
