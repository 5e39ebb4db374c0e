import { type Html, html, type OwnPage } from "github-sandbox";
import { type Held, type Ledger, readLedger } from "./ledger.ts";
import type { Reader } from "./reader.ts";
import { readRequests } from "./requests.ts";
import { type Fact, type Story, tellStories } from "./stories.ts";
import { showDistance, showTime } from "./times.ts";

interface Place {
  /** `acme/access`. */
  readonly repository: string;
  readonly now: () => Date;
  readonly readAs: (login: string) => Reader;
}

/** The branch `access-ledger` as a timeline: who holds what now, and the story of each request. */
export const ledgerPage = (place: Place): OwnPage => ({
  name: "ledger",
  title: "Ledger",
  show: async (login) => {
    const read = place.readAs(login);
    const [ledger, asked] = await Promise.all([
      readLedger(read, place.repository),
      readRequests(read, place.repository),
    ]);
    const { held = [] } = ledger ?? {};
    const now = place.now();
    return html`<p>What the branch <code>access-ledger</code> and the pull requests of ${place.repository} say, as ${login} sees them. It is ${showTime(now)} on GitHub.</p>
<p class="buttons"><a class="button" href="/_pages/ledger">Look again</a> <a class="button" href="/_pages/clock">Move the clock</a></p>
${ledger === undefined ? missing(login) : undefined}
<h2>Who holds what now</h2>${showHeld(held, now, place.repository)}
<h2>Requests</h2>${showStories(tellStories(asked, ledger ?? empty), now, place.repository)}
${ledger === undefined ? undefined : showRest(ledger)}`;
  },
});

const empty: Ledger = { held: [], pullOf: new Map(), rounds: [] };

const missing = (login: string): Html =>
  html`<p class="note wait">There is no ledger yet, or ${login} may not read it. Hallpass begins it when <code>hallpass serve</code> starts.</p>`;

/** A row for each, with the pull requests that it was granted by. */
export const showHeld = (held: readonly Held[], now: Date, repository: string): Html =>
  held.length === 0
    ? html`<p class="soft">Nobody holds anything.</p>`
    : html`<ul class="rows">${held.map((each) => html`<li>${showOne(each, now, repository)}</li>`)}</ul>`;

const showOne = ({ login, what, until, pulls }: Held, now: Date, repository: string): Html =>
  html`<strong>${login}</strong> holds ${what} (${pulls.map((pull, index) => html`${index === 0 ? "" : ", "}${showPull(pull, repository)}`)})<br>${
    until > now
      ? html`<span class="soft">until ${showTime(until)}, ${showDistance(until, now)}</span>`
      : html`<span class="state bad">overdue</span> its end was ${showTime(until)}, ${showDistance(until, now)}. Does <code>hallpass serve</code> run?`
  }`;

const showPull = (pull: number, repository: string): Html =>
  html`<a href="/${repository}/pull/${pull}">#${pull}</a>`;

const tones = { held: "good", ended: "", waiting: "wait", denied: "bad" } as const;

const showStories = (stories: readonly Story[], now: Date, repository: string): Html =>
  stories.length === 0
    ? html`<p class="soft">Nobody has asked yet. <a href="/${repository}/new/main?filename=access-requests/payments/my-request.yaml">Write a request</a></p>`
    : html`${stories.map(
        ({ pull, title, author, now: state, facts }) => html`<article class="box">
<div class="head"><span class="state ${tones[state]}">${state}</span> <strong><a href="/${repository}/pull/${pull}">${title} #${pull}</a></strong> <span class="soft">by ${author}</span></div>
<div class="body only"><ol class="time" reversed>${facts.map((fact) => showFact(fact, now))}</ol></div></article>`,
      )}`;

const showFact = ({ at, word, says }: Fact, now: Date): Html =>
  html`<li><span class="soft">${showTime(at)}</span> <strong>${word}</strong> ${says}${at > now ? `, ${showDistance(at, now)}` : undefined}</li>`;

/** Entries about no request: the rules that count, and who is in the approving teams. */
function showRest({ rounds }: Ledger): Html | undefined {
  const lines = rounds.flatMap(({ at, lines: all }) =>
    all.filter((line) => /^(?:adopt|observe) /u.test(line)).map((line) => ({ at, line })),
  );
  if (lines.length === 0) return undefined;
  return html`<h2>Rules and approving teams</h2><ul class="rows">${lines.map(
    ({ at, line }) => html`<li><span class="soft">${showTime(at)}</span> ${line}</li>`,
  )}</ul>`;
}
