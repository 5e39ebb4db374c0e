import type { Person } from "../../core/access/lease.ts";
import { isForApproval } from "../../core/decision/briefing/reviewers.ts";
import type { AwaitedApprovals } from "../../core/decision/rules/approval.ts";
import type { ApprovalNotice } from "../../core/plan/notices.ts";
import type { Reviewed } from "./brief.ts";

/** The notice that a request waits for approval and for nothing else; `undefined` for every other result. One id for each head. */
export function describeApproval({ pull, checkResult }: Reviewed): ApprovalNotice | undefined {
  if (checkResult?.kind !== "request" || pull.draft || pull.state !== "open") return undefined;
  const { decision } = checkResult;
  const { terms, awaited } = decision;
  if (terms === undefined || awaited === undefined || !isForApproval(decision)) return undefined;
  return {
    ...{ kind: "approval", pull: pull.number, id: `approval ${pull.head.sha}` },
    concerned: {
      subject: terms.subject,
      ...(terms.requester && { requester: terms.requester }),
      approvers: listAwaited(awaited),
    },
    entitlements: terms.entitlements.map(({ provider, resource, role }) => ({ provider, resource, role })),
    durationMs: terms.durationMs,
    reason: terms.reason,
  };
}

/** Everybody whose approval would count, each once. */
export const listAwaited = ({ groups }: AwaitedApprovals): Person[] => [
  ...new Map(groups.flatMap(({ people }) => people.map((person) => [person.id, person] as const))).values(),
];
