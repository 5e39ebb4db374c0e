import type { ProviderTraits } from "../../core/access/traits.ts";

/**
 * What an adapter claims. The conformance suite holds it to that, and docs/providers.md shows it. A provider's traits are one of the values
 * of each list, by its configuration and the version of its server.
 */
export interface Abilities {
  /** The systems it connects, for people: "PostgreSQL 15 and later". */
  readonly system: string;
  readonly container: readonly ProviderTraits["container"][];
  readonly nativeExpiry: readonly ProviderTraits["nativeExpiry"][];
  readonly sessions: readonly ProviderTraits["sessions"][];
  /** The system its tests ran against: the real one, a third party's emulator, or only the vendor's description of its API. `in process`: there is no system. */
  readonly tested: "real server" | "public emulator" | "shape-checked" | "in process";
}
