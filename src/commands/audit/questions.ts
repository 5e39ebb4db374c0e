import { isOf, isPerson, OUTCOMES, outcomeOf, type Story } from "../../core/audit/stories.ts";
import { type Held, listHeldAt } from "../../core/audit/who-can.ts";
import type { Repository } from "../../core/ports/repository.ts";
import type { CloneAudit, Wanted } from "../input/clone-audit.ts";
import { openCloneRepository } from "../input/clone-ledger.ts";
import { readPastTime } from "../input/given-time.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { CannotAnswerError, UsageError } from "../runner/failure.ts";
import { chooseStories, readRange } from "./choose.ts";
import type { Given } from "./options.ts";
import { type Ended, endRows, heldRows, historyRows, listEnds, listUnused, unusedRows } from "./rows.ts";
import { listRulesChanges, rulesRows } from "./rules.ts";
import { renderStory } from "./story-page.ts";
import { type Format, printRows } from "./table.ts";
import { readTexts, renderTexts } from "./texts.ts";

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
  readonly answer: (asking: Asking) => number | Promise<number>;
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
  show: { takesName: "REQUEST", takes: ["text"], answer: answerShow },
  ends: { takes: FILTERS, answer: answerEnds },
  unused: { takes: FILTERS, answer: answerUnused },
  rules: { takes: ["since", "until"], needs: () => "others", answer: answerRules },
};

type IsWanted = (access: Pick<Held, "subject" | "principal" | "entitlement">) => boolean;

/** The ledger says what was held, until now. */
function answerHeld({ audit, given, name, now }: Asking, isWanted: IsWanted): number {
  const at = readPastTime("--at", given.at, now);
  if (audit.began !== undefined && at < audit.began)
    throw new CannotAnswerError(
      "BEFORE_LEDGER",
      `The ledger begins at ${audit.began.toISOString()}: it does not say what was held at ${at.toISOString()}.`,
      "Give a later --at.",
    );
  const held = listHeldAt(audit.periods, at).filter(isWanted);
  printRows(heldRows(held, at), formatOf(given), { ...headOf(audit), at });
  if (!wasEverHeld(audit, isWanted)) complain(explainUnheld(name));
  return exitCode.well;
}

const wasEverHeld = ({ periods }: CloneAudit, isWanted: IsWanted): boolean =>
  [...periods].some(({ principal, entitlement, leases }) =>
    leases.some(({ lease: { subject } }) => isWanted({ subject, principal, entitlement })),
  );

/** "Nobody" is also the answer to a name with a typing mistake. */
const explainUnheld = (name: string): string =>
  `The ledger has no grant for ${JSON.stringify(name)} at any time. Compare the name with those of hallpass audit history.\n`;

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

function answerEnds(asking: Asking): number {
  printRows(endRows(chooseEnds(asking), asking.now), formatOf(asking.given), headOf(asking.audit));
  return exitCode.well;
}

function answerUnused(asking: Asking): number {
  printRows(unusedRows(listUnused(chooseEnds(asking))), formatOf(asking.given), headOf(asking.audit));
  return exitCode.well;
}

/** The ends that the filters leave, by their planned time. */
function chooseEnds({ audit, given, now }: Asking): Ended[] {
  const { since, until } = readRange(given, now);
  return listEnds(chooseStories(audit.stories, given)).filter(
    ({ end }) => !(end.planned < since) && !(end.planned > until),
  );
}

async function answerShow({ audit, given, name, now }: Asking): Promise<number> {
  if (given.csv === true || given.ndjson === true)
    throw new UsageError("show prints a page, or JSON with --json.");
  const story = findStory(audit.stories, name);
  const isTextWanted = given.text === true && story !== undefined;
  const texts = isTextWanted ? await readTexts(await openClone(given), story) : undefined;
  if (given.json === true) printJson({ ...headOf(audit), request: story ?? null, ...(texts && { texts }) });
  else if (story === undefined) print(`The ledger has no request ${JSON.stringify(name)}.\n`);
  else print(renderStory(story, now) + renderTexts(texts ?? []));
  return story === undefined ? exitCode.found : exitCode.well;
}

async function answerRules({ audit, given, now }: Asking): Promise<number> {
  const range = readRange(given, now);
  const changes = await listRulesChanges(await openClone(given), audit.adoptions, range);
  printRows(rulesRows(changes), formatOf(given), headOf(audit));
  return exitCode.well;
}

const openClone = ({ repository = ".", branch }: Given): Promise<Repository> =>
  openCloneRepository(repository, branch);

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
