import type { App } from "./accounts.ts";

export const checkStatuses = ["queued", "in_progress", "completed"] as const;
export const checkConclusions = [
  "action_required",
  "cancelled",
  "failure",
  "neutral",
  "success",
  "skipped",
  "timed_out",
] as const;

export type CheckStatus = (typeof checkStatuses)[number];
export type CheckConclusion = (typeof checkConclusions)[number];

export interface CheckOutput {
  readonly title: string | undefined;
  readonly summary: string | undefined;
  readonly text: string | undefined;
  readonly annotations: readonly Annotation[];
}

/** An annotation of a check run on lines of a file. */
export interface Annotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: string;
  readonly title: string | undefined;
  readonly message: string;
}

/** One check run of an app on a commit. */
export interface CheckRun {
  readonly id: number;
  readonly suiteId: number;
  readonly app: App;
  readonly headSha: string;
  name: string;
  externalId: string | undefined;
  detailsUrl: string | undefined;
  status: CheckStatus;
  conclusion: CheckConclusion | undefined;
  startedAt: Date;
  completedAt: Date | undefined;
  output: CheckOutput;
  /** A rerequest that the app has not started yet. The run itself stays as it was. */
  rerequested: boolean;
}

/** One app's runs on one commit: of each name the newest. */
export interface CheckSuite {
  readonly id: number;
  readonly app: App;
  readonly headSha: string;
  readonly status: CheckStatus;
  readonly conclusion: CheckConclusion | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly runs: readonly CheckRun[];
}

/** A suite, derived from its runs; undefined if it has no runs. */
export function gatherSuite(runs: readonly CheckRun[], id: number): CheckSuite | undefined {
  const own = runs.filter(({ suiteId }) => suiteId === id);
  const [first] = own;
  if (first === undefined) return undefined;
  const latest = latestRuns(own);
  const status = suiteStatus(latest);
  const times = own.flatMap(({ startedAt, completedAt }) => [startedAt, completedAt ?? startedAt]);
  return {
    id,
    app: first.app,
    headSha: first.headSha,
    status,
    conclusion: status === "completed" ? suiteConclusion(latest) : undefined,
    createdAt: first.startedAt,
    updatedAt: new Date(Math.max(...times.map((time) => time.getTime()))),
    runs: latest,
  };
}

function suiteStatus(runs: readonly CheckRun[]): CheckStatus {
  if (runs.some(({ rerequested }) => rerequested)) return "queued";
  if (runs.every(({ status }) => status === "completed")) return "completed";
  return runs.some(({ status }) => status !== "queued") ? "in_progress" : "queued";
}

/** The conclusion of a suite: a failed run's first, then success; undefined without runs. */
function suiteConclusion(runs: readonly CheckRun[]): CheckConclusion | undefined {
  const bad = runs.find(({ conclusion }) => !passing.includes(conclusion));
  return (bad ?? runs.find(({ conclusion }) => conclusion === "success") ?? runs[0])?.conclusion;
}

/** The result of a required check on a commit. GitHub counts neutral and skipped as passed. */
export type CheckVerdict = "passed" | "failing" | "in progress" | "expected";

const passing: readonly (CheckConclusion | undefined)[] = ["success", "neutral", "skipped"];

/** The verdict of the newest run of this name. With `appId`, only that app's runs count. */
export function judgeCheck(
  runs: readonly CheckRun[],
  sha: string,
  name: string,
  appId: number | undefined,
): CheckVerdict {
  const latest = latestRuns(runs.filter((run) => run.headSha === sha && run.name === name)).filter(
    (run) => appId === undefined || run.app.id === appId,
  );
  if (latest.length === 0) return "expected";
  if (latest.some(({ status }) => status !== "completed")) return "in progress";
  return latest.every(({ conclusion }) => passing.includes(conclusion)) ? "passed" : "failing";
}

/** The newest run of each app, name and commit. */
export function latestRuns(runs: readonly CheckRun[]): CheckRun[] {
  const newest = new Map<string, CheckRun>();
  for (const run of runs) newest.set(`${run.app.id}\n${run.headSha}\n${run.name}`, run);
  return [...newest.values()];
}
