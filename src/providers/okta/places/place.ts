import type { Finding } from "../../../core/findings/finding.ts";
import type { Api } from "../api/api.ts";

/** A person who has the access. */
export interface Holder {
  readonly id: string;
  readonly login: string;
}

/** One access that Okta can give: where it is, and how a person gets in and out. Everything is named by Okta's ids. */
export interface Place {
  /** The entitlement in holdings. */
  readonly id: string;
  /** The group or app, for the filter of the system log. */
  readonly target: string;
  /** Throws unless it exists and may be lent. */
  verify(api: Api): Promise<void>;
  /** What it lets its holder do. Throws where it does not exist. */
  tell(api: Api): Promise<readonly string[]>;
  exists(api: Api): Promise<boolean>;
  /** Everybody who has it, however they came by it. */
  list(api: Api): Promise<Holder[]>;
  /** Whether the user has it, however they came by it. */
  has(api: Api, user: string): Promise<boolean>;
  add(api: Api, user: string): Promise<void>;
  /** Answers whether there was something of ours. Gone already is success. */
  remove(api: Api, user: string): Promise<boolean>;
  /** For `hallpass doctor`. */
  examine(api: Api, what: string): Promise<Finding[]>;
}
