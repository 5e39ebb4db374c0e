import { parseDocument } from "yaml";
import type { Provider } from "../core/ports/provider.ts";
import type { ProviderContext, Secrets } from "./adapter/adapter.ts";
import { withDeadline } from "./adapter/deadline.ts";
import { compileEntry, describeErrors, namePattern } from "./adapter/entry-schema.ts";
import { createContext, type ServerCapabilities } from "./context.ts";
import { adapters } from "./registry.ts";

interface Entry {
  readonly name: string;
  readonly adapter: string;
}

const validateHeads = compileEntry<Entry[]>({
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
 * Rejects with `Error`: every mistake in names and adapters, otherwise the mistakes of the first entry that its adapter refuses.
 */
export async function createProviders(
  text: string,
  secrets: Secrets,
  capabilities: ServerCapabilities,
): Promise<ReadonlyMap<string, Provider>> {
  const entries = parseEntries(text);
  if (!validateHeads(entries)) throw mistakes(describeErrors("HALLPASS_PROVIDERS", validateHeads.errors));
  refuseDuplicates(entries.map(({ name }) => name));
  const providers = new Map<string, Provider>();
  for (const [index, { name, adapter, ...entry }] of entries.entries()) {
    const context = createContext(name, index, secrets, capabilities);
    providers.set(name, await openProvider(adapter, entry, context));
  }
  return providers;
}

async function openProvider(adapter: string, entry: unknown, context: ProviderContext): Promise<Provider> {
  const load = adapters.get(adapter);
  if (load === undefined) throw new Error(`The schema let the unknown adapter "${adapter}" pass.`);
  return withDeadline((await load()).open(entry, context));
}

function parseEntries(text: string): unknown {
  // The parser's own message quotes the text around the mistake, which may be a password.
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
