import { isForApproval } from "../../core/decision/briefing/reviewers.ts";
import type { ApprovalNotice } from "../../core/plan/notices.ts";
import type { Reviewed } from "./brief.ts";

/** The notice that a request waits for approval and for nothing else; `undefined` for every other result. One id for each head. */
export function describeApproval({ pull, checkResult }: Reviewed): ApprovalNotice | undefined {
  if (checkResult?.kind !== "request" || pull.draft || pull.state !== "open") return undefined;
  const { decision } = checkResult;
  const { terms, awaited } = decision;
  if (terms === undefined || awaited === undefined || !isForApproval(decision)) return undefined;
  const approvers = awaited.groups.flatMap(({ people }) => people);
  return {
    ...{ kind: "approval", pull: pull.number, id: `approval ${pull.head.sha}` },
    concerned: {
      subject: terms.subject,
      ...(terms.requester && { requester: terms.requester }),
      approvers: [...new Map(approvers.map((person) => [person.id, person])).values()],
    },
    entitlements: terms.entitlements.map(({ provider, resource, role }) => ({ provider, resource, role })),
    durationMs: terms.durationMs,
    reason: terms.reason,
  };
}
