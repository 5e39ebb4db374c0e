import { listSome } from "../../../core/text/phrases.ts";

const MOST_ACTIONS = 6;
const MOST_RESOURCES = 3;

/** The statements of a policy ("IAM JSON policy elements: Statement"); none of a text that is no policy. */
export function readStatements(policy: string): readonly unknown[] {
  try {
    const statements = fieldOf(JSON.parse(policy), "Statement");
    return Array.isArray(statements) ? statements : [statements];
  } catch {
    return [];
  }
}

/** Each statement as a phrase, those that allow first: `s3:GetObject on arn:aws:s3:::orders/*`. */
export function describeStatements(statements: readonly unknown[]): string[] {
  const known = statements.filter(hasActions);
  const isDeny = (statement: unknown): boolean => fieldOf(statement, "Effect") === "Deny";
  return [
    ...known.filter((each) => !isDeny(each)).map(describeStatement),
    ...known.filter(isDeny).map((each) => `never ${describeStatement(each)}`),
  ];
}

const hasActions = (statement: unknown): boolean =>
  ["Action", "NotAction"].some((field) => listOf(fieldOf(statement, field)).length > 0);

function describeStatement(statement: unknown): string {
  const actions = describeSome(statement, "Action", MOST_ACTIONS, "every action");
  const resources = describeSome(statement, "Resource", MOST_RESOURCES, "every resource");
  const keys = Object.values(Object(fieldOf(statement, "Condition"))).flatMap((each) =>
    Object.keys(Object(each)),
  );
  return `${actions} on ${resources}${keys.length === 0 ? "" : `, limited by ${listSome(keys)}`}`;
}

/** `NotAction` and `NotResource` match all but what they name. */
function describeSome(statement: unknown, field: "Action" | "Resource", most: number, all: string): string {
  const [named, others] = [listOf(fieldOf(statement, field)), listOf(fieldOf(statement, `Not${field}`))];
  if (others.length > 0) return `${all} but ${listSome(others, most)}`;
  return named.includes("*") ? all : listSome(named, most);
}

export const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string");

export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
