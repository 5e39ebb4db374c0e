import type { Person } from "../access/lease.ts";
import type { ExternalIdentity } from "../decision/github-facts.ts";

/** Looks up people at the identity provider of the organisation. */
export interface Identities {
  /** True if the organisation has an identity provider of its own that GitHub shows us. Throws if GitHub cannot be read. */
  hasProvider(): Promise<boolean>;
  /**
   * The identity linked to this account, by the account's id. undefined unless exactly one is linked, and to this account alone. Throws
   * when it cannot be read.
   */
  read(account: Person): Promise<ExternalIdentity | undefined>;
}
