import { ProviderError } from "../adapter/error.ts";
import { hasDatabase, type Role, readGranted, readMember } from "./roles.ts";
import type { Query } from "./sessions/query.ts";

/** The role that one entitlement stands for on the server, from the configuration. */
export interface Target {
  readonly provider: string;
  /** `host:port` as configured. */
  readonly address: string;
  readonly database: string;
  /** The server's name of the role. */
  readonly role: string;
}

/** The role and its would-be member. Throws when one does not exist or must not be used (see roles.ts). */
export async function readPair(
  query: Query,
  { provider, database, role }: Target,
  principal: string,
): Promise<{ role: Role; member: Role }> {
  if (!(await hasDatabase(query, database))) throw new ProviderError(provider, "UNKNOWN_ENTITLEMENT");
  const granted = await readGranted(query, provider, role);
  return { role: granted, member: await readMember(query, provider, principal) };
}
