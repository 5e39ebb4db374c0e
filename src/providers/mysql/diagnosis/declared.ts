import type { NativeExpiry } from "../configuration.ts";

/** The configured work of our account. */
export interface Declared {
  /** The server's names of the roles to lend. */
  readonly roles: readonly string[];
  readonly schema: string;
  readonly nativeExpiry: NativeExpiry;
}
