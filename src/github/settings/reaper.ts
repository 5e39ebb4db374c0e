import type { Known, ReaperWorkflow } from "../../core/diagnosis/installation.ts";
import type { RepositoryName } from "../http/client.ts";
import { type Reader, readIfAllowed } from "./reader.ts";

const PATH = ".github/workflows/hallpass.yaml";

/**
 * The workflow that runs the Action, and its last success on the default branch. "List repository workflows" tells a missing workflow
 * from one that this caller may not see, which "Get a workflow" does not.
 */
export const readReaper = (
  reader: Reader,
  name: RepositoryName,
  branch: string,
): Promise<Known<ReaperWorkflow | undefined>> =>
  readIfAllowed(reader, "read the runs of the Action", async ({ rest, paginate }) => {
    const workflows = await paginate(rest.actions.listRepoWorkflows, { ...name, per_page: 100 });
    const workflow = workflows.find(({ path }) => path === PATH);
    if (workflow === undefined) return undefined;
    const { data } = await rest.actions.listWorkflowRuns({
      ...name,
      ...{ workflow_id: workflow.id, branch, status: "success", per_page: 1 },
    });
    const [last] = data.workflow_runs;
    return {
      state: workflow.state,
      succeededAt: last === undefined ? undefined : new Date(last.run_started_at ?? last.created_at),
    };
  });
