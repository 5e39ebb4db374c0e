import { writeScalar } from "../core/document/yaml-scalar.ts";
import { describeReviewed, type ReviewedAccess } from "../core/files/access-review.ts";
import type { BriefedReview, LineFacts } from "../core/inventory/line-facts.ts";
import type { PlannedLine } from "../core/inventory/planned-review.ts";
import { showInvisible } from "../core/text/characters.ts";
import { fitSubject } from "../core/text/subject.ts";
import { code, cutLines, escapeMarkdown, plain } from "./markdown/escape.ts";

type Line = BriefedReview["lines"][number];

/** The time before the review in which requests are counted. */
export const ASKED_DAYS = 90;

/** The file of a review with nothing decided. What is known about each line stands above it as a comment. */
export const renderAccessReview = ({ team, due, lines }: BriefedReview): string =>
  [
    `# The standing access of ${team}. After each "decision:" write keep or remove; add "note: why" if there is more to say.`,
    "# Change nothing else. Lines that begin with # help you to decide, and decide nothing.",
    `due: ${JSON.stringify(due)}`,
    "lines:",
    ...lines.flatMap(renderLine),
    "",
  ].join("\n");

function renderLine(line: Line): string[] {
  const fields: (keyof ReviewedAccess)[] = ["principal", "provider", "resource", "role"];
  const ids = Object.entries(line.ids).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return [
    ...listFacts(line, line.facts).map((fact) => `  # ${flat(fact)}`),
    "  - decision: undecided",
    ...fields.map((name) => `    ${name}: ${writeScalar(String(line[name]))}`),
    `    ids: { ${ids.join(", ")} }`,
  ];
}

/** One line that a strict reader takes: other characters than blanks and visible ones could end the comment. */
const flat = (text: string): string => showInvisible(text.replace(/\s+/gu, " ").trim());

/** What is known about a line, a phrase each. Names in it are as people wrote them. */
export function listFacts({ last }: Pick<PlannedLine, "last">, facts: LineFacts): string[] {
  const { listed, givers, since, held, asked } = facts;
  const told = [
    ...(since === undefined ? [] : [`held since ${since.slice(0, 10)}`]),
    ...(givers.length === 0 ? [] : [`given by ${givers.join(", ")}`]),
  ];
  return [
    ...(held === false ? ["no longer held at the provider"] : []),
    ...(listed === undefined
      ? []
      : [`in inventory/ since ${day(listed.at)}, by ${listed.author} (${listed.commit.slice(0, 12)})`]),
    ...(told.length === 0 ? [] : [told.join(", ")]),
    last === undefined ? "never reviewed" : `last review: ${last.decision} (${last.day})`,
    ...(asked === undefined ? [] : [describeAsked(asked)]),
  ];
}

function describeAsked({ own, others, lastUse }: NonNullable<LineFacts["asked"]>): string {
  const times = own === 0 ? "not asked for by request" : `asked for by request ${count(own, "time")}`;
  const used = lastUse === undefined ? "" : `, last used so ${day(lastUse)}`;
  const rest =
    others === 0 ? "" : `; ${count(others, "other person", "other people")} had the same by request`;
  return `${times} in ${ASKED_DAYS} days${used}${rest}`;
}

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

const day = (at: Date): string => at.toISOString().slice(0, 10);

export const describeReviewTitle = ({ team, lines, due }: BriefedReview): string =>
  fitSubject(plain(`Access review: ${team}, ${count(lines.length, "line")}, due ${due}`));

/** GitHub takes 65,536 characters. */
const MAX_BODY = 60_000;

/** The text of the pull request: what to do, and each line with what is known about it. */
export function describeReviewBody({ team, path, due, lines, owners }: BriefedReview): string {
  const people = owners.length === 0 ? "its code owners" : owners.map(escapeMarkdown).join(", ");
  const text = [
    `These people have access in ${code(team)} for good, outside of requests. Please decide about each line by **${due}**.`,
    [
      `1. Open **Files changed**, and edit ${code(path)} (⋯ → Edit file). After each ${code("decision:")} write ${code("keep")} or ${code("remove")}.`,
      "2. Commit to this branch.",
      `3. Another owner (${people}) approves, then merges. Who edited the file cannot approve it, and nobody keeps their own access by their own approval alone.`,
    ].join("\n"),
    "The check passes when every line is decided. A review only keeps or removes: no line can be added or left out. Hallpass takes nothing back that it did not give: an administrator removes what must go, and `hallpass drift` names it until then.",
    `### ${count(lines.length, "line")}`,
    ...lines.map(
      (line) =>
        `- ${code(describeReviewed(line))}\n${listFacts(line, line.facts)
          .map((fact) => `  - ${escapeMarkdown(fact)}`)
          .join("\n")}`,
    ),
  ].join("\n\n");
  return cutLines(text, MAX_BODY, "The file has the rest.");
}
