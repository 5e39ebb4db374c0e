import type { Entitlement } from "../access/entitlement.ts";

/** Where the pages lie on the ledger's branch. Letters, digits, `.`, `-`, `_` and `/` alone; no two pages share a place. */
export interface Places {
  readonly overview: string;
  /** Logins that differ in case alone are the same account at GitHub, and have the same page. */
  person(login: string): string;
  resource(entitlement: Entitlement): string;
  /** The day in UTC. */
  day(at: Date): string;
}

export interface Page {
  readonly path: string;
  readonly text: string;
}
