import { isOf, isPerson, OUTCOMES, outcomeOf, type Story } from "../../core/audit/stories.ts";
import { type Held, listHeldAt } from "../../core/audit/who-can.ts";
import type { CloneAudit, Wanted } from "../input/clone-audit.ts";
import { readTime } from "../input/given-time.ts";
import { print, printJson } from "../output/terminal.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { CannotAnswerError, UsageError } from "../runner/failure.ts";
import { chooseStories, readRange } from "./choose.ts";
import type { Given } from "./options.ts";
import { endRows, heldRows, historyRows, listEnds } from "./rows.ts";
import { renderStory } from "./story-page.ts";
import { type Format, printRows } from "./table.ts";

/** What is asked, of the ledger as it is now. */
interface Asking {
  readonly audit: CloneAudit;
  readonly given: Given;
  /** The name that the question takes; "" for one that takes none. */
  readonly name: string;
  readonly now: Date;
}

export interface Question {
  readonly takesName?: "RESOURCE" | "PERSON" | "REQUEST";
  readonly takes: readonly (keyof Given)[];
  /** The entries that answer it; absent: all. */
  readonly needs?: (name: string) => Wanted;
  /** Prints the answer, and returns the exit code. */
  readonly answer: (asking: Asking) => number;
}

const FILTERS = ["person", "resource", "team", "approver", "since", "until"] as const;

export const QUESTIONS: Readonly<Record<string, Question>> = {
  "who-can": {
    takesName: "RESOURCE",
    takes: ["at"],
    needs: (resource) => ({ resource }),
    answer: (asking) => answerHeld(asking, ({ entitlement }) => isOf(asking.name, entitlement)),
  },
  "what-can": {
    takesName: "PERSON",
    takes: ["at"],
    needs: (person) => ({ person }),
    answer: (asking) =>
      answerHeld(asking, ({ subject, principal }) => isPerson(asking.name, subject, principal)),
  },
  history: { takes: [...FILTERS, "outcome"], answer: answerHistory },
  show: { takesName: "REQUEST", takes: [], answer: answerShow },
  ends: { takes: FILTERS, answer: answerEnds },
};

/** The ledger says what was held, until now. */
function answerHeld({ audit, given, now }: Asking, isWanted: (held: Held) => boolean): number {
  const at = readTime("--at", given.at, now);
  if (at > now)
    throw new UsageError(
      `--at ${at.toISOString()} is yet to come: the ledger says what was held, until now.`,
    );
  if (audit.began !== undefined && at < audit.began)
    throw new CannotAnswerError(
      "BEFORE_LEDGER",
      `The ledger begins at ${audit.began.toISOString()}: it does not say what was held at ${at.toISOString()}.`,
      "Give a later --at.",
    );
  const held = listHeldAt(audit.periods, at).filter(isWanted);
  printRows(heldRows(held, at), formatOf(given), { ...headOf(audit), at });
  return exitCode.well;
}

function answerHistory({ audit, given, now }: Asking): number {
  const { outcome } = given;
  if (outcome !== undefined && !OUTCOMES.some((each) => each === outcome))
    throw new UsageError(`--outcome ${outcome} is none of ${OUTCOMES.join(", ")}.`);
  const stories = chooseStories(audit.stories, given, readRange(given, now)).filter(
    (story) => outcome === undefined || outcomeOf(story) === outcome,
  );
  printRows(historyRows(stories, now), formatOf(given), headOf(audit));
  return exitCode.well;
}

function answerEnds({ audit, given, now }: Asking): number {
  const { since, until } = readRange(given, now);
  const ends = listEnds(chooseStories(audit.stories, given)).filter(
    ({ end }) => !(end.planned < since) && !(end.planned > until),
  );
  printRows(endRows(ends, now), formatOf(given), headOf(audit));
  return exitCode.well;
}

function answerShow({ audit, given, name, now }: Asking): number {
  const story = findStory(audit.stories, name);
  if (given.csv === true || given.ndjson === true)
    throw new UsageError("show prints a page, or JSON with --json.");
  if (given.json === true) printJson({ ...headOf(audit), request: story ?? null });
  else
    print(
      story === undefined ? `The ledger has no request ${JSON.stringify(name)}.\n` : renderStory(story, now),
    );
  return story === undefined ? exitCode.found : exitCode.well;
}

/** By id, file or pull request. */
const findStory = (stories: readonly Story[], name: string): Story | undefined =>
  stories.find(({ request, path, pull }) => [request, path, `#${pull}`].includes(name));

const headOf = ({ tip, verified, untrusted }: CloneAudit) => ({ ledger: tip, verified, untrusted });

function formatOf({ json, ndjson, csv }: Given): Format {
  const chosen = [json && "json", ndjson && "ndjson", csv && "csv"].filter((each) => each);
  if (chosen.length > 1)
    throw new UsageError(`Choose one of ${chosen.map((each) => `--${each}`).join(" and ")}.`);
  if (json) return "json";
  if (ndjson) return "ndjson";
  return csv ? "csv" : "table";
}
