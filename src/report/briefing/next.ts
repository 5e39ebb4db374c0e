import type { Basis } from "../../core/access/basis.ts";
import type { Decision } from "../../core/decision/decision.ts";
import { grantsNotStopped } from "../../core/decision/rules/in-force.ts";
import { everybodyKnown } from "../../core/decision/rules/people.ts";
import { rulesRestored } from "../../core/decision/rules/rule-change.ts";
import { escapeMarkdown } from "../markdown/escape.ts";
import { describeOutlook } from "./outlook.ts";

/** What follows while no approval is waited for, as a paragraph. `toFix`: where mistakes are listed, and what to do about them. */
export function describeNext(decision: Decision, toFix: string, merges = true): string {
  if (decision.status === "approved") return describeApproved(decision, merges);
  const stopped = decision.verdicts.find(
    ({ rule, status }) => status === "waiting" && [grantsNotStopped.name, everybodyKnown.name].includes(rule),
  );
  if (stopped?.status === "waiting") return `**Next:** wait. ${escapeMarkdown(stopped.says)}`;
  const waiting = findWaiting(decision);
  if (waiting?.status !== "waiting") return `**Next:** ${toFix} Nothing is granted.`;
  const links = (waiting.links ?? []).map(({ text, url }) => `[${escapeMarkdown(text)}](${url})`);
  const open = links.length === 0 ? "" : ` Open: ${links.join(", ")}.`;
  return `**Next:** ${escapeMarkdown(waiting.says)}${open}`;
}

const BASES: Readonly<Record<Basis, string>> = {
  automatic: "Approved by its policy, without a review",
  "break-glass": "An emergency, granted without an approval",
};

const LOOKED_AT =
  " An owner can end it with `/hallpass end`, and looks at it afterwards: until then this person has no second emergency.";

/** It stands for good in the comment of a request, so it is true after the merge too. */
function describeApproved(decision: Decision, merges: boolean): string {
  if (decision.terms === undefined)
    return `**Next:** merge it. ${isRestoring(decision) ? "Grants then resume" : "The new rules count from then on"}.`;
  if (decision.basis !== undefined)
    return `**${BASES[decision.basis]}:** ${describeOutlook(decision.terms, merges)}${decision.basis === "break-glass" ? LOOKED_AT : ""}`;
  const by = decision.approvers.map(({ login }) => escapeMarkdown(login)).join(", ");
  return `**Approved** by ${by}: ${describeOutlook(decision.terms, merges)}`;
}

export const isRestoring = ({ verdicts }: Decision): boolean =>
  verdicts.some(({ rule }) => rule === rulesRestored.name);

/** The rule that a decision waits for; `undefined` when it does not wait or has other findings. */
export function findWaiting({ status, verdicts }: Decision) {
  if (status !== "waiting") return undefined;
  return verdicts.find((verdict) => verdict.status === "waiting");
}
