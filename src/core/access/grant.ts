import type { Connection } from "./connection.ts";
import type { Entitlement } from "./entitlement.ts";
import type { HoldingIds } from "./holding.ts";

/** Access that a provider reports as held now. */
export interface Grant {
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly ids: HoldingIds;
  readonly origin: "ours" | "standing" | "unknown";
  /** The person was invited and has not accepted. */
  readonly invited?: true;
  /** The grantor, by the provider's name for them. This and `since` are absent where the provider does not tell. */
  readonly grantedBy?: string;
  readonly since?: Date;
}

/** The result of a provider's call. `changed` is false if the state was already as requested. */
export interface Receipt {
  readonly changed: boolean;
  readonly sessionsEnded: number;
  /** After a grant: how the person uses it. Hallpass asks the provider's `connect` for it. */
  readonly connection?: Connection;
  /** The person is only invited so far, and holds the access once they accept. */
  readonly invited?: true;
}
