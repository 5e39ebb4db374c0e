import type { ASTNode } from "@marcbachmann/cel-js";
import { isVariable, type Variable } from "./language.ts";

/** What an expression has that conditions do not have, in words, and where. */
export interface Excess {
  readonly says: string;
  /** Characters before it. */
  readonly at: number;
}

/** What an expression uses; or the first thing that conditions do not have. */
export type Measured =
  | { readonly variables: ReadonlySet<Variable>; readonly excess?: undefined }
  | { readonly excess: Excess };

/** Operators over parts that are expressions themselves. */
const OPERATORS: ReadonlySet<string> = new Set("|| && !_ -_ == != < <= > >= in + - * / % ?: list".split(" "));

/** Quantifiers: their result is a bool, so that nothing grows from one to the next. */
const QUANTIFIERS: ReadonlySet<string> = new Set(["all", "exists", "exists_one"]);

/** Methods by how many arguments they take: none looks at the machine's time zone, none takes longer than in proportion to its texts' lengths multiplied. */
const METHODS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    size: 0,
    contains: 1,
    startsWith: 1,
    endsWith: 1,
    getHours: 0,
    getMinutes: 0,
    getSeconds: 0,
    getDayOfWeek: 0,
    getDayOfMonth: 0,
    getMonth: 0,
    getFullYear: 0,
  }),
);

/** Functions whose argument is a text that is written out. */
const LITERALS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    duration: /^\d{1,6}[smh]$/u,
    timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u,
  }),
);

/**
 * Looks at every node of an expression. What is not listed here is refused: `matches`, whose time has no bound; `map`, `filter` and `bind`, by
 * which a value can double again and again; a quantifier within another; `has`, `dyn` and maps, which get around the types.
 */
export function measure(ast: ASTNode): Measured {
  const variables = new Set<Variable>();
  const excess = findExcess(ast, new Set(), variables);
  return excess === undefined ? { variables } : { excess };
}

type Names = ReadonlySet<string>;

function findExcess(node: ASTNode, bound: Names, variables: Set<Variable>): Excess | undefined {
  const inner = (parts: readonly ASTNode[], names: Names = bound): Excess | undefined => {
    for (const part of parts) {
      const found = findExcess(part, names, variables);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const refuse = (says: string): Excess => ({ says, at: node.start });
  switch (node.op) {
    case "value":
      return isPlain(node.args) ? undefined : refuse("Conditions have no values of this type.");
    case "id":
      if (bound.has(node.args)) return undefined;
      if (!isVariable(node.args)) return refuse(`There is no variable "${node.args}".`);
      variables.add(node.args);
      return undefined;
    case ".":
      return inner([node.args[0]]);
    case "[]":
      return isIndex(node.args[1]) ? inner([node.args[0]]) : refuse("An index is a whole number.");
    case "call":
      return isLiteralCall(node.args)
        ? undefined
        : refuse(
            `Conditions have no such use of ${node.args[0]}(): write duration('90m') or timestamp('2026-11-20T16:00:00Z').`,
          );
    case "rcall":
      return measureMethod(node.args, { bound, inner, refuse });
    default:
      return OPERATORS.has(node.op)
        ? inner(partsOf(node.args))
        : refuse(`Conditions do not have ${node.op}.`);
  }
}

interface Walk {
  readonly bound: Names;
  readonly inner: (parts: readonly ASTNode[], names?: Names) => Excess | undefined;
  readonly refuse: (says: string) => Excess;
}

function measureMethod(
  [name, receiver, parts]: readonly [string, ASTNode, readonly ASTNode[]],
  { bound, inner, refuse }: Walk,
): Excess | undefined {
  if (!QUANTIFIERS.has(name))
    return METHODS.get(name) === parts.length
      ? inner([receiver, ...parts])
      : refuse(`Conditions have no ${name}() with ${parts.length} arguments.`);
  const [each, predicate] = parts;
  if (bound.size > 0) return refuse(`${name}() cannot stand within another of its kind.`);
  if (each?.op !== "id" || predicate === undefined || parts.length !== 2 || isVariable(each.args))
    return refuse(`${name}() takes a new name and a condition.`);
  return inner([receiver]) ?? inner([predicate], new Set([each.args]));
}

const isPlain = (value: unknown): boolean => ["string", "bigint", "boolean"].includes(typeof value);

const isIndex = (node: ASTNode): boolean => node.op === "value" && typeof node.args === "bigint";

function isLiteralCall([name, [text, ...more]]: readonly [string, readonly ASTNode[]]): boolean {
  if (text?.op !== "value" || typeof text.args !== "string" || more.length > 0) return false;
  return LITERALS.get(name)?.test(text.args) === true;
}

const partsOf = (args: unknown): readonly ASTNode[] =>
  (Array.isArray(args) ? args : [args]) as readonly ASTNode[];
