import { fieldOf } from "./api.ts";

/** A path of a policy and what its holder may do there. */
export interface PathRule {
  readonly path: string;
  readonly capabilities: readonly string[];
}

/** One word, sign or comment at a time: no text makes it look back. */
const TOKEN = /\s+|#[^\n]*|\/\/[^\n]*|\/\*|"(?:[^"\\\n]|\\.)*"|[{}[\](),=:]|[\w.*-]+/uy;

/**
 * The rules of a policy, which is HCL or JSON: `path "secret/data/*" { capabilities = ["read"] }` (Vault, "Policies", "Policy syntax"). `undefined` for a
 * text that is neither, and for one with a rule that cannot be read: a part of a policy would mislead.
 */
export function readPolicy(text: string): PathRule[] | undefined {
  const json = parseJson(text);
  return json === undefined ? readHcl(text) : readObject(json);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readObject(json: unknown): PathRule[] | undefined {
  const paths = fieldOf(json, "path");
  if (typeof paths !== "object" || paths === null || Array.isArray(paths)) return undefined;
  const rules = Object.entries(paths).map(([path, rule]) => toRule(path, fieldOf(rule, "capabilities")));
  return isWhole(rules) ? rules : undefined;
}

function toRule(path: string, capabilities: unknown): PathRule | undefined {
  const isList = Array.isArray(capabilities) && capabilities.every((each) => typeof each === "string");
  return isList ? { path, capabilities } : undefined;
}

function readHcl(text: string): PathRule[] | undefined {
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  const rules: (PathRule | undefined)[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const [word, path = "", brace] = tokens.slice(at, at + 3);
    if (word !== "path" && word !== '"path"') continue;
    const end = brace === "{" ? findEnd(tokens, at + 2) : undefined;
    if (end === undefined) return undefined;
    rules.push(toRule(unquote(path), readCapabilities(tokens.slice(at + 3, end))));
    at = end;
  }
  return isWhole(rules) ? rules : undefined;
}

/** The place of the sign that closes the one at a place. */
function findEnd(tokens: readonly string[], from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    if (token === "{" || token === "[") depth++;
    if ((token === "}" || token === "]") && --depth === 0) return at;
  }
  return undefined;
}

function readCapabilities(block: readonly string[]): string[] | undefined {
  const at = block.findIndex((token) => token === "capabilities" || token === '"capabilities"');
  const end = at >= 0 && block[at + 2] === "[" ? findEnd(block, at + 2) : undefined;
  return end === undefined
    ? undefined
    : block
        .slice(at + 3, end)
        .filter((token) => token.startsWith('"'))
        .map(unquote);
}

/** The words and signs of a text, without comments. `undefined`: there is something that HCL has not. */
function tokenize(text: string): string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) return undefined;
    if (token === "/*") {
      const end = text.indexOf("*/", TOKEN.lastIndex);
      if (end < 0) return undefined;
      TOKEN.lastIndex = end + 2;
    } else if (!/^(?:\s|#|\/\/)/u.test(token)) tokens.push(token);
  }
  return tokens;
}

const unquote = (token: string): string =>
  token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/gu, "$1") : token;

const isWhole = (rules: readonly (PathRule | undefined)[]): rules is PathRule[] =>
  rules.length > 0 && rules.every((rule) => rule !== undefined);
