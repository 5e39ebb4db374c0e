import type { Provider } from "../core/ports/provider.ts";
import type { ProviderContext, Secrets } from "./adapter/adapter.ts";
import { withDeadline } from "./adapter/deadline.ts";
import { parseServerText } from "./adapter/entry/server-text.ts";
import { compileEntry, describeErrors, entryName } from "./adapter/entry-schema.ts";
import { createContext, type ServerCapabilities } from "./context.ts";
import { adapters } from "./registry.ts";

const WHERE = "HALLPASS_PROVIDERS";

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
      name: { type: "string", ...entryName },
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
  const read = parseServerText(WHERE, text);
  if ("mistake" in read) throw new Error(read.mistake);
  const entries = read.value;
  if (!validateHeads(entries)) throw new Error(describeErrors(WHERE, validateHeads.errors).join("\n"));
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

function refuseDuplicates(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new Error(`${WHERE} names "${twice}" twice. Give each provider its own name.`);
}
