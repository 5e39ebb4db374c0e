import type { Lease } from "../access/lease.ts";
import { nameApproval } from "../access/name-approval.ts";
import { escapeText, listWords } from "./text.ts";

/** `approved by carol and dave`, or by which policy. */
export const tellApproval = (lease: Pick<Lease, "approvers" | "basis" | "policy">): string =>
  `approved by ${lease.basis === undefined ? listWords(lease.approvers.map(({ login }) => escapeText(login))) : escapeText(nameApproval(lease))}`;
