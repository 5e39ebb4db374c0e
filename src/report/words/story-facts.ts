import { nameApproval } from "../../core/access/name-approval.ts";
import type { Story } from "../../core/audit/stories.ts";
import { approversOf } from "../../core/audit/story-facts.ts";
import { describeHolder, listLogins } from "./stories.ts";

/** Whom it is for; "" where the ledger does not tell. */
export function nameSubject({ parts: [first], record }: Story): string {
  if (first !== undefined) return describeHolder(first.lease.subject, first.principal);
  return (record?.asked?.subject ?? record?.asked?.requester)?.login ?? "";
}

/** By whose word it was granted, or will be; "" where nobody approved it. */
export function nameApprovers(story: Story): string {
  const [first] = story.parts;
  return first === undefined ? listLogins(approversOf(story)) : nameApproval(first.lease);
}
