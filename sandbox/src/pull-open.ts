import type { Account } from "./accounts.ts";
import { sendPullEvent } from "./events.ts";
import { listCommits, mergeBase } from "./git/history.ts";
import { branchRef, moveRefs, readRef, zeroSha } from "./git/refs.ts";
import { HttpError, invalid } from "./http/error.ts";
import { nextNumber } from "./issues.ts";
import type { PullRequest, Repository } from "./model.ts";
import { userPayload } from "./payloads/account.ts";
import { teamPayload } from "./payloads/team.ts";
import { findPusher } from "./pull-ends.ts";
import { findPullFiles, pullHeadRef } from "./pulls.ts";
import { readOwners } from "./rules/codeowners.ts";
import type { State } from "./state.ts";

export interface PullDraft {
  readonly title: string;
  readonly body: string | null;
  readonly headRepository: Repository;
  readonly headBranch: string;
  readonly baseBranch: string;
  readonly draft: boolean;
}

/** Opens a pull request and requests reviews from the code owners. Throws 422 if there is no change to propose. */
export async function openPull(
  state: State,
  repository: Repository,
  author: Account,
  draft: PullDraft,
): Promise<PullRequest> {
  const { headSha, baseSha } = await findEnds(repository, draft);
  const number = nextNumber(repository);
  const now = state.clock();
  await moveRefs(repository.store, [{ ref: pullHeadRef(number), before: zeroSha, after: headSha }]);
  const pull: PullRequest = {
    ...draft,
    headOwner: draft.headRepository.owner,
    labels: [],
    id: state.nextId(),
    number,
    author,
    headSha,
    baseSha,
    retargets: [],
    turns: [],
    lastPush: { id: state.nextId(), by: findPusher(draft.headRepository, draft.headBranch) ?? author },
    state: "open",
    createdAt: now,
    updatedAt: now,
    closedAt: undefined,
    merged: undefined,
    reviews: [],
    requestedPeople: [],
    requestedTeams: [],
    refusedOnce: false,
  };
  repository.pulls.push(pull);
  await sendPullEvent(state, repository, author, pull, "opened");
  await requestOwners(state, repository, pull);
  return pull;
}

async function findEnds(repository: Repository, { headRepository, headBranch, baseBranch }: PullDraft) {
  const headSha = await readRef(headRepository.store, branchRef(headBranch));
  const baseSha = await readRef(repository.store, branchRef(baseBranch));
  if (headSha === undefined) throw invalid("PullRequest", "head", `no branch ${headBranch}`);
  if (baseSha === undefined) throw invalid("PullRequest", "base", `no branch ${baseBranch}`);
  const ends = { headRepository, headBranch, headSha, baseBranch, baseSha };
  refuseTwin(repository, ends);
  await refuseNothing(repository, ends);
  return { headSha, baseSha };
}

interface Ends {
  readonly headRepository: Repository | undefined;
  readonly headBranch: string;
  readonly headSha: string;
  readonly baseBranch: string;
  readonly baseSha: string;
}

/** Throws 422 if an open pull request already proposes this branch for this base. */
export function refuseTwin(
  repository: Repository,
  { headRepository, headBranch, baseBranch }: Pick<Ends, "headRepository" | "headBranch" | "baseBranch">,
): void {
  const twin = repository.pulls.find(
    (pull) =>
      pull.state === "open" &&
      pull.headRepository?.id === headRepository?.id &&
      pull.headBranch === headBranch &&
      pull.baseBranch === baseBranch,
  );
  if (twin === undefined) return;
  throw problem(`A pull request already exists for ${twin.headOwner.login}:${headBranch}.`);
}

/** Throws 422 if the head has no commits of its own, or no history in common with the base. */
export async function refuseNothing(
  { store }: Repository,
  { headBranch, headSha, baseBranch, baseSha }: Omit<Ends, "headRepository">,
): Promise<void> {
  if ((await mergeBase(store, baseSha, headSha)) === undefined) {
    throw problem(`The ${headBranch} branch has no history in common with ${baseBranch}`);
  }
  const commits = await listCommits(store, { from: headSha, without: baseSha });
  if (commits.length === 0) throw problem(`No commits between ${baseBranch} and ${headBranch}`);
}

const problem = (message: string): HttpError =>
  new HttpError(422, "Validation Failed", { errors: [{ resource: "PullRequest", code: "custom", message }] });

/** Requests reviews from the owners of the changed files, as GitHub does for a new pull request. */
async function requestOwners(state: State, repository: Repository, pull: PullRequest): Promise<void> {
  const files = await findPullFiles(repository, pull);
  const paths = (files ?? []).map(({ path }) => path);
  const owners = await readOwners(state, repository, pull.baseSha, paths);
  const people = owners.flatMap((entry) => entry.owners.people);
  pull.requestedPeople = [...new Set(people)].filter(({ id }) => id !== pull.author.id);
  pull.requestedTeams = [...new Set(owners.flatMap((entry) => entry.owners.teams))];
  for (const person of pull.requestedPeople) {
    const requested_reviewer = userPayload(state, person);
    await sendPullEvent(state, repository, pull.author, pull, "review_requested", { requested_reviewer });
  }
  for (const team of pull.requestedTeams) {
    const requested_team = teamPayload(state, team);
    await sendPullEvent(state, repository, pull.author, pull, "review_requested", { requested_team });
  }
}
