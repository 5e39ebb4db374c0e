import type { Octokit } from "@octokit/rest";
import { conclude } from "../core/opinion.ts";
import type { Check, GitHub } from "../core/ports/github.ts";
import { describeOpinion } from "../report/check.ts";
import type { RepositoryName } from "./client.ts";
import { call } from "./error.ts";

export const CHECK_NAME = "hallpass/decision";
const MAX_SUMMARY = 65_535;
const MAX_ANNOTATIONS = 50;

type Run = Awaited<ReturnType<Octokit["rest"]["checks"]["listForRef"]>>["data"]["check_runs"][number];

/** The one check run per head. What was written last is remembered, so that nothing is written twice. */
export function checkRuns(
  octokit: Octokit,
  name: RepositoryName,
  appId: number,
): Pick<GitHub, "readCheck" | "writeCheck"> {
  const written = new Map<string, string>();

  const findRun = async (head: string): Promise<Run | undefined> => {
    const { data } = await octokit.rest.checks.listForRef({
      ...name,
      ref: head,
      check_name: CHECK_NAME,
      app_id: appId,
      filter: "latest",
    });
    return data.check_runs.find(
      (run) => run.name === CHECK_NAME && run.app?.id === appId && run.head_sha === head,
    );
  };

  const write = async (check: Check): Promise<void> => {
    const run = await findRun(check.head);
    const fields = { ...name, external_id: check.externalId, ...stateOf(check), output: outputOf(check) };
    // GitHub keeps a completed run completed: going back to waiting takes a new one, which replaces it.
    if (run === undefined || (run.status === "completed" && conclude(check.opinion) === "waiting"))
      await octokit.rest.checks.create({ ...fields, name: CHECK_NAME, head_sha: check.head });
    else await octokit.rest.checks.update({ ...fields, check_run_id: run.id });
  };

  return {
    readCheck: (head) =>
      call(`read the check of ${head}`, async () => {
        const run = await findRun(head);
        return (
          run && {
            externalId: run.external_id ?? "",
            passed: run.status === "completed" && run.conclusion === "success",
          }
        );
      }),
    writeCheck: (check) =>
      call(`write the check of ${check.head}`, async () => {
        const content = JSON.stringify(check);
        if (written.get(check.head) === content) return;
        written.delete(check.head);
        await write(check);
        written.set(check.head, content);
      }),
  };
}

function stateOf({ opinion }: Check) {
  const conclusion = conclude(opinion);
  return conclusion === "waiting"
    ? { status: "in_progress" as const }
    : { status: "completed" as const, conclusion };
}

function outputOf({ opinion }: Check) {
  const { title, summary, annotations } = describeOpinion(opinion);
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
