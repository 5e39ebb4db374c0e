import { type CheckResult, REQUIRED_CHECK } from "../../core/decision/check-result.ts";
import { code } from "../markdown/escape.ts";
import { describeBlocked } from "../words/blocked.ts";
import { describeRequest } from "./briefing.ts";
import { describeNext } from "./next.ts";

const CLOSED =
  "This request was closed without a merge. **Nothing was granted**, and there is nothing to approve.";
const OTHER = "This pull request no longer asks for access. There is nothing to approve here.";

/** The comment for approvers. GitHub mails its first version, so it says all that the check says. The mark at its end is for Hallpass. */
export const describeComment = (about: CheckResult | "closed", head: string): string =>
  `${describe(about)}\n\n${briefingMark(head)}`;

function describe(about: CheckResult | "closed"): string {
  if (about === "closed") return CLOSED;
  return about.kind === "request" ? describeRequest(about, describeStep(about)) : OTHER;
}

function describeStep(about: Extract<CheckResult, { kind: "request" }>): string {
  if (about.blocked !== undefined) return describeBlocked(about.blocked).summary;
  const fix = `nothing to approve now. The requester corrects what the check ${code(REQUIRED_CHECK)} lists.`;
  return describeNext(about.decision, fix, about.briefing?.merges);
}

const PREFIX = "<!-- hallpass: briefing ";

const briefingMark = (head: string): string => `${PREFIX}${head} -->`;

/** The head in the mark of a comment for approvers; undefined for any other comment. */
export const readBriefingMark = (body: string): string | undefined =>
  new RegExp(`${PREFIX}([0-9a-f]{4,64}) -->\\s*$`, "u").exec(body)?.[1];
