import { readCloneLedger } from "./input/clone-ledger.ts";
import { cloneOption, jsonOption, keyOption } from "./input/options.ts";
import { listHeld } from "./output/held.ts";
import { describeHeld, renderStatus } from "./output/holding-status.ts";
import { complain, print, printJsonList } from "./output/terminal.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { chooseExitCode } from "./runner/exit-codes.ts";

const options = {
  repository: cloneOption,
  key: keyOption,
  json: jsonOption,
} as const;

export const command = defineCommand({
  description:
    "Lists who holds what until when, and overdue access, from the ledger in a clone of the access repository. Works offline, and knows only what was fetched: run git fetch first. For a time in the past, see hallpass audit.",
  options,
  examples: ["hallpass status --repository ../access", "hallpass status --repository ../access --json"],
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
  const { tip, verified, untrusted, warning, state } = await readCloneLedger(values.repository, values.key);
  const held = listHeld(state, now);
  if (values.json)
    printJsonList({ ledger: tip, verified, untrusted, at: now }, "holdings", held, describeHeld);
  else if (tip !== null)
    print(held.length === 0 ? "No access is held.\n" : renderStatus(held.map(describeHeld), now));
  complain(warning);
  return chooseExitCode(
    held.some(({ overdue }) => overdue !== undefined),
    verified,
  );
}
