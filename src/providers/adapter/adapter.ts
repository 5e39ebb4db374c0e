import type { Provider } from "../../core/ports/provider.ts";
import type { Abilities } from "./abilities.ts";
import { compileEntry, describeErrors } from "./entry-schema.ts";

/** Secret values by the name of the variable that holds them. */
export type Secrets = Readonly<Record<string, string | undefined>>;

/** The services of Hallpass for an adapter, besides its entry in the configuration. An adapter uses the part it needs. */
export interface ProviderContext {
  /** The provider's name in the configuration, as entitlements write it. */
  readonly name: string;
  /** The place of the entry, with which every error message begins: `HALLPASS_PROVIDERS/0 ("orders-db")`. */
  readonly where: string;
  /**
   * Reads the secret that an entry names. `field` is the field with the variable's name, `meaning` says what to set it to.
   * Throws `Error` when the variable is not set.
   */
  readSecret(field: string, variable: string, meaning: string): string;
  /**
   * Finds the password verifier of a principal at this provider in the identity map; `undefined` when there is none. Call it when a grant
   * needs it: the answer may change at any time. Programs that only end access have no verifiers.
   */
  findVerifier(principal: string): Promise<string | undefined>;
  /** Finds the SSH public key of a principal at this provider in the identity map, as one line of a `.pub` file. The rest is as for `findVerifier`. */
  findPublicKey(principal: string): Promise<string | undefined>;
  /** The time, for what an adapter signs or measures. The end of a grant is in its holding. */
  now(): Date;
}

/** Connects Hallpass to one kind of system. */
export interface Adapter {
  readonly abilities: Abilities;
  /** The closed JSON Schema of its entry, without `name` and `adapter`. */
  readonly schema: object;
  /**
   * Builds a provider from its entry without `name` and `adapter`. Throws `Error` with the place, the value and the fix.
   */
  open(entry: unknown, context: ProviderContext): Provider;
}

/** An adapter that reads its entry by a closed schema, so that `open` gets a valid one. */
export function defineAdapter<Entry>({
  schema,
  abilities,
  open,
}: {
  readonly schema: object;
  readonly abilities: Abilities;
  readonly open: (entry: Entry, context: ProviderContext) => Provider;
}): Adapter {
  const validate = compileEntry<Entry>(schema);
  return {
    abilities,
    schema,
    open(entry, context) {
      if (!validate(entry)) throw new Error(describeErrors(context.where, validate.errors).join("\n"));
      return open(entry, context);
    },
  };
}
