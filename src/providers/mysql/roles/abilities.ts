import type { LentRight } from "./lent-rights.ts";

const MOST = 12;

/** The rights of a role as phrases: `SELECT on orders.*`. Nothing for USAGE, which is no right. */
export function describeRights(rights: readonly LentRight[]): string[] {
  const phrases = rights.flatMap((right) => {
    if (right.kind !== "privileges") return [];
    const privileges = right.privileges.filter((privilege) => privilege !== "USAGE");
    return privileges.length === 0 ? [] : [`${privileges.join(", ")} on ${right.schema}.${right.object}`];
  });
  const distinct = [...new Set(phrases)];
  return distinct.length <= MOST
    ? distinct
    : [...distinct.slice(0, MOST - 1), `${distinct.length - MOST + 1} further rights`];
}
