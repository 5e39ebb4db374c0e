import { isAccount, principalOf } from "../../files/settings.ts";
import type { Evidence } from "../evidence.ts";

/** The subject's account at a provider under the rules of this evidence: from the identity provider where they say so, else from the map. */
export function accountAt(
  provider: string,
  {
    subject,
    externalIdentity,
    rules: { settings },
  }: Pick<Evidence, "subject" | "externalIdentity"> & { readonly rules: Pick<Evidence["rules"], "settings"> },
): string | undefined {
  if (subject === undefined || settings === undefined) return undefined;
  const sources = settings.externalIdentities ?? {};
  const source = Object.hasOwn(sources, provider) ? sources[provider] : undefined;
  if (source === undefined) return principalOf(settings, subject.id, provider);
  const account = externalIdentity?.[source];
  return account !== undefined && isAccount(account) ? account : undefined;
}
