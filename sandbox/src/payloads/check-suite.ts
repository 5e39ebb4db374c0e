import type { CheckSuite } from "../checks.ts";
import { type Commit, readCommit } from "../git/objects.ts";
import type { Repository } from "../model.ts";
import type { State } from "../state.ts";
import { appPayload } from "./app.ts";
import { pullMinimalPayload } from "./pull.ts";
import { repositoryPayload, repositoryUrl } from "./repository.ts";
import { formatTime, nodeId, type Schemas } from "./schemas.ts";

/** The short form of a suite in the webhook of a run. */
export function simpleSuitePayload(state: State, repository: Repository, suite: CheckSuite) {
  const pulls = repository.pulls.filter((pull) => pull.state === "open" && pull.headSha === suite.headSha);
  return {
    id: suite.id,
    node_id: nodeId("CheckSuite", suite.id),
    head_branch: pulls[0]?.headBranch ?? null,
    head_sha: suite.headSha,
    status: suite.status,
    conclusion: suite.conclusion ?? null,
    url: `${repositoryUrl(state, repository)}/check-suites/${suite.id}`,
    before: null,
    after: suite.headSha,
    pull_requests: pulls.map((pull) => pullMinimalPayload(state, repository, pull)),
    app: appPayload(state, suite.app),
    created_at: formatTime(suite.createdAt),
    updated_at: formatTime(suite.updatedAt),
  };
}

/** A suite with its commit. */
export async function suitePayload(
  state: State,
  repository: Repository,
  suite: CheckSuite,
): Promise<Omit<Schemas["check-suite"], "repository">> {
  const simple = simpleSuitePayload(state, repository, suite);
  return {
    ...simple,
    rerequestable: true,
    runs_rerequestable: true,
    latest_check_runs_count: suite.runs.length,
    check_runs_url: `${simple.url}/check-runs`,
    head_commit: simpleCommitPayload(await readCommit(repository.store, suite.headSha)),
  };
}

/** The suite in the form of its own endpoint. */
export const fullSuitePayload = async (
  state: State,
  repository: Repository,
  suite: CheckSuite,
): Promise<Schemas["check-suite"]> => ({
  ...(await suitePayload(state, repository, suite)),
  repository: repositoryPayload(state, repository),
});

const simpleCommitPayload = ({ sha, tree, message, author, committer }: Commit) => ({
  id: sha,
  tree_id: tree,
  message,
  timestamp: formatTime(committer.date),
  author: { name: author.name, email: author.email },
  committer: { name: committer.name, email: committer.email },
});
