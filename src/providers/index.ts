import { parseDocument } from "yaml";
import type { Provider } from "../core/ports/provider.ts";
import { withDeadline } from "./adapter/deadline.ts";
import { compileEntry, describeErrors, namePattern } from "./adapter/entry.ts";
import { memoryEntry } from "./memory/entry.ts";
import { postgresEntry } from "./postgres/entry.ts";

/** Secret values by the name of the variable that holds them. */
export type Secrets = Readonly<Record<string, string | undefined>>;

/** How one adapter reads its entry of the configuration. Throws `Error` naming `where`, the value and the fix. */
export type ReadEntry = (
  where: string,
  entry: unknown,
  secrets: Secrets,
  findVerifier?: (principal: string) => Promise<string | undefined>,
) => Provider;

/** The verifier of somebody's password at a provider, from the identity map; undefined where it has none. */
export type FindVerifiers = (provider: string, principal: string) => Promise<string | undefined>;

const adapters: ReadonlyMap<string, ReadEntry> = new Map([
  ["memory", memoryEntry],
  ["postgres", postgresEntry],
]);

const validateHeads = compileEntry<{ name: string; adapter: string }[]>({
  type: "array",
  items: {
    type: "object",
    required: ["name", "adapter"],
    properties: {
      name: { type: "string", pattern: namePattern },
      adapter: { enum: [...adapters.keys()] },
    },
  },
});

/**
 * The providers of this server, by name. `text` is the server's own configuration (YAML or JSON), never the repository's.
 * Whoever only ends needs no verifiers.
 * Throws `Error` with every mistake of the entries' heads, or the mistakes of the first entry that an adapter refuses.
 */
export function createProviders(
  text: string,
  secrets: Secrets,
  findVerifier?: FindVerifiers,
): ReadonlyMap<string, Provider> {
  const entries = parseEntries(text);
  if (!validateHeads(entries)) throw mistakes(describeErrors("HALLPASS_PROVIDERS", validateHeads.errors));
  refuseDuplicates(entries.map(({ name }) => name));
  return new Map(
    entries.map((entry, index) => [entry.name, createProvider(entry, index, secrets, findVerifier)]),
  );
}

function createProvider(
  entry: { name: string; adapter: string },
  index: number,
  secrets: Secrets,
  findVerifier: FindVerifiers | undefined,
): Provider {
  const read = adapters.get(entry.adapter);
  if (read === undefined) throw new Error(`The schema let the unknown adapter "${entry.adapter}" pass.`);
  const find = findVerifier && ((principal: string) => findVerifier(entry.name, principal));
  return withDeadline(read(`HALLPASS_PROVIDERS/${index} ("${entry.name}")`, entry, secrets, find));
}

function parseEntries(text: string): unknown {
  // The parser's own message quotes the text around the mistake, which may be somebody's password.
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true });
  const [error] = document.errors;
  if (error === undefined) return document.toJS();
  const line = text.slice(0, error.pos[0]).split("\n").length;
  throw mistakes([`HALLPASS_PROVIDERS is neither YAML nor JSON: ${error.code} in line ${line}.`]);
}

function refuseDuplicates(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw mistakes([`HALLPASS_PROVIDERS names "${twice}" twice. Give each provider its own name.`]);
}

const mistakes = (lines: readonly string[]): Error => new Error(lines.join("\n"));
