import type { Statement, Template } from "./configuration.ts";

/**
 * "Principal key values" in "IAM policy elements: Variables and tags": a user's id, or `ROLE-ID:SESSION` for the session of a role. A policy that
 * reaches another user of the same name, or another role, gives nothing.
 */
const WHO = "aws:userid";
const WHEN = "aws:CurrentTime";

/** The keys that Hallpass writes. IAM compares names of keys without regard to case ("IAM JSON policy elements: Condition"). */
export const RESERVED_KEYS: readonly string[] = [WHO.toLowerCase(), WHEN.toLowerCase()];

/** For whom, and until when: IAM evaluates it at each request, so a session that is open at the end has lost the access too. */
export interface Bounds {
  readonly userId: string;
  readonly until: Date;
}

/**
 * The policy of a grant. Each statement has both conditions beside its own: "If your policy has multiple condition operators or multiple keys attached
 * to a single condition operator, the conditions are evaluated using a logical AND" (IAM User Guide, "Conditions with multiple context keys or values").
 */
export function buildDocument(template: Template, { userId, until }: Bounds): string {
  // At the second, and never later than the end.
  const time = new Date(Math.floor(until.getTime() / 1000) * 1000).toISOString().replace(".000Z", "Z");
  const Statement = template.map(({ Condition = {}, ...each }) => ({
    ...each,
    Effect: "Allow",
    Condition: {
      ...Condition,
      StringEquals: { ...Condition.StringEquals, [WHO]: userId },
      DateLessThan: { ...Condition.DateLessThan, [WHEN]: time },
    },
  }));
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** The user id of the document's conditions, where each statement has it. */
export function readUserId(document: string): string | undefined {
  const ids = new Set(
    readStatements(document).map((each) => fieldOf(fieldOf(fieldOf(each, "Condition"), "StringEquals"), WHO)),
  );
  const [id] = ids;
  return ids.size === 1 && typeof id === "string" ? id : undefined;
}

/** The same text for documents that IAM reads alike: order, and one value or a list of one, do not count. */
export const canonicalDocument = (document: string): string =>
  JSON.stringify(readStatements(document).map(canonical).toSorted());

/** The same, without the conditions of Hallpass: what the statements give. */
export const canonicalGiven = (document: string): string =>
  JSON.stringify(readStatements(document).map(withoutBounds).map(canonical).toSorted());

export const canonicalTemplate = (template: Template): string =>
  canonicalGiven(buildDocument(template, { userId: "", until: new Date(0) }));

function withoutBounds(statement: unknown): unknown {
  if (!isObject(statement) || !isObject(statement.Condition)) return statement;
  const operators = Object.entries(statement.Condition).flatMap(([operator, keys]) => {
    const kept = Object.entries(isObject(keys) ? keys : {}).filter(([key]) => key !== WHO && key !== WHEN);
    return kept.length === 0 ? [] : [[operator, Object.fromEntries(kept)] as const];
  });
  const { Condition: _, ...rest } = statement;
  return operators.length === 0 ? rest : { ...rest, Condition: Object.fromEntries(operators) };
}

/** Fields in order, lists sorted, one value as a list of one; the name of a statement does not count. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.map(String).toSorted());
  if (!isObject(value)) return JSON.stringify([String(value)]);
  const fields = Object.entries(value).filter(([name]) => name !== "Sid");
  return JSON.stringify(
    fields.map(([name, each]) => [name, canonical(each)]).toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  );
}

/** None for a text that is no policy: it is not ours. */
function readStatements(document: string): readonly unknown[] {
  try {
    const statements = fieldOf(JSON.parse(document), "Statement");
    return Array.isArray(statements) ? statements : [statements];
  } catch {
    return [];
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const fieldOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

export type { Statement };
