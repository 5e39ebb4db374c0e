import { MAX_DOCUMENT_BYTES } from "../../core/document/document.ts";
import type { FileChange } from "../../core/files/file-change.ts";
import { isMeant, isRequestFile, isRuleFile } from "../../core/files/pull-kind.ts";
import { isMisplacedRequest } from "../../core/files/request.ts";
import type { Deps } from "../round/deps.ts";

/** The most files to look at: a larger pull request is not a misplaced request. */
const MAX_FILES = 50;

/** Finds files that read as requests but lie outside the folder of requests. */
export async function findMisplaced(
  { repository }: Pick<Deps, "repository">,
  changes: readonly FileChange[],
): Promise<string[]> {
  const candidates = changes
    .filter((change) => change.status !== "removed" && isSmallText(change))
    .filter((change) => !isRequestFile(change) && !isRuleFile(change))
    .toSorted((a, b) => Number(isMeant(b)) - Number(isMeant(a)))
    .slice(0, MAX_FILES);
  const read = await Promise.all(
    candidates.map(async ({ path, blob }) => {
      const text = new TextDecoder().decode(await repository.readBlob(blob, MAX_DOCUMENT_BYTES));
      return isMisplacedRequest(path, text) ? [path] : [];
    }),
  );
  return read.flat();
}

const isSmallText = ({ mode, size }: FileChange): boolean =>
  mode.startsWith("100") && size > 0 && size <= MAX_DOCUMENT_BYTES;
