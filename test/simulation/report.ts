import { bugs } from "./bugs.ts";
import { type Campaign, describeFailure } from "./campaign.ts";

export interface Measured {
  readonly campaign: Campaign;
  readonly commit: string;
  readonly workers: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly at: Date;
}

const number = (value: number): string => Math.round(value).toLocaleString("en-US");

const describeTime = (seconds: number): string =>
  seconds < 120 ? `${number(seconds)} seconds` : `${(seconds / 60).toFixed(1)} minutes`;

/** Numbers for other programs. */
export const toJson = ({ campaign, commit, workers, seconds, cpuSeconds, at }: Measured) => ({
  commit,
  workers,
  at: at.toISOString(),
  seconds,
  cpuSeconds,
  stepsPerSecond: campaign.steps / seconds,
  ...campaign,
  faults: Object.fromEntries(campaign.faults),
});

export function summarise({ campaign, seconds, cpuSeconds }: Measured): string {
  const { runs, steps, failures, firstSeed, claims, endings } = campaign;
  const broken =
    failures.length === 0 ? "No promise was broken." : `${failures.length} histories broke a promise.`;
  return [
    ...failures.map(describeFailure),
    `Seeds ${firstSeed} to ${firstSeed + runs - 1}: ${number(runs)} histories, ${number(steps)} steps in ${describeTime(seconds)}: ${number(steps / seconds)} steps a second, ${number(steps / cpuSeconds)} for each second of processor time.`,
    `${number(claims)} leases were written down, ${number(endings)} times something was taken back. ${broken}`,
  ].join("\n");
}

/** docs/reliability.md. */
export function writePage(measured: Measured): string {
  const { campaign, commit, workers, seconds, cpuSeconds, at } = measured;
  const { runs, steps, firstSeed, faults, failures, claims, holds, endings, excusedCuts } = campaign;
  const lines = [
    "# Reliability",
    "",
    "<!-- Written by `npm run simulate`. What was found is kept in test/simulation/bugs.ts. -->",
    "",
    "The operations that review, grant, end and record are played in histories of random events, in memory and in virtual time: people ask,",
    "approve, push and merge; administrators change rules and rewrite branches; operators give and take at the provider, and sweep; two",
    "instances of the app and the scheduled Action run side by side, lose calls, die between any two effects and come back with an old",
    "disk, a full one or a wrong clock. Disks fill at any write, for a while; clocks step by minutes and by hours; people end, withdraw and",
    "change things between two calls of a round. Whoever holds something fights for it: she opens sessions that outlive the grant, locks",
    "what a revocation needs, owns what is in its way, gives herself again what was taken back, and has the comments that ended it edited",
    "or deleted. After every step an oracle, which shares no code with Hallpass, compares what the providers really hold with what was",
    "really approved. At the end of every third history everything works again, at the end of every sixth nobody but an operator is left;",
    "what must be true then is looked at, too.",
    "",
    "[gaps.ts](../test/simulation/gaps.ts) tries every gap of a round that grants, of one that grants an extension, and of the review that",
    "merges it, with each of those acts, [holder.test.ts](../test/simulation/holder.test.ts) each of her tricks; the random kills (`npm run",
    "test:kill`) play kills, outages, full disks, clocks and such holders on a real PostgreSQL.",
    "",
    "## The last run",
    "",
    "| | |",
    "|---|---|",
    `| commit | \`${commit}\` |`,
    `| finished | ${at.toISOString().slice(0, 16).replace("T", " ")} UTC |`,
    `| seeds | ${firstSeed} to ${firstSeed + runs - 1} |`,
    `| histories | ${number(runs)} |`,
    `| steps | ${number(steps)} |`,
    `| wall time | ${describeTime(seconds)}, ${workers === 1 ? "one worker" : `${workers} workers`} |`,
    `| steps a second | ${number(steps / seconds)}; ${number(steps / cpuSeconds)} for each second of processor time |`,
    `| leases written down | ${number(claims)} |`,
    `| grants made, and made longer | ${number(holds)} |`,
    `| revocations that reached a provider | ${number(endings)} |`,
    `| access cut by a machine that could not know better | ${number(excusedCuts)} |`,
    `| promises broken | ${failures.length} |`,
    "",
    "## Faults in it",
    "",
    "| fault | times |",
    "|---|---|",
    ...[...faults].sort(([, a], [, b]) => b - a).map(([fault, times]) => `| ${fault} | ${number(times)} |`),
    "",
    "## What it looks at",
    "",
    "| promise | in short |",
    "|---|---|",
    ...PROMISES.map(([invariant, words]) => `| ${invariant} | ${words} |`),
    "",
    "## What it found",
    "",
    "Each is a fixed test, in [found.test.ts](../test/simulation/found.test.ts) or beside the code it is about.",
    "",
    ...bugs.map(
      ({ found, invariant, what, now }) => `- ${found}, promise ${invariant}: ${what} *Now:* ${now}`,
    ),
    "",
    "## What it does not look at",
    "",
    "Nothing can end while its holder makes the provider refuse. The app says so in an alert within a minute, tries again for ever, and",
    "ends it within a minute from when she lets go; what others hold at the same provider ends in its time. What she gives herself in our",
    "name is taken back while it is looked for: for 90 seconds at least after the end. Later, and where grants cannot be told apart, it is",
    "somebody else's grant: `hallpass drift` names it.",
    "",
    "Git, HTTP, PostgreSQL and the timers of a process are not part of it: they have tests of their own, with real ones. A call that never",
    "ends, and a ledger branch that somebody rewrites, are not played yet. A machine that is cut off from GitHub ends by what it knew",
    "last, and so cuts an extension it could not know. Each machine goes by the `Date` of GitHub's answers once it has heard two; one that",
    "started while GitHub was away has nothing but its own clock, and where that is ahead may take a listing from before a grant for one from after",
    "it. Both are counted above, and are no failure. Nor is access that somebody gives in the very moment in which it is looked for, or",
    "which a listing does not show yet; nor one that is made again which a hand took within two minutes of a grant, where listings may be",
    "old, or of the end, where the provider has a timer; nor what follows from an end that came before its time by a clock that was",
    "ahead. Of sweeps and reviews for which nothing has changed since the last one, one in twenty is played; of the sweeps in a long",
    "stretch of time, the first ones and the last.",
    "",
    "## Again",
    "",
    "```sh",
    `npm run simulate -- --runs ${runs} --seed ${firstSeed}`,
    "```",
    "",
    "The same seeds of the same commit play the same histories on every machine. A failure prints its seed and a history that is as",
    "short as it could be made, ready to be kept as a test. `npm test` plays some of them each time.",
    "",
  ];
  return lines.join("\n");
}

const PROMISES: readonly (readonly [number, string])[] = [
  [1, "Nothing is granted that was not approved, for that person, that thing and that time."],
  [
    2,
    "Nothing is held more than 60 seconds past its end while an app runs that reaches the provider, or past the Action's interval and a minute while that does. What its subject ends (a comment, the task it was for, leaving) is gone six minutes later at most where no webhook tells of it, while an app runs that reaches GitHub and the provider.",
  ],
  [3, "Nothing of that waits for GitHub: its outages excuse nobody."],
  [4, "A request's name is used once."],
  [5, "What was held before is never removed; what somebody ended by hand is not made again."],
  [6, "The first end of an overlap cuts nothing, and nothing is ended without a reason that happened."],
  [7, "When nothing changes any more, nothing is written: not at a provider, not on the ledger."],
  [8, "A provider that is away excuses nobody at another one."],
  [9, "What the ledger says stays said, and in the end it is told everything."],
  [10, "With nobody else there, one sweep by an operator with a clone ends everything that is over."],
  [12, "Rules that their owners did not approve grant nothing."],
];
