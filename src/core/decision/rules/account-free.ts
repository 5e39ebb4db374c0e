import { isBefore } from "date-fns/isBefore";
import { describeEntitlement, entitlementKey } from "../../access/entitlement.ts";
import { endOf, hasEnded, type Lease, type Person } from "../../access/lease.ts";
import { type AccessRequest, requestPath } from "../../files/request.ts";
import { type Finding, mistake } from "../../findings/finding.ts";
import { parseInstant } from "../../text/instant.ts";
import type { Evidence } from "../evidence.ts";
import { accountAt } from "./account.ts";
import { accountsOf } from "./people.ts";
import { metUnless, type Rule } from "./rule.ts";

/** A holding belongs to one person: a later end or a new password would take effect for both. */
export const accountFree: Rule = {
  name: "No other person holds access with the same account",
  judge({ evidence, request }) {
    const { subject, unfinished = [] } = evidence;
    if (request === undefined || subject === undefined) return undefined;
    const findings = request.entitlements.flatMap((asked, index) => {
      const account = accountAt(asked.provider, evidence);
      return unfinished
        .filter(({ entitlement }) => entitlementKey(entitlement) === entitlementKey(asked))
        .filter(({ principal, subject: holder }) => principal === account && !isSame(holder, evidence))
        .filter((lease) => !isOverBefore(lease, request, evidence))
        .map((lease) => explain(lease, index, evidence));
    });
    return metUnless(findings, "None does.");
  },
};

/** True if the holder is the subject, also with another account of theirs. */
const isSame = (holder: Person, { subject, rules: { settings } }: Evidence): boolean =>
  subject !== undefined && accountsOf(settings, subject.id).includes(holder.id);

/** A request that starts later is verified again at its start. */
function isOverBefore(lease: Lease, { start }: AccessRequest, { now }: Evidence): boolean {
  const begins = start === undefined ? undefined : parseInstant(start);
  return begins !== undefined && isBefore(now, begins) && !isBefore(begins, endOf(lease));
}

function explain(lease: Lease, index: number, { now }: Evidence): Finding {
  const { principal, entitlement, subject, request } = lease;
  const end = endOf(lease).toISOString();
  const since = hasEnded(lease, now) ? `ended ${end} but has not been revoked yet` : `ends ${end}`;
  return mistake(
    "ACCOUNT_IN_USE",
    `${JSON.stringify(principal)} holds ${describeEntitlement(entitlement)} for ${subject.login} (GitHub id ${subject.id}) by ${requestPath(request)}, which ${since}.`,
    hasEnded(lease, now)
      ? "Ask again after the revocation; `hallpass status` says what delays it."
      : `Ask again after that; ${subject.login} or an approver can end it earlier with \`/hallpass end\` on its pull request.`,
    `/entitlements/${index}`,
  );
}
