import type { Progress } from "../../core/asking/progress.ts";
import { answerMark } from "../../report/answers.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import { follow } from "./follow.ts";
import { type PulledRequest, readProgress, type Tracker } from "./read-request.ts";
import { toRecord } from "./tell-progress.ts";

/** About a minute. */
const LOOKS = 8;

/** What became of an end that was asked for. */
export interface Ending {
  readonly progress: Progress;
  /** Hallpass's own words where it did not end it. */
  readonly answer?: string;
}

/**
 * Closes the person's own open pull request, so that nothing is granted. On a merged one it writes the comment that ends the access, and waits for about a
 * minute until the ledger has the end or Hallpass has answered.
 */
export async function endRequest(desk: Tracker, found: PulledRequest, now: () => Date): Promise<Ending> {
  if (found.pull.isOpen) await closeOwn(desk, found);
  // A merge may have come first.
  const pull = (await desk.readPull(found.pull.number)) ?? found.pull;
  const about = { ...found, pull };
  if (!pull.isMerged) return { progress: await readProgress(desk, about, now()) };
  const comment = await desk.comment(pull.number, "/hallpass end");
  return awaitEnd(desk, about, comment, now);
}

/** Everybody with write access could close it. Throws `UsageError` where it is somebody else's. */
async function closeOwn(desk: Tracker, { pull, request: { subject } }: PulledRequest): Promise<void> {
  const { login } = await desk.readMe();
  if (subject.toLowerCase() !== login.toLowerCase())
    throw new UsageError(
      `#${pull.number} asks for ${subject}, and you are ${login}. Refuse it on GitHub: ${pull.url}`,
    );
  await desk.close(pull.number);
}

async function awaitEnd(
  desk: Tracker,
  about: PulledRequest,
  comment: number,
  now: () => Date,
): Promise<Ending> {
  let answer: string | undefined;
  const read = async (): Promise<Progress> => {
    const progress = await readProgress(desk, about, now());
    if (progress.state !== "ended")
      [answer] = await desk.listBotComments(about.pull.number, answerMark(comment));
    return progress;
  };
  const isOver = ({ state }: Progress): boolean => state === "ended" || answer !== undefined;
  const last = await follow({ read, isOver, tell: () => undefined, looks: LOOKS });
  const progress = last ?? (await readProgress(desk, about, now()));
  return { progress, ...(answer === undefined ? {} : { answer: withoutMarks(answer) }) };
}

const withoutMarks = (text: string): string => text.replace(/<!--.*?-->/gsu, "").trim();

/** Returns the exit code: 0 ended or withdrawn, 1 refused, 3 not known yet. */
export function tellEnding(about: PulledRequest, { progress, answer }: Ending, isJson?: boolean): number {
  const isDone = ["ended", "closed", "refused"].includes(progress.state);
  if (isJson) printJson({ ...toRecord(about, progress), answer: answer ?? null });
  else if (isDone)
    print(`${progress.state === "closed" ? "Withdrawn: nothing was granted." : progress.says}\n`);
  else if (answer !== undefined) print(`${answer}\n`);
  else complain(`The end is asked for. Hallpass has not answered yet: ${about.pull.url}\n`);
  if (isDone) return exitCode.well;
  return answer === undefined ? exitCode.unanswered : exitCode.found;
}
