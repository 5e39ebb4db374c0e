import { readCloneHistory } from "./input/clone-ledger.ts";
import { readTime } from "./input/given-time.ts";
import { cloneOption, jsonOption, keyOption } from "./input/options.ts";
import { listHeld } from "./output/held.ts";
import { describeHeld, renderStatus } from "./output/holding-status.ts";
import { complain, print, printJsonList } from "./output/terminal.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { chooseExitCode } from "./runner/exit-codes.ts";

const options = {
  repository: cloneOption,
  at: {
    type: "string",
    value: "TIME",
    meaning: "a time in the past, such as 2026-11-20T16:02:00Z: who held what then, by the ledger as it was",
    unset: "now",
  },
  key: keyOption,
  json: jsonOption,
} as const;

export const command = defineCommand({
  description:
    "Lists who holds what until when, and overdue access, from the ledger in a clone of the access repository. Works offline, and knows only what was fetched: run git fetch first.",
  options,
  examples: [
    "hallpass status --repository ../access",
    "hallpass status --repository ../access --at 2026-11-20T16:02:00Z --json",
  ],
  exitCodes: {
    0: "nothing is overdue",
    1: "something has ended with no revocation in this clone",
    3: "the ledger cannot be read or trusted",
  },
  waitsFor: "Reading the ledger…",
  run: answer,
});

async function answer(values: Values<typeof options>): Promise<number> {
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
  return chooseExitCode(
    held.some(({ overdue }) => overdue !== undefined),
    verified,
  );
}
