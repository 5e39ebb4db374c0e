import type { Entitlement } from "../access/entitlement.ts";
import type { Person } from "../access/lease.ts";
import type { Story } from "./stories.ts";

/** Granted, or asked for. */
export const listAccess = ({ parts, record }: Story): readonly Entitlement[] =>
  parts.length === 0 ? (record?.asked?.entitlements ?? []) : parts.map(({ entitlement }) => entitlement);

/** Of its grants, or of the approval whose start is yet to come. */
export const approversOf = ({ parts: [first], record }: Story): readonly Person[] =>
  first?.lease.approvers ?? record?.approved?.approvers ?? [];
