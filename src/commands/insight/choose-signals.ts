import type { Change } from "../../core/insight/changes/change.ts";
import type { Signal } from "../../core/insight/signal.ts";
import { findNearest } from "../../core/text/nearest.ts";
import { UsageError } from "../runner/failure.ts";

/** A signal, and the change that would answer it where there is one. */
export interface Answered {
  readonly signal: Signal;
  readonly change: Change | undefined;
}

/** The signals that --propose names, by rule or by the id of the change. Throws `UsageError` for a word that names no change. */
export function chooseSignals(all: readonly Answered[], words: readonly string[]): readonly Signal[] {
  const chosen = new Set(words.flatMap((word) => findSignals(all, word)));
  return all.map(({ signal }) => signal).filter((signal) => chosen.has(signal));
}

function findSignals(all: readonly Answered[], word: string): Signal[] {
  const found = all.filter(({ change }) => change?.rule === word || change?.id === word);
  if (found.length > 0) return found.map(({ signal }) => signal);
  const names = [...new Set(all.flatMap(({ change }) => (change ? [change.rule, change.id] : [])))];
  const nearest = findNearest(word, names);
  if (nearest !== undefined) throw new UsageError(`--propose ${word}: did you mean "${nearest}"?`);
  throw new UsageError(
    names.length === 0
      ? `--propose ${word}: nothing that stands out has a change to propose.`
      : `--propose ${word} names no change. Without --propose, hallpass insight lists them.`,
  );
}
