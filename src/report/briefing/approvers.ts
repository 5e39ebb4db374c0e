import type { ApproverGroup, AwaitedApprovals } from "../../core/decision/rules/approval.ts";
import { escapeMarkdown } from "../markdown/escape.ts";

/** Names of one group; the others are counted. */
const MAX_NAMES = 12;

/** Who can approve, and how: `carol **or** dave`, and for several groups `… **and** …`. Logins are text and mention nobody. */
export function describeApprovers({ groups, uncounted }: AwaitedApprovals): string {
  const who = groups.map(describeGroup).join(", **and** ");
  const others = uncounted === "" ? "" : ` ${escapeMarkdown(uncounted)}`;
  return `**Who can approve:** ${who}. Other approvals do not count.${others}\n\n**To approve:** Files changed → Review changes → Approve.`;
}

function describeGroup({ people, missing }: ApproverGroup): string {
  const names = people.map(({ login }) => `${escapeMarkdown(login)}`);
  const shown = names.slice(0, MAX_NAMES);
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  if (people.length <= missing) return join(all, "**and**");
  return missing === 1 ? join(all, "**or**") : `${missing} of ${join(all, "and")}`;
}

function join(names: readonly string[], word: string): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${word} ${last}`;
}
