import type { Lease, Person } from "../access/lease.ts";
import type { Settings } from "../files/settings.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import { findBySubject } from "../ledger/ledger-index.ts";
import { accountsOf } from "./rules/people.ts";

/** The leases of this person, past and present, by any of their accounts, without those of this request. */
export function listEarlier(
  { holdings }: Pick<LedgerState, "holdings">,
  settings: Settings | undefined,
  subject: Person,
  request: string | undefined,
): Lease[] {
  const accounts = accountsOf(settings, subject.id);
  const records = new Map(accounts.flatMap((account) => findBySubject(holdings, account)));
  return [...records.values()]
    .flatMap(({ leases }) => leases)
    .filter((lease) => accounts.includes(lease.subject.id) && lease.request !== request);
}
