import type { Story } from "../../core/audit/stories.ts";
import { approversOf } from "../../core/audit/story-facts.ts";
import { describeHolder, listLogins } from "./stories.ts";

/** Whom it is for; "" where the ledger does not tell. */
export function nameSubject({ parts: [first], record }: Story): string {
  if (first !== undefined) return describeHolder(first.lease.subject, first.principal);
  return (record?.asked?.subject ?? record?.asked?.requester)?.login ?? "";
}

export const nameApprovers = (story: Story): string => listLogins(approversOf(story));
