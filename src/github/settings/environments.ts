import type { Octokit } from "@octokit/rest";
import type { Known, WorkflowEnvironment } from "../../core/diagnosis/installation.ts";
import { ONCE_ENVIRONMENT, ONCE_PATH } from "../../core/setup/workflows/once.ts";
import { REAP_ENVIRONMENT, REAP_PATH } from "../../core/setup/workflows/reap.ts";
import type { RepositoryName } from "../http/client.ts";
import { statusOf } from "../http/error.ts";
import { type Reader, readIfAllowed } from "./reader.ts";

const USED = [
  { name: ONCE_ENVIRONMENT, workflow: ONCE_PATH },
  { name: REAP_ENVIRONMENT, workflow: REAP_PATH },
];

/** The environments of those workflows of Hallpass that the repository has, and the branches that they let in. */
export const readEnvironments = (
  reader: Reader,
  name: RepositoryName,
): Promise<Known<readonly WorkflowEnvironment[]>> =>
  readIfAllowed(reader, "read the environments", async (octokit) => {
    const { rest, paginate } = octokit;
    const workflows = await paginate(rest.actions.listRepoWorkflows, { ...name, per_page: 100 });
    const used = USED.filter(({ workflow }) => workflows.some(({ path }) => path === workflow));
    return Promise.all(
      used.map(async (each) => ({ ...each, admits: await readAdmitted(octokit, name, each.name) })),
    );
  });

type Admits = WorkflowEnvironment["admits"];

/**
 * "Get an environment": a policy of null lets every branch in. It needs the same permission as the list of workflows, so 404 says that
 * there is no such environment.
 */
async function readAdmitted(
  { rest, paginate }: Octokit,
  name: RepositoryName,
  environment_name: string,
): Promise<Admits> {
  const place = { ...name, environment_name };
  const environment = await unlessMissing(rest.repos.getEnvironment(place));
  if (environment === undefined) return undefined;
  const policy = environment.data.deployment_branch_policy;
  if (policy?.custom_branch_policies !== true)
    return policy?.protected_branches === true ? "protected branches" : "every branch";
  const patterns = await paginate(rest.repos.listDeploymentBranchPolicies, { ...place, per_page: 100 });
  return patterns.map(({ name: pattern = "", type }) => ({ kind: type ?? "branch", name: pattern }));
}

const unlessMissing = <T>(answer: Promise<T>): Promise<T | undefined> =>
  answer.catch((error: unknown) => {
    if (statusOf(error) === 404) return undefined;
    throw error;
  });
