import {
  type Annotation,
  type CheckOutput,
  type CheckRun,
  checkConclusions,
  checkStatuses,
} from "../checks.ts";
import { invalid } from "../http/error.ts";
import type { Fields } from "../http/fields.ts";

/** GitHub's limit for the summary and the text of a check run. */
const longestOutput = 65_535;

type CheckField =
  | "status"
  | "conclusion"
  | "external_id"
  | "details_url"
  | "started_at"
  | "completed_at"
  | "output";

/** Copies a request's fields to a check run. Throws 422 where GitHub would refuse. */
export function applyFields(run: CheckRun, body: Fields<CheckField>, now: Date): void {
  const conclusion = body.optionalChoice("conclusion", checkConclusions);
  const status = body.optionalChoice("status", checkStatuses);
  if (status === "completed" && conclusion === undefined && run.conclusion === undefined) {
    throw invalid("CheckRun", "conclusion", "a completed check run needs a conclusion");
  }
  // A conclusion completes a run; a running one has no conclusion.
  run.status = conclusion === undefined ? (status ?? run.status) : "completed";
  run.conclusion = run.status === "completed" ? (conclusion ?? run.conclusion) : undefined;
  run.completedAt =
    run.status === "completed" ? (readTime(body, "completed_at") ?? run.completedAt ?? now) : undefined;
  run.startedAt = readTime(body, "started_at") ?? run.startedAt;
  run.externalId = body.optionalText("external_id") ?? run.externalId;
  run.detailsUrl = body.optionalText("details_url") ?? run.detailsUrl;
  const output = body.optionalObject("output");
  if (output !== undefined) run.output = readOutput(run, output);
}

function readTime(body: Fields<CheckField>, name: "started_at" | "completed_at"): Date | undefined {
  const text = body.optionalText(name);
  if (text === undefined) return undefined;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw invalid("CheckRun", name, `${text} is not a time`);
  return at;
}

function readOutput(run: CheckRun, output: Fields<string>): CheckOutput {
  const limited = (name: "summary" | "text"): string | undefined => {
    const text = output.optionalText(name);
    if (text !== undefined && text.length > longestOutput) {
      throw invalid("CheckRun", name, `Only ${longestOutput} characters are allowed; ${text.length} given.`);
    }
    return text;
  };
  return {
    title: output.optionalText("title") ?? run.output.title,
    summary: limited("summary") ?? run.output.summary,
    text: limited("text") ?? run.output.text,
    annotations: [...run.output.annotations, ...output.objects("annotations").map(readAnnotation)],
  };
}

const readAnnotation = (fields: Fields<string>): Annotation => ({
  path: fields.text("path"),
  startLine: fields.number("start_line"),
  endLine: fields.number("end_line"),
  level: fields.text("annotation_level"),
  title: fields.optionalText("title"),
  message: fields.text("message"),
});
