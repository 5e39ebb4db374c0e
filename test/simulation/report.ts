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
    `${number(claims)} leases were recorded, ${number(endings)} revocations were made. ${broken}`,
  ].join("\n");
}

/** docs/reliability.md. */
export function writePage(measured: Measured): string {
  const { campaign, commit, workers, seconds, cpuSeconds, at } = measured;
  const { runs, steps, firstSeed, faults, failures, claims, holds, endings, excusedCuts, proven } = campaign;
  const lines = [
    "# Reliability",
    "",
    "<!-- Written by `npm run simulate`. The bugs it found are kept in test/simulation/bugs.ts. -->",
    "",
    "The simulation plays the real operations that review, grant, end and record, in memory and in virtual time, in histories of random events:",
    "",
    "- People ask, approve, push and merge. They end, withdraw and change things between two calls of a round.",
    "- In three of ten histories the profile is `standard`: a policy approves short requests by itself up to a cap, people break the glass in an",
    "  emergency, and owners review the receipts afterwards, or leave them. In the others everything is reviewed before.",
    "- Administrators change rules and rewrite branches. Operators grant and revoke at the provider, and sweep.",
    "- Two instances of the app and the scheduled Action run side by side, lose calls, and die between any two effects. They come back with an",
    "  old disk, a full one or a wrong clock. Disks fill at any write, for a while; clocks step by minutes and by hours.",
    "- A holder fights for her access: she opens sessions that outlive the grant, locks objects that a revocation needs, owns objects that are",
    "  in its way, grants herself revoked access again, and has the comments that ended it edited or deleted.",
    "",
    "After every step an oracle, which shares no code with Hallpass, compares the access that the providers really give with the access that",
    "was really approved. At the end of every third history everything works again, and at the end of every sixth only an operator is left;",
    "the oracle checks these states too. After the last step the judgement of `hallpass verify` runs over the ledger and the default branch: it may find",
    "only what a rewritten branch, or a change past the gate, explains.",
    "",
    "[gaps.ts](../test/simulation/gaps.ts) tries each of those acts in every gap of a round that grants, of a round that grants an extension, and",
    "of the review that merges it. [holder.test.ts](../test/simulation/holder.test.ts) tries each trick of the holder. The random kills (`npm",
    "run test:kill`) play kills, outages, full disks, clocks and such holders on a real PostgreSQL.",
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
    `| requests approved automatically; emergencies | ${number(campaign.automatic)}; ${number(campaign.emergencies)} |`,
    `| leases recorded | ${number(claims)} |`,
    `| grants made or prolonged | ${number(holds)} |`,
    `| revocations that reached a provider | ${number(endings)} |`,
    `| access cut by a machine with an old ledger | ${number(excusedCuts)} |`,
    `| histories through the gate and to their end, which \`hallpass verify\` proves | ${number(proven)} |`,
    `| promises broken | ${failures.length} |`,
    "",
    "## Faults that were played",
    "",
    "| fault | times |",
    "|---|---|",
    ...[...faults].sort(([, a], [, b]) => b - a).map(([fault, times]) => `| ${fault} | ${number(times)} |`),
    "",
    "## The promises",
    "",
    "| promise | in short |",
    "|---|---|",
    ...PROMISES.map(([invariant, words]) => `| ${invariant} | ${words} |`),
    "",
    "## Bugs it found",
    "",
    "Each one is a test now, in [found.test.ts](../test/simulation/found.test.ts) or beside the code it concerns.",
    "",
    ...bugs.map(
      ({ found, invariant, what, now }) => `- ${found}, promise ${invariant}: ${what} *Now:* ${now}`,
    ),
    "",
    "## Limits",
    "",
    "**A holder who makes the provider refuse** keeps her access meanwhile. The app raises an alert within a minute, retries for ever, and ends the",
    "access within a minute after she lets go. Other people's access at the same provider ends on time. Access that she grants herself in our name",
    "is revoked while Hallpass looks for it: for at least 90 seconds after the end. Later, and where grants cannot be told apart, it counts as",
    "another grantor's: `hallpass drift` names it.",
    "",
    "**Not part of the simulation:** git, HTTP, PostgreSQL and the timers of a process. They have tests of their own, with real ones. A call that",
    "never ends, and a rewritten ledger branch, are not played yet.",
    "",
    "**Not counted as failures:**",
    "",
    "- A machine that is cut off from GitHub ends access by its last ledger, and so cuts an extension that it does not know.",
    "- Each machine follows the `Date` of GitHub's answers once it has seen two. A machine that started while GitHub was away has only its own",
    "  clock. If that is ahead, it may take a listing from before a grant for one from after it. The table above counts both.",
    "- Access that a person grants in the moment of the look, or that a listing does not show yet.",
    "- Access granted again that a person revoked by hand within two minutes of a grant, where listings may be old, or within two minutes of the",
    "  end, where the provider has a timer.",
    "- The consequences of an end that came early because a clock was ahead.",
    "",
    "**Left out to save time:** of sweeps and reviews since which nothing has changed, one in twenty is played; of the sweeps in a long stretch of",
    "time, the first ones and the last.",
    "",
    "## Repeat the run",
    "",
    "```sh",
    `npm run simulate -- --runs ${runs} --seed ${firstSeed}`,
    "```",
    "",
    "The same seeds of the same commit play the same histories on every machine. A failure prints its seed and a shortened history, ready to become a",
    "test. `npm test` plays some of them each time.",
    "",
  ];
  return lines.join("\n");
}

const PROMISES: readonly (readonly [number, string])[] = [
  [1, "Every grant was approved: for that person, that access and that time."],
  [
    2,
    "Access is revoked within 60 seconds of its end while an app runs that reaches the provider, or within the Action's interval plus a minute while only the Action does. Access that its subject ends (by a comment, by closing its task, by leaving) is revoked within six minutes even if no webhook arrives, while an app runs that reaches GitHub and the provider.",
  ],
  [3, "Revocation does not wait for GitHub. The limits of promise 2 also hold while GitHub is down."],
  [4, "A request's name is used once."],
  [
    5,
    "Access that a person held before is never removed. Access that was revoked by hand is not granted again.",
  ],
  [
    6,
    "Of two overlapping leases, the first end cuts nothing. Every early end has a reason that really happened.",
  ],
  [7, "Without changes, Hallpass writes nothing, neither at a provider nor on the ledger."],
  [8, "An unavailable provider does not delay revocations at another one."],
  [9, "Ledger entries stay, and in the end the ledger has every grant and every end."],
  [10, "If nothing else runs, one sweep by an operator with a clone ends all expired access."],
  [12, "Only rules that their owners approved can grant access."],
  [
    13,
    "What nobody had to approve before stays within its limits: no more than the caps, no role that is sensitive, and no emergency while nobody else has reviewed the person's last one.",
  ],
];
