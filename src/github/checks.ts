import type { Octokit } from "@octokit/rest";
import { conclude, REQUIRED_CHECK } from "../core/decision/check-result.ts";
import type { Check, GitHub } from "../core/ports/github.ts";
import { describeCheck } from "../report/check.ts";
import type { RepositoryName } from "./http/client.ts";
import { call } from "./http/error.ts";

const MAX_SUMMARY = 65_535;
const MAX_ANNOTATIONS = 50;

type Run = Awaited<ReturnType<Octokit["rest"]["checks"]["listForRef"]>>["data"]["check_runs"][number];

/** The app's check runs. Keeps no cache: another replica may have written last. */
export function checkRuns(
  octokit: Octokit,
  name: RepositoryName,
  appId: number,
): Pick<GitHub, "readCheck" | "writeCheck"> {
  const { checks } = octokit.rest;

  /** All runs, newest first: GitHub's "latest" is one per head, and pull requests may share a head. */
  const listRuns = async (head: string): Promise<Run[]> => {
    const query = {
      ref: head,
      check_name: REQUIRED_CHECK,
      app_id: appId,
      filter: "all",
      per_page: 100,
    } as const;
    const runs = await octokit.paginate(checks.listForRef, { ...name, ...query });
    return runs
      .filter((run) => run.name === REQUIRED_CHECK && run.app?.id === appId && run.head_sha === head)
      .sort((a, b) => b.id - a.id);
  };

  const write = async (check: Check): Promise<void> => {
    const run = (await listRuns(check.head)).find((known) => isOf(known, check));
    if (run !== undefined && isShown(run, check)) return;
    const fields = { ...name, external_id: check.externalId, ...stateOf(check), output: outputOf(check) };
    if (run === undefined || takesNewRun(run, check))
      await checks.create({ ...fields, name: REQUIRED_CHECK, head_sha: check.head });
    else await checks.update({ ...fields, check_run_id: run.id });
  };

  return {
    readCheck: (head, externalId) =>
      call(`read the check of ${head}`, async () => {
        const run = (await listRuns(head)).find((known) => known.external_id === externalId);
        return run && { passed: run.status === "completed" && run.conclusion === "success" };
      }),
    writeCheck: (check) => call(`write the check of ${check.head}`, () => write(check)),
  };
}

/** GitHub never reopens a completed run and only adds annotations, so start a new run in those cases. */
const takesNewRun = (run: Run, check: Check): boolean =>
  (run.status === "completed" && conclude(check.checkResult) === "waiting") ||
  run.output.annotations_count > 0 ||
  outputOf(check).annotations.length > 0;

const isOf = (run: Run, { pull }: Check): boolean => run.external_id?.startsWith(`${pull}:`) ?? false;

function isShown(run: Run, check: Check): boolean {
  const { status, conclusion = null } = { conclusion: null, ...stateOf(check) };
  const { title, summary } = outputOf(check);
  return (
    run.external_id === check.externalId &&
    run.status === status &&
    run.conclusion === conclusion &&
    run.output.title === title &&
    run.output.summary === summary
  );
}

function stateOf({ checkResult }: Check) {
  const conclusion = conclude(checkResult);
  return conclusion === "waiting"
    ? { status: "in_progress" as const }
    : { status: "completed" as const, conclusion };
}

function outputOf({ checkResult }: Check) {
  const { title, summary, annotations } = describeCheck(checkResult);
  return {
    title,
    summary: summary.slice(0, MAX_SUMMARY),
    annotations: annotations.slice(0, MAX_ANNOTATIONS).map(({ path, line, title: heading, message }) => ({
      path,
      start_line: line,
      end_line: line,
      annotation_level: "failure" as const,
      title: heading,
      message,
    })),
  };
}
