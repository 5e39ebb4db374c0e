import type { AskSource } from "../../core/asking/asked.ts";
import { type CommentCommand, readExtension } from "../../core/decision/comment-command.ts";
import { describeOver, type ExtendAnswer } from "../../core/during/command-answer.ts";
import {
  type Base,
  draftExtension,
  findBase,
  findExtension,
  isOver,
  judgeExtension,
  listExtenders,
} from "../../core/during/extension.ts";
import { parseRequest, requestPath } from "../../core/files/request.ts";
import { isError } from "../../core/findings/finding.ts";
import { describeObstacle, ObstacleError } from "../../core/plan/obstacle.ts";
import { readSnapshot, type Snapshot } from "../evidence/snapshot.ts";
import type { Deps } from "../round/deps.ts";
import { openFor } from "./open-for.ts";

export type ExtendDeps = Pick<
  Deps,
  "repository" | "github" | "ledger" | "journal" | "pin" | "trustedCommit" | "now" | "log" | "asking"
>;

type Extending = CommentCommand & { readonly duration: string };

/**
 * Opens the pull request that extends the access of this one, for the person who commented; one for each comment, ever. Answers what keeps it
 * from being opened, in time to ask otherwise. It grants nothing: the pull request needs an approval of its own, and the comment is read again
 * before the grant. Throws when GitHub or git cannot be read.
 */
export async function extendByComment(deps: ExtendDeps, command: Extending): Promise<ExtendAnswer> {
  await deps.repository.fetch();
  const snapshot = await readSnapshot(deps);
  const base = findBase(snapshot.state, command.pull);
  const fault = findFault(snapshot, command, base);
  if (fault !== undefined || base === undefined) return fault ?? { kind: "nothing-to-extend" };
  try {
    return await openExtension(deps, snapshot, base, command);
  } catch (error) {
    if (!(error instanceof ObstacleError)) throw error;
    return { kind: "not-now", ...describeObstacle(error) };
  }
}

/** Why this person cannot extend this access; undefined where they can. */
function findFault(
  { state, at }: Snapshot,
  { author, at: written }: Extending,
  base: Base | undefined,
): ExtendAnswer | undefined {
  if (base === undefined) return { kind: "nothing-to-extend" };
  const extenders = listExtenders(base);
  if (!extenders.some(({ id }) => id === author.id)) return { kind: "not-yours-to-extend", extenders };
  if (isOver(base, written) || isOver(base, at))
    return {
      kind: "nothing-to-extend",
      over: { path: requestPath(base[0].request), ...describeOver(base, base[0]) },
    };
  const known = findExtension(state, base, at);
  return known && { kind: "extended", pull: known.pull, until: known.endsAt };
}

async function openExtension(
  deps: ExtendDeps,
  { state, rules, at: now }: Snapshot,
  base: Base,
  { pull, comment, duration, author }: Extending,
): Promise<ExtendAnswer> {
  const { asking } = deps;
  const { settings } = rules;
  if (asking === undefined || settings === undefined || rules.findings.some(isError))
    throw new ObstacleError(UNREADABLE);
  const source: Extract<AskSource, { kind: "comment" }> = { kind: "comment", number: pull, id: comment };
  const said = await asking.readSource(source);
  if (said === undefined || said.changed || said.author.id !== author.id) throw new ObstacleError(CHANGED);
  if (readExtension(said.body) !== duration) throw new ObstacleError(CHANGED);
  const file = draftExtension(base, source, { duration, at: said.at });
  const { value, findings } = parseRequest(file.text, file.path);
  const mistakes = [...findings, ...(value ? judgeExtension(state, value, base, { rules, now }) : [])];
  if (mistakes.some(isError)) return { kind: "not-extended", findings: mistakes.filter(isError) };
  const title = `Access for ${base[0].subject.login}: ${duration} more after #${pull}`;
  const { publicKey } = settings.ledger;
  const opened = await openFor(
    { ...deps, asking },
    { asker: said.author, source, at: said.at, file, title, publicKey },
  );
  return { kind: "extension", pull: opened.number, duration };
}

const UNREADABLE = {
  why: "the policies or the settings of this repository have mistakes.",
  next: "the owners of policies/ correct them; then write the command again as a new comment.",
};

const CHANGED = {
  why: "the comment was edited or deleted since, and such a comment does not count.",
  next: "write the command again as a new comment.",
};
