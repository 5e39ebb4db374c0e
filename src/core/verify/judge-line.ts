import type { Story } from "../audit/stories.ts";
import { parseRequestPath } from "../files/request.ts";
import type { Line } from "./line-commit.ts";
import type { Violation } from "./violation.ts";

/** Merged requests that are younger than this may wait for their entry. */
const WAITING_MS = 60 * 60 * 1000;

/** Merges by Hallpass name the ledger's tip of then: it has to be a commit of the ledger still. */
export const judgeLedgerNames = (line: Line, ledger: ReadonlySet<string>): Violation[] =>
  [...line.values()].flatMap(({ sha, ledger: named, author }): Violation[] =>
    named === undefined || ledger.has(named)
      ? []
      : [
          {
            code: "LEDGER_REWRITTEN",
            says: `it names the ledger's commit ${named}, which is not on the ledger (by ${author})`,
            commit: sha,
          },
        ],
  );

/** Every request that the default branch ever got has an entry, or is young. */
export function judgeRecord(line: Line, stories: readonly Story[], now: Date): Violation[] {
  const known = listDecided(stories);
  return [...line.values()]
    .filter(({ at }) => now.getTime() - at.getTime() >= WAITING_MS)
    .flatMap(({ sha, added }) =>
      added
        .filter((path) => parseRequestPath(path) !== undefined && !known.has(path))
        .map(
          (path): Violation => ({
            code: "UNRECORDED",
            says: `${path} was merged, and the ledger tells nothing of it`,
            commit: sha,
          }),
        ),
    );
}

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
