import { addMilliseconds } from "date-fns/addMilliseconds";
import type { Lease } from "../access/lease.ts";
import type { RepositoryRules } from "../decision/evidence.ts";
import { DEFAULT_APPROVAL_COUNT } from "../files/approvals.ts";
import type { Policy } from "../files/policy.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { Intent } from "../ledger/ledger-entry.ts";
import { isOnCallBy } from "../on-call/on-call.ts";
import { isSensitiveIn } from "../policy/pattern.ts";
import { parseDuration } from "../text/duration.ts";
import { countLacking } from "./judge-steps.ts";
import type { ViolationCode } from "./violation.ts";

type Finding = readonly [ViolationCode, string];

/** Judges what a grant rests on: enough approvals, or what its policy lets through without. */
export function judgeBasis(
  entry: Intent,
  policy: Policy,
  rules: RepositoryRules,
  before: LedgerState,
): Finding[] {
  const { lease } = entry;
  const { basis, subject } = lease;
  const { teams } = before;
  if (basis === undefined) return judgeApprovals(entry, policy, rules, before);
  const allowed = basis === "automatic" ? policy.automatic : policy.breakGlass;
  if (allowed === undefined || rules.settings?.profile !== "standard")
    return [["TOO_FEW_APPROVALS", `it was granted as ${basis}, which the rules did not provide for`]];
  const found: Finding[] = [];
  if (lease.endsAt > addMilliseconds(lease.startsAt, parseDuration(allowed.maximum)))
    found.push([
      "POLICY_EXCEEDED",
      `it lasts longer than ${allowed.maximum}, the most that the policy ${policy.name} allows as ${basis}`,
    ]);
  if (lease.requester !== undefined || lease.extends !== undefined)
    found.push(["POLICY_EXCEEDED", `it was granted as ${basis} to another person, or as an extension`]);
  if (basis === "automatic" && isSensitive(lease, rules))
    found.push(["POLICY_EXCEEDED", "it was approved automatically, and its role is marked as sensitive"]);
  if (policy.breakGlass !== undefined && basis === "break-glass") {
    const named = policy.breakGlass.teams.map(({ id }) => id);
    const members = named.flatMap((id) => {
      const team = teams.get(id);
      const below = policy.breakGlass?.includeChildTeams ? team?.childMembers : undefined;
      return [...(team?.members ?? []), ...(below ?? [])];
    });
    // Ledgers from before `breakGlass` have not observed these teams.
    const isObserved = named.every((id) => teams.has(id));
    const isOnCall = isOnCallBy(rules.rotas, policy.breakGlass.onCall, subject.id, lease.startsAt);
    if (isObserved && !isOnCall && !members.some(({ id }) => id === subject.id))
      found.push([
        "POLICY_EXCEEDED",
        `${subject.login} was in no team that may break the glass, and not on call`,
      ]);
  }
  return found;
}

function judgeApprovals(entry: Intent, policy: Policy, { settings }: RepositoryRules, before: LedgerState) {
  const { approvers } = entry.lease;
  const found: Finding[] = [];
  const lacking = countLacking(entry, policy, { settings, before });
  if (lacking > 0)
    found.push([
      "TOO_FEW_APPROVALS",
      `${lacking} of the approvals that the steps of the policy ${policy.name} ask for is not among those who approved it`,
    ]);
  const needed = policy.approvals.count ?? DEFAULT_APPROVAL_COUNT;
  if (new Set(approvers.map(({ id }) => id)).size < needed)
    found.push([
      "TOO_FEW_APPROVALS",
      `${approvers.length} approved it, and the policy ${policy.name} wants ${needed}`,
    ]);
  return found;
}

const isSensitive = ({ entitlement }: Lease, { policies }: RepositoryRules): boolean =>
  policies.some(({ entitlements }) => isSensitiveIn(entitlements, entitlement));
