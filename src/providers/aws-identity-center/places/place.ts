import type { Api } from "../api.ts";
import type { Instance } from "../directory.ts";
import type { Assignee } from "./assignees.ts";
import type { Assignment } from "./operations.ts";

/** One access that Identity Center can give: what it is, and how a user gets in and out. Everything is named by AWS's ids. */
export interface Place {
  /** The entitlement in holdings. */
  readonly id: string;
  /** Throws unless it exists and may be lent. */
  verify(api: Api, instance: Instance): Promise<void>;
  /** What it lets its holder do. Throws where it does not exist. */
  tell(api: Api, instance: Instance): Promise<readonly string[]>;
  /** All that have it. `undefined`: it no longer exists. */
  list(api: Api, instance: Instance): Promise<Assignee[] | undefined>;
  /** Whether the user has it by name. */
  has(api: Api, instance: Instance, user: string): Promise<boolean>;
  /** `clean` runs where AWS began nothing or failed, and not where it may still take effect. */
  add(api: Api, instance: Instance, user: string, clean: () => Promise<void>): Promise<void>;
  /** Of a user who has it. */
  remove(api: Api, instance: Instance, user: string): Promise<void>;
  /** Waits until nothing changes it for the user. Absent: changes take effect at once. */
  settle?(api: Api, user: string): Promise<void>;
  /** What a schedule can end. Absent: none can. */
  assignmentOf?(user: string): Assignment;
}
