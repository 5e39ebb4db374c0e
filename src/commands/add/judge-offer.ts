import type { Offer } from "../../core/additions/plan-addition.ts";
import { type ProviderEntry, writeEntry } from "../../core/additions/provider-entries.ts";
import { isError } from "../../core/findings/finding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { listSecretNames } from "../../providers/adapter/secret-names.ts";
import { createProviders } from "../../providers/index.ts";
import { describeFinding } from "../output/finding-lines.ts";
import { UsageError } from "../runner/failure.ts";

/** Throws `UsageError` where the provider would refuse the offer, without asking the system. */
export async function judgeOffer(entry: ProviderEntry, { resource, role }: Offer): Promise<void> {
  const provider = await openProvider(entry);
  try {
    const found = provider?.check({ provider: entry.name, resource, role }).filter(isError) ?? [];
    if (found.length > 0)
      throw new UsageError(
        `${entry.name} could not give ${role} on ${resource}:\n${found.map(describeFinding).join("\n")}`,
      );
  } finally {
    await provider?.close();
  }
}

/** Secrets are not known yet. An adapter that reads them at once, such as a private key, is judged by hallpass doctor later. */
async function openProvider(entry: ProviderEntry): Promise<Provider | undefined> {
  const text = `[${writeEntry(entry)}]`;
  const secrets = Object.fromEntries(listSecretNames(text).map((name) => [name, "unknown"]));
  try {
    return (await createProviders(text, secrets, { now: () => new Date() })).get(entry.name);
  } catch {
    return undefined;
  }
}
