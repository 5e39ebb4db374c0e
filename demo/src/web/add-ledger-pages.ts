import type { Sandbox } from "github-sandbox";
import { clockPage } from "./clock-page.ts";
import { ledgerPage } from "./ledger-page.ts";
import { readerFor } from "./reader.ts";

/** Adds the pages that show what Hallpass records, and that move the time it goes by. */
export function addLedgerPages(sandbox: Sandbox): void {
  const { repository, now, control } = sandbox;
  const place = { repository, now, readAs: (login: string) => readerFor(sandbox, login) };
  sandbox.addPage(ledgerPage(place));
  sandbox.addPage(
    clockPage({
      ...place,
      machineTime: () => new Date(),
      move: control.moveClock,
      wake: () => wake(sandbox),
    }),
  );
}

/** GitHub sends the latest event about a pull request again: an app looks at it, and hears the time in each answer. */
function wake({ deliveries, control }: Sandbox): void {
  const events = deliveries().filter(({ event }) => event === "pull_request");
  const latest = events.findLast(({ action }) => action === "closed") ?? events.at(-1);
  if (latest !== undefined) control.redeliver(latest.id);
}
