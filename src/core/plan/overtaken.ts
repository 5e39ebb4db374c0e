import { sameIds } from "../access/holding.ts";
import type { Intent } from "../ledger/ledger-entry.ts";

/**
 * True if earlier intents of the same round could change the verdict on a request: then it is judged again with them. That is so when they
 * share an account or the provider's ids, or when one extends the other.
 */
export const isOvertaken = (intents: readonly Intent[], earlier: readonly Intent[]): boolean =>
  intents.some((intent) => earlier.some((each) => isRelated(intent, each)));

const isRelated = (intent: Intent, earlier: Intent): boolean =>
  intent.lease.extends === earlier.lease.request ||
  earlier.lease.extends === intent.lease.request ||
  sameIds(intent.ids, earlier.ids) ||
  isSameAccount(intent, earlier);

const isSameAccount = (a: Intent, b: Intent): boolean =>
  (a.entitlement.provider === b.entitlement.provider && a.principal === b.principal) ||
  (a.ids.instance === b.ids.instance && a.ids.principal === b.ids.principal);
