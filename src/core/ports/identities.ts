import type { Person } from "../access/lease.ts";
import type { ExternalIdentity } from "../decision/github-facts.ts";

/** Who is who at the identity provider of the organisation. */
export interface Identities {
  /** Whether the organisation has an identity provider of its own that GitHub shows us. Throws when GitHub cannot be read. */
  hasProvider(): Promise<boolean>;
  /**
   * The person linked to this account, by its number. undefined when nobody is, when several are, or when the person is linked to
   * another account too. Throws when it cannot be read.
   */
  read(account: Person): Promise<ExternalIdentity | undefined>;
}
