import type { Held, Ledger } from "./ledger.ts";
import type { Asked } from "./requests.ts";

export type Word =
  | "asked"
  | "approved"
  | "changes wanted"
  | "merged"
  | "granted"
  | "until"
  | "ended"
  | "denied";

/** One line of a story. */
export interface Fact {
  readonly at: Date;
  readonly word: Word;
  readonly says: string;
}

/** The outcome of one request. */
export interface Story {
  readonly pull: number;
  readonly title: string;
  readonly author: string;
  readonly now: "held" | "ended" | "waiting" | "denied";
  /** Newest first. */
  readonly facts: readonly Fact[];
}

/** Of two facts of one second, the later one here is the newer. */
const order: readonly Word[] = [
  "asked",
  "changes wanted",
  "approved",
  "merged",
  "granted",
  "ended",
  "denied",
  "until",
];

/** The story of each request, the one with the newest fact first. */
export function tellStories(asked: readonly Asked[], ledger: Ledger): Story[] {
  const recorded = listRecorded(ledger);
  return asked
    .map((request) => tellStory(request, ledger.held, recorded.get(request.number) ?? []))
    .toSorted((a, b) => newest(b) - newest(a));
}

const newest = ({ facts }: Story): number => facts[0]?.at.getTime() ?? 0;

function tellStory(request: Asked, everyone: readonly Held[], recorded: readonly Fact[]): Story {
  const held = everyone.filter(({ pulls }) => pulls.includes(request.number));
  const facts = [
    ...listAsked(request),
    ...recorded,
    ...held.map(({ until, login, what }) => ({
      at: until,
      word: "until" as const,
      says: `${login} may keep ${what}`,
    })),
  ].toSorted((a, b) => b.at.getTime() - a.at.getTime() || order.indexOf(b.word) - order.indexOf(a.word));
  const { number: pull, title, author } = request;
  return { pull, title, author, now: judge(request, held.length > 0, facts), facts };
}

function judge(request: Asked, isHeld: boolean, facts: readonly Fact[]): Story["now"] {
  if (isHeld) return "held";
  if (facts.some(({ word }) => word === "denied")) return "denied";
  if (facts.some(({ word }) => word === "ended")) return "ended";
  return request.closed === undefined ? "waiting" : "denied";
}

const verdicts: Readonly<Record<string, Word>> = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "changes wanted",
};

/** What people did on GitHub. */
function listAsked({ at, author, reviews, merged, closed }: Asked): Fact[] {
  const facts: (Fact | undefined)[] = [
    { at, word: "asked", says: `by ${author}` },
    ...reviews.map((review) => {
      const word = verdicts[review.verdict];
      return word && { at: review.at, word, says: `by ${review.login}` };
    }),
    merged && { at: merged, word: "merged", says: "into the default branch" },
    closed && { at: closed, word: "denied", says: "closed without a merge" },
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** How the lines of the ledger begin. An intent is followed by its grant. */
const verbs: readonly (readonly [string, Word])[] = [
  ["grant ", "granted"],
  ["revoke ", "ended"],
  ["leave ", "ended"],
  ["end ", "ended"],
  ["refuse ", "denied"],
];

/** What Hallpass recorded, by pull request. */
function listRecorded({ rounds, pullOf }: Ledger): ReadonlyMap<number, Fact[]> {
  const facts = new Map<number, Fact[]>();
  for (const { at, lines } of rounds)
    for (const line of lines) {
      const found = verbs.find(([verb]) => line.startsWith(verb));
      if (found === undefined) continue;
      const [verb, word] = found;
      const says = line.slice(verb.length).replace(PULLS, "").replace(PLANNED, ", planned for ");
      for (const pull of findPulls(line, pullOf))
        facts.set(pull, [...(facts.get(pull) ?? []), { at, word, says }]);
    }
  return facts;
}

/** `… (#1, #2)` at its end; or the request's name at its beginning. */
function findPulls(line: string, pullOf: ReadonlyMap<string, number>): number[] {
  const named = PULLS.exec(line)?.groups?.pulls;
  if (named !== undefined) return named.split(", ").map((each) => Number(each.slice(1)));
  const request = /^end (?<request>[^:]+): /u.exec(line)?.groups?.request;
  const pull = request === undefined ? undefined : pullOf.get(request);
  return pull === undefined ? [] : [pull];
}

/** Of a revocation: the time when it should have ended. */
const PLANNED = /, ended (?=[^,]*$)/u;

const PULLS = / \((?<pulls>#\d+(?:, #\d+)*)\)$/u;
