import { sameIds } from "../access/holding.ts";
import type { Intent } from "../ledger/ledger-entry.ts";

/**
 * Could a request have been judged otherwise, had these intents of the same round been known? Then it is judged again with them. They
 * have nothing to do with each other while no account, no name at the provider and no request is in both.
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
