import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Unusual } from "../../core/decision/briefing/unusual.ts";
import type { Terms } from "../../core/decision/decision.ts";
import { describeHours, describeLocalTime } from "../../core/hours/describe-hours.ts";
import { describeDuration } from "../../core/text/duration.ts";
import { code, escapeMarkdown } from "../markdown/escape.ts";
import { linkIssue } from "../markdown/prose.ts";
import { describeMoment } from "../markdown/time.ts";

/** What is unusual about a request, one line each. */
export function describeUnusual(unusual: readonly Unusual[], terms: Terms, page: string | undefined): string {
  if (unusual.length === 0) return "**Unusual:** nothing that Hallpass knows of.";
  const lines = unusual.map((each) => `- ⚠️ ${describe(each, terms, page)}`);
  return `**Unusual:**\n\n${lines.join("\n")}`;
}

function describe(unusual: Unusual, { subject, durationMs }: Terms, page: string | undefined): string {
  const who = escapeMarkdown(subject.login);
  switch (unusual.kind) {
    case "newcomer":
      return `**First time:** ${who} never had access through Hallpass.`;
    case "first": {
      const { entitlement, last } = unusual;
      const before =
        last === undefined
          ? ""
          : ` The last time there it was ${code(last.role)}, on ${describeDay(last.at)}.`;
      return `**First time:** ${who} never had ${describeWhat(entitlement)}.${before}`;
    }
    case "longer":
      return `**Longer than last time:** ${describeDuration(durationMs)} now, ${describeDuration(unusual.lastMs)} on ${describeDay(unusual.at)}.`;
    case "wider":
      return `**More than last time,** ${describeDay(unusual.at)}: also ${unusual.entitlements.map(describeWhat).join(", ")}.`;
    case "holds": {
      const { entitlement, from, until, pulls } = unusual;
      const when = from === undefined ? "" : ` from ${describeMoment(from)}`;
      return `**Has it already:** ${describeWhat(entitlement)}${when} until **${describeMoment(until)}**, through ${pulls.map((pull) => linkIssue(pull, page)).join(", ")}.`;
    }
    case "hours": {
      const { policy, hours, begins, at } = unusual;
      return `**Out of hours:** it ${begins ? "begins" : "was asked for"} outside of the hours of ${code(policy)}, ${describeLocalTime(hours, at)}. They are ${describeHours(hours)}.`;
    }
    case "policy":
      return `**Policy changed lately:** ${code(unusual.name)}, on ${describeDay(unusual.at)}, by ${linkIssue(unusual.pull, page)}.`;
  }
}

const describeWhat = ({ provider, resource, role }: Entitlement): string =>
  `${code(role)} on ${code(`${provider}/${resource}`)}`;

const describeDay = (time: Date): string => time.toISOString().slice(0, 10);
