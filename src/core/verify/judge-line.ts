import type { Story } from "../audit/stories.ts";
import { parseRequestPath } from "../files/request.ts";
import type { Line } from "./line-commit.ts";
import type { Violation } from "./violation.ts";

/** Merged requests that are younger than this may wait for their entry. */
const WAITING_MS = 60 * 60 * 1000;

/**
 * Merges by Hallpass name the ledger's tip of then: it has to be a commit of the ledger still. Anybody who can push to the default branch
 * can write such a line, too: it counts against the ledger only in the merges that entries record.
 */
export const judgeLedgerNames = (
  line: Line,
  ledger: ReadonlySet<string>,
  merges: ReadonlySet<string>,
): Violation[] =>
  [...line.values()].flatMap(({ sha, ledger: named, author }): Violation[] => {
    if (named === undefined || ledger.has(named)) return [];
    const says = `it names the ledger's commit ${named}, which is not on the ledger`;
    return [
      merges.has(sha)
        ? { code: "LEDGER_REWRITTEN", says: `${says} (by ${author})`, commit: sha }
        : {
            code: "LEDGER_CLAIMED",
            says: `${says}, and no entry records this commit (by ${author}): a direct push, or the ledger lost its end`,
            commit: sha,
          },
    ];
  });

/** What the ledger tells nothing of, as far as it should. */
export interface Unrecorded {
  readonly violations: readonly Violation[];
  /** Requests that somebody removed before Hallpass had to decide on them. */
  readonly withdrawn: number;
}

/** Every request that the default branch ever got has an entry, is young, or was withdrawn. */
export function judgeRecord(line: Line, stories: readonly Story[], now: Date): Unrecorded {
  const known = listDecided(stories);
  const missing = [...line.values()]
    .filter(({ at }) => isOld(at, now))
    .flatMap(({ sha, at, added }) =>
      added
        .filter((path) => parseRequestPath(path) !== undefined && !known.has(path))
        .map((path) => ({ sha, at, path })),
    );
  const removals = missing.length === 0 ? [] : [...line.values()];
  const isWithdrawn = ({ at, path }: (typeof missing)[number]): boolean =>
    removals.some(
      // Hallpass removes what it knows, and names the ledger.
      ({ at: then, removed, ledger }) =>
        ledger === undefined && removed.includes(path) && !(then < at) && !isOld(at, then),
    );
  const unrecorded = missing.filter((each) => !isWithdrawn(each));
  return {
    withdrawn: missing.length - unrecorded.length,
    violations: unrecorded.map(({ sha, path }) => ({
      code: "UNRECORDED",
      says: `${path} was merged, and the ledger tells nothing of it`,
      commit: sha,
    })),
  };
}

/** Granted requests whose file is gone, and of which the ledger has no receipt. */
export function countUnreviewed(line: Line, stories: readonly Story[]): number {
  const removed = new Set([...line.values()].flatMap((commit) => commit.removed));
  return stories.filter(({ path, parts, receipt }) => parts.length > 0 && !receipt && removed.has(path))
    .length;
}

const isOld = (at: Date, now: Date): boolean => now.getTime() - at.getTime() >= WAITING_MS;

/** The paths of the requests that were granted, refused, or approved for later. */
const listDecided = (stories: readonly Story[]): ReadonlySet<string> =>
  new Set(
    stories
      .filter(
        ({ parts, refusal, record }) =>
          parts.length > 0 || refusal !== undefined || record?.approved !== undefined,
      )
      .flatMap(({ path, refusal }) => [path, ...(refusal ? [refusal.path] : [])]),
  );
