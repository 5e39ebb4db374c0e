import { describeReviewed, LONGEST_REVIEW_DAYS, MAX_REVIEW_BYTES } from "../../core/files/access-review.ts";
import type { BriefedReview } from "../../core/inventory/line-facts.ts";
import { DURATION_PATTERN, parseDuration } from "../../core/text/duration.ts";
import { findNearest } from "../../core/text/nearest.ts";
import { renderAccessReview } from "../../report/access-review.ts";
import { renderTable } from "../../report/markdown/table.ts";
import { withNextStep } from "../input/github-failure.ts";
import { askYes, canAsk } from "../input/prompt.ts";
import { describeFinding, toRecord } from "../output/finding-lines.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { chooseExitCode, exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";
import type { ReviewValues } from "./options.ts";
import { openOffline, openOnline, type ReviewPlace } from "./place.ts";
import { type BriefedSurvey, surveyClone } from "./survey.ts";

/** - `planned`: would be opened. - `open`: one of the team is open already. - `refused`: `why` says it. */
type Status = "planned" | "opened" | "open" | "refused";

interface Row {
  readonly review: BriefedReview;
  readonly status: Status;
  /** An address, or what to run. */
  readonly where?: string;
  readonly why?: string;
}

/** Plans the reviews, shows the plan, asks, and opens them one after the other. Resolves to the exit code. */
export async function startReviews(values: ReviewValues & { readonly due: string }): Promise<number> {
  const { due, repository: dir = ".", offline, json } = values;
  if (!new RegExp(DURATION_PATTERN, "u").test(due) || parseDuration(due) < parseDuration("1d"))
    throw new UsageError(`--due ${due} is no duration of a day or more. Write it as 14d.`);
  if (parseDuration(due) > parseDuration(`${LONGEST_REVIEW_DAYS}d`))
    throw new UsageError(
      `--due ${due} is longer than ${LONGEST_REVIEW_DAYS} days, the longest time to decide.`,
    );
  const survey = await surveyClone(values, new Date(), parseDuration(due));
  if (survey.findings.length > 0) return tellUnreadable(survey, json === true);
  const chosen = choose(survey.planned, values.team);
  const isDry = values["dry-run"] === true;
  const place =
    isDry && offline !== true && (process.env.GH_TOKEN ?? "") === ""
      ? undefined
      : await withNextStep(() =>
          offline === true
            ? openOffline(dir, survey.tip, survey.planned)
            : openOnline(dir, survey.tip, survey.planned),
        );
  for (const stray of place?.strays ?? []) complain(`${stray}\n`);
  const plan = chosen.map((review) => planOne(review, place));
  if (json !== true && !isDry) print(renderPlan(plan));
  const isNothing = plan.every(({ status }) => status !== "planned");
  if (!isDry && !isNothing) await confirm(values);
  const done: Row[] = [];
  for (const row of plan)
    done.push(
      isDry || place === undefined || row.status !== "planned"
        ? row
        : { ...row, status: "opened", where: await withNextStep(() => place.openReview(row.review)) },
    );
  tell(done, survey, json === true, isDry);
  return chooseExitCode(
    done.some(({ status }) => status === "refused"),
    survey.problems.length === 0,
  );
}

/** A plan of half of the files would leave access out. */
function tellUnreadable({ findings }: BriefedSurvey, isJson: boolean): number {
  if (isJson) printJson({ findings: findings.map(toRecord), reviews: [] });
  for (const finding of findings) complain(`${describeFinding(finding)}\n`);
  complain("Nothing was started: without these files a review would leave access out.\n");
  return exitCode.unanswered;
}

function choose(
  planned: readonly BriefedReview[],
  teams: readonly string[] | undefined,
): readonly BriefedReview[] {
  const known = planned.map(({ team }) => team);
  const stray = teams?.find((team) => !known.includes(team));
  if (stray !== undefined) {
    const nearest = findNearest(stray, known);
    throw new UsageError(
      `inventory/ lists no standing access of ${stray}. ${nearest === undefined ? `It lists some of: ${known.join(", ") || "nobody"}.` : `Did you mean ${nearest}?`}`,
    );
  }
  return teams === undefined ? planned : planned.filter(({ team }) => teams.includes(team));
}

function planOne(review: BriefedReview, place: ReviewPlace | undefined): Row {
  const open = place?.open.get(review.team);
  if (open !== undefined) return { review, status: "open", where: open };
  const why = findObstacle(review);
  return why === undefined ? { review, status: "planned" } : { review, status: "refused", why };
}

function findObstacle(review: BriefedReview): string | undefined {
  const { team, path, owners, isTooEarly, lines } = review;
  if (isTooEarly)
    return `${team} has a review of today or later on the default branch. Start the next one tomorrow.`;
  if (owners.length === 0)
    return `Nobody owns ${path}, so nobody could approve it. Give /inventory/ to a team in CODEOWNERS.`;
  if (Buffer.byteLength(renderAccessReview(review)) > MAX_REVIEW_BYTES)
    return `${team} has ${lines.length} lines, more than one file may have (${MAX_REVIEW_BYTES} bytes).`;
  return undefined;
}

async function confirm({ yes, json }: ReviewValues): Promise<void> {
  if (yes) return;
  if (json || !canAsk()) throw new UsageError("Nothing was opened: give --yes to carry the plan out.");
  if (!(await askYes("Open these?"))) throw new UsageError("Nothing was opened.");
}

const WORDS: Readonly<Record<Status, string>> = {
  planned: "to be opened",
  opened: "opened",
  open: "open already",
  refused: "not opened",
};

const renderPlan = (rows: readonly Row[]): string =>
  rows.length === 0
    ? "inventory/ lists no standing access: there is nothing to review.\n"
    : renderTable(
        ["TEAM", "LINES", "DUE", "OWNERS", "REVIEW"],
        rows.map(({ review: { team, lines, due, owners }, status }) => [
          ...[team, `${lines.length}`, due, owners.join(" ")],
          WORDS[status],
        ]),
      );

function tell(rows: readonly Row[], survey: BriefedSurvey, isJson: boolean, isDry: boolean): void {
  if (isJson) printJson(toJson(rows, survey));
  else {
    if (isDry) print(renderPlan(rows));
    for (const { review, status, where } of rows)
      if (where !== undefined) print(`${review.team}: ${WORDS[status]}: ${where}\n`);
  }
  for (const { review, why } of rows) if (why !== undefined) complain(`${review.team}: ${why}\n`);
  for (const access of survey.unlisted)
    complain(
      `In no review, because inventory/ does not list it: ${describeReviewed(access)}. hallpass drift names it where a policy offers it.\n`,
    );
  for (const problem of survey.problems) complain(`${problem}\n`);
}

const toJson = (rows: readonly Row[], { tip, unlisted, problems }: BriefedSurvey) => ({
  base: tip,
  reviews: rows.map(({ review: { lines, isTooEarly: _, ...review }, status, where, why }) => ({
    ...review,
    status,
    where: where ?? null,
    why: why ?? null,
    lines: lines.map(({ last, ...line }) => ({
      ...line,
      last: last === undefined ? null : { decision: last.decision, day: last.day },
    })),
  })),
  unlisted: unlisted.map(({ provider, resource, role, principal, ids }) => ({
    ...{ provider, resource, role, principal, ids },
  })),
  problems,
});
