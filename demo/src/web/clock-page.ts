import { type Html, html, type OwnPage } from "github-sandbox";
import { type Held, readLedger } from "./ledger.ts";
import { showHeld } from "./ledger-page.ts";
import type { Reader } from "./reader.ts";
import { describeSeconds, showTime } from "./times.ts";

interface Place {
  readonly repository: string;
  /** GitHub's clock. */
  readonly now: () => Date;
  readonly machineTime: () => Date;
  /** Moves GitHub's clock forward. Throws for a number that is not one of a year's seconds. */
  readonly move: (seconds: number) => void;
  /** Makes the app ask GitHub, which tells it the time. */
  readonly wake: () => void;
  readonly readAs: (login: string) => Reader;
}

/** Buttons that move GitHub's clock, and what that reaches. */
export const clockPage = (place: Place): OwnPage => ({
  name: "clock",
  title: "Clock",
  show: async (login) => {
    const held = await readHeld(place, login);
    const now = place.now();
    return html`${showClocks(now, place.machineTime())}
<form method="post" action="/_pages/clock"><div class="buttons"><button name="seconds" value="600">+10 minutes</button>
<button name="seconds" value="3600">+1 hour</button>
${held.filter(({ until }) => until > now).map(showEnd)}</div></form>
<p class="buttons"><a class="button" href="/_pages/clock">Look again</a> <a class="button" href="/_pages/ledger">Ledger</a></p>
<h2>Who holds what now</h2>${showHeld(held, now, place.repository)}
<h2>What moves, and what does not</h2>${reach}`;
  },
  act: async (login, fields) => {
    place.move(readSeconds(fields, place.now()));
    place.wake();
    await waitForEnds(place, login);
  },
});

const readHeld = async ({ readAs, repository }: Place, login: string): Promise<readonly Held[]> =>
  (await readLedger(readAs(login), repository))?.held ?? [];

function showClocks(now: Date, machine: Date): Html {
  const ahead = Math.round((now.getTime() - machine.getTime()) / 1000);
  return html`<p>GitHub’s clock: <strong>${showTime(now)}</strong>${
    ahead < 1
      ? html`. It is this machine’s.`
      : html`, ${describeSeconds(ahead)} ahead of this machine’s, which shows ${showTime(machine)}.`
  }</p>`;
}

const showEnd = ({ login, what, until }: Held): Html =>
  html`<button class="act" name="until" value="${until.toISOString()}">To the end of ${login}’s ${what}</button>`;

/** A button has seconds, or the end of a lease: a second later it is over. NaN for anything else. */
function readSeconds(fields: URLSearchParams, now: Date): number {
  const until = fields.get("until");
  return until === null
    ? Number.parseInt(fields.get("seconds") ?? "", 10)
    : Math.ceil((new Date(until).getTime() - now.getTime()) / 1000) + 1;
}

const PAUSE_MS = 250;
const PATIENCE_MS = 5_000;

/** Waits a little for Hallpass to end what is over now, so that the next page shows it. */
async function waitForEnds(place: Place, login: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
    const held = await readHeld(place, login);
    if (held.every(({ until }) => until > place.now())) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

const reach = html`<dl>
<dt>GitHub</dt><dd>Moves. Every answer and every new commit, comment and review has the new time. An App’s token is good for an hour, so it may be over.</dd>
<dt>Hallpass</dt><dd>Follows: <code>hallpass serve</code> reads the time from GitHub’s answers. A button also sends an earlier webhook again, so that it asks at once. Then it ends what is over.</dd>
<dt>New access</dt><dd>Stops. Hallpass grants nothing while its machine’s clock is more than 30 s from GitHub’s, and its checks say so. To ask for something again, start the sandbox anew.</dd>
<dt>PostgreSQL</dt><dd>Stays: it has this machine’s clock, and so has a timer in it (<code>pg_cron</code>, <code>VALID UNTIL</code>). Here access ends because Hallpass takes it back.</dd>
<dt>Commands</dt><dd>Stay: <code>hallpass status</code> and the Action use this machine’s clock.</dd>
</dl>
<p>The clock goes forward only.</p>`;
