import { REQUIRED_CHECK } from "../../core/decision/check-result.ts";
import type { AccessStatus, PullStatus } from "../../core/during/status.ts";
import { code, escapeMarkdown } from "../markdown/escape.ts";
import { describeTime } from "../markdown/time.ts";
import { describeEnd, describeWaiting } from "../words/messages.ts";
import { listRefusalReasons } from "../words/refusals.ts";

/** Who holds what until when, or why nobody does: the first line says it all where there is one access. */
export function describeStatus({ access, isOpen, refusal, waiting, ...status }: PullStatus): string {
  const lines = access.map(describeAccess);
  const parts = [
    ...(lines.length > 1 ? [lines.map((line) => `- ${line}`).join("\n")] : lines),
    ...(waiting === undefined
      ? []
      : [describeWaiting({ because: waiting, ...(lines.length > 0 && { partly: true }) })]),
    ...(refusal === undefined
      ? []
      : [`⛔ Merged, but **nothing was granted**:\n\n${listRefusalReasons(refusal)}`]),
    ...describePeople(status),
  ];
  return parts.length === 0 ? describeNothing(isOpen) : parts.join("\n\n");
}

const describeNothing = (isOpen: boolean): string =>
  isOpen
    ? `⏳ This pull request is open, and **nothing is granted yet**. The check ${code(REQUIRED_CHECK)} says whom or what it waits for.`
    : "This pull request is closed and gives no access. If it was merged a moment ago, the grant is on its way: ask again in a minute.";

function describeAccess({ principal, entitlement, startsAt, endsAt, state }: AccessStatus): string {
  const what = `${code(entitlement.role)} on ${code(`${entitlement.provider}/${entitlement.resource}`)}`;
  const who = code(principal);
  const until = `until **${describeTime(endsAt)}**`;
  switch (state.kind) {
    case "held":
      return `🔓 ${who} holds ${what} ${until}.`;
    case "planned":
      return `🕒 ${who} gets ${what} at **${describeTime(startsAt)}**, ${until}.`;
    case "pending":
      return `⏳ ${who} gets ${what} ${until}: the grant is on its way.`;
    case "overdue": {
      const why = state.code === undefined ? "" : `: the revocation fails (${code(state.code)})`;
      return `⚠️ ${who} **still holds** ${what} past its end at **${describeTime(endsAt)}**${why}. Hallpass keeps trying.`;
    }
    case "ended": {
      const { at, because, by } = state.ended;
      const person = by === undefined ? "" : ` by **${escapeMarkdown(by.login)}**`;
      return `🔒 ${what} for ${who} ended at **${describeTime(at)}**${person} (${describeEnd(because)}).`;
    }
  }
}

function describePeople({ approvers, extension }: Pick<PullStatus, "approvers" | "extension">): string[] {
  const names = approvers.map(({ login }) => `**${escapeMarkdown(login)}**`).join(", ");
  return [
    ...(extension === undefined
      ? []
      : [`#${extension.pull} goes on with it until **${describeTime(extension.until)}**.`]),
    ...(names === "" ? [] : [`Approved by ${names}.`]),
  ];
}
