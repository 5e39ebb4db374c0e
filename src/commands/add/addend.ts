import type { RulesText } from "../../core/additions/addition.ts";
import type { Wanted } from "../../core/additions/plan-addition.ts";
import type { AccessPlace } from "./access-place.ts";
import type { Configuration } from "./configuration.ts";
import type { Given } from "./options.ts";

/** What is added: a team, a person or a provider. */
export interface Addend {
  readonly wanted: Wanted;
  /** The teams that need the role Write, and have it or not. */
  readonly writers: readonly { readonly slug: string; readonly mayWrite: boolean | undefined }[];
  /** What is added to the server's configuration. */
  readonly configuration?: Configuration;
  readonly title: string;
  /** What a person has to fill in besides. */
  readonly missing: readonly string[];
}

/** What an addend is made from. */
export interface Setting {
  readonly name: string;
  readonly given: Given;
  readonly place: AccessPlace;
  readonly rules: RulesText;
  /** The file of the server's configuration. */
  readonly env: string;
}
