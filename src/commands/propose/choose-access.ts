import { findNearest } from "../../core/text/nearest.ts";
import type { NumberedAccess } from "../../operations/propose.ts";
import { UsageError } from "../runner/failure.ts";

/**
 * Chooses the access that --finding names, by number or as PRINCIPAL:ROLE, in the order of the list; without it, all. Throws
 * `UsageError` for a name that matches nothing.
 */
export function chooseAccess(
  all: readonly NumberedAccess[],
  words: readonly string[] | undefined,
): readonly NumberedAccess[] {
  if (words === undefined) return all;
  const chosen = new Set(words.flatMap((word) => findAccess(all, word)));
  return all.filter((access) => chosen.has(access));
}

function findAccess(all: readonly NumberedAccess[], word: string): readonly NumberedAccess[] {
  const found = all.filter((access) => word === `${access.number}` || word === nameOf(access));
  if (found.length > 0) return found;
  const names = [...new Set(all.map(nameOf))];
  const nearest = findNearest(word, names);
  const next =
    nearest === undefined
      ? `Numbers go from 1 to ${all.length}; --dry-run shows them.`
      : `Did you mean "${nearest}"?`;
  throw new UsageError(
    all.length === 0
      ? `--finding ${word}: nothing stands at the providers that could be read, and inventory/ names nothing there.`
      : `--finding ${word} names no standing access. ${next}`,
  );
}

const nameOf = ({ principal, role }: NumberedAccess): string => `${principal}:${role}`;
