import type { Entitlement } from "./entitlement.ts";
import type { HoldingIds } from "./holding.ts";

/** What a provider says is held now. */
export interface Grant {
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly ids: HoldingIds;
  readonly origin: "ours" | "standing" | "unknown";
  /** Who made it, by the provider's name for them, and since when it is held: where the provider tells. */
  readonly grantedBy?: string;
  readonly since?: Date;
}

/** What a provider did. `changed` is false when the state was already as asked. */
export interface Receipt {
  readonly changed: boolean;
  readonly sessionsEnded: number;
}
