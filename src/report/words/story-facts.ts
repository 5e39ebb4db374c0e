import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Story } from "../../core/audit/stories.ts";
import { describeHolder, listLogins } from "./stories.ts";

/** Granted, or asked for. */
export const listAccess = ({ parts, record }: Story): readonly Entitlement[] =>
  parts.length === 0 ? (record?.asked?.entitlements ?? []) : parts.map(({ entitlement }) => entitlement);

/** Whom it is for; "" where the ledger does not tell. */
export function nameSubject({ parts: [first], record }: Story): string {
  if (first !== undefined) return describeHolder(first.lease.subject, first.principal);
  return (record?.asked?.subject ?? record?.asked?.requester)?.login ?? "";
}

export const listApprovers = ({ parts: [first], record }: Story): string =>
  listLogins(first?.lease.approvers ?? record?.approved?.approvers ?? []);
