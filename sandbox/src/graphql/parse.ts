import { HttpError } from "../http/error.ts";

export type Value = string | number | boolean | null;

/** One field of a query, with its arguments and its own fields. */
export interface Field {
  /** Of an inline fragment `... on Issue`: the type, in front of it "on ". */
  readonly name: string;
  readonly values: ReadonlyMap<string, Value>;
  readonly fields: readonly Field[];
}

export type Variables = Readonly<Record<string, unknown>>;

/** Parses the fields of a GraphQL query. Named fragments, aliases, directives, lists and defaults of variables answer 501. */
export function parseQuery(text: string, variables: Variables): Field[] {
  const tokens = tokenize(text);
  if (tokens[0] === "query") skipHead(tokens);
  const fields = parseSelection(tokens, variables);
  if (tokens.length > 0) throw unsupported(`The GraphQL document that goes on with "${tokens[0]}"`);
  return fields;
}

export const unsupported = (what: string): HttpError =>
  new HttpError(501, `${what} is not supported by the sandbox.`);

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const pattern = /[\s,]+|#[^\n]*|("(?:[^"\\\n]|\\.)*"|-?\d+|[A-Za-z_]\w*|\.{3}|[{}():$![\]=])|(.)/gsu;
  for (const [, token, stray] of text.matchAll(pattern)) {
    if (stray !== undefined) throw unsupported(`GraphQL with "${stray}"`);
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}

/** Skips `query Name($a: String!)`: GitHub fixes the types, so they are not needed. */
function skipHead(tokens: string[]): void {
  const end = tokens.indexOf("{");
  const head = tokens.splice(0, end === -1 ? tokens.length : end);
  if (head.includes("=")) throw unsupported("A default of a GraphQL variable");
}

function parseSelection(tokens: string[], variables: Variables): Field[] {
  expectToken(tokens, "{");
  const fields: Field[] = [];
  while (tokens[0] !== "}") fields.push(parseField(tokens, variables));
  tokens.shift();
  return fields;
}

function parseField(tokens: string[], variables: Variables): Field {
  if (tokens[0] === "...") {
    tokens.shift();
    expectToken(tokens, "on");
    return { name: `on ${takeName(tokens)}`, values: new Map(), fields: parseSelection(tokens, variables) };
  }
  const name = takeName(tokens);
  if (tokens[0] === ":") throw unsupported(`The GraphQL alias ${name}`);
  const values = tokens[0] === "(" ? parseValues(tokens, variables) : new Map<string, Value>();
  const fields = tokens[0] === "{" ? parseSelection(tokens, variables) : [];
  return { name, values, fields };
}

function parseValues(tokens: string[], variables: Variables): Map<string, Value> {
  expectToken(tokens, "(");
  const values = new Map<string, Value>();
  while (tokens[0] !== ")") {
    const name = takeName(tokens);
    expectToken(tokens, ":");
    values.set(name, parseValue(tokens, variables));
  }
  tokens.shift();
  return values;
}

function parseValue(tokens: string[], variables: Variables): Value {
  const token = tokens.shift() ?? "the end";
  if (token === "$") return readVariable(takeName(tokens), variables);
  if (!/^(".*"|-?\d+|true|false|null)$/s.test(token)) throw unsupported(`The GraphQL value ${token}`);
  return readScalar(JSON.parse(token), token);
}

function readVariable(name: string, variables: Variables): Value {
  return readScalar(Object.hasOwn(variables, name) ? variables[name] : null, `$${name}`);
}

function readScalar(value: unknown, source: string): Value {
  const isScalar = value === null || ["string", "number", "boolean"].includes(typeof value);
  if (!isScalar) throw unsupported(`The GraphQL value ${source}`);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return null;
}

function takeName(tokens: string[]): string {
  const token = tokens.shift() ?? "the end";
  if (!/^[A-Za-z_]\w*$/.test(token)) throw unsupported(`The GraphQL document with "${token}" for a name`);
  return token;
}

function expectToken(tokens: string[], wanted: string): void {
  const token = tokens.shift() ?? "the end";
  if (token !== wanted) throw unsupported(`The GraphQL document with "${token}" where "${wanted}" is due`);
}
