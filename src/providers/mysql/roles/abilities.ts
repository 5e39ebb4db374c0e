import { toPhrases } from "../../../core/text/phrases.ts";
import type { LentRight } from "./lent-rights.ts";

/** The rights of a role as phrases: `SELECT on orders.*`. Nothing for USAGE, which is no right. */
export function describeRights(rights: readonly LentRight[]): string[] {
  const phrases = rights.flatMap((right) => {
    if (right.kind !== "privileges") return [];
    const privileges = right.privileges.filter((privilege) => privilege !== "USAGE");
    return privileges.length === 0 ? [] : [`${privileges.join(", ")} on ${right.schema}.${right.object}`];
  });
  return toPhrases(phrases);
}
