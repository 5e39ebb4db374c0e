import type { Power } from "../../../core/access/power.ts";
import type { Api } from "../api/api.ts";
import type { Account } from "../api/shapes.ts";

/** A person has the access, or was invited and has not accepted. */
export type Standing = "held" | "invited";

export interface Holder extends Account {
  readonly standing: Standing;
}

/** One access that GitHub can give: where it is, and how a person gets in and out. */
export interface Place {
  /** Of GitHub's ids alone: the entitlement in holdings. */
  readonly id: string;
  /** The power over Hallpass that it may give. */
  readonly powers: readonly Power[];
  /** What a holder may do, the widest first. */
  tell(api: Api): Promise<readonly string[]>;
  /** The numeric id of the repository whose activity log tells of its use, where there is one. */
  readonly repository?: number;
  /** The page that a person opens to use it. */
  readonly page: string;
  /** The command of GitHub's CLI that ends it for a login. */
  removal(login: string): string;
  /** Throws unless the configured names still lead to the configured ids. */
  verify(api: Api): Promise<void>;
  /** Everybody who has it or is invited to it, however they came by it. */
  list(api: Api): Promise<Holder[]>;
  read(api: Api, person: Account): Promise<Standing | undefined>;
  add(api: Api, person: Account): Promise<Standing>;
  /** Uses ids and the person's login alone. Answers whether there was anything to remove: gone already is success. */
  remove(api: Api, person: Account): Promise<boolean>;
}
