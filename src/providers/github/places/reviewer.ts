import { createLane } from "../../../lanes/one-at-a-time.ts";
import type { Api } from "../api/api.ts";
import { type Account, type Environment, isEnvironment, isEnvironmentPage } from "../api/shapes.ts";
import type { GithubConfiguration } from "../configuration.ts";
import type { Holder, Place, Standing } from "./place.ts";
import { isGone, repositoryPath, verifyRepository } from "./repository.ts";

interface EnvironmentTarget {
  readonly repository: string;
  readonly repositoryId: number;
  readonly environment: string;
  readonly id: number;
}

/** "You can list up to six users or teams as reviewers." */
const MAX_REVIEWERS = 6;

/** Rules of another type would be lost: the environment is written as a whole. */
const KNOWN_RULES: readonly string[] = ["wait_timer", "required_reviewers", "branch_policy"];

interface Reviewer {
  readonly type: "User" | "Team";
  readonly id: number;
}

/**
 * A required reviewer of an environment. GitHub takes the environment as a whole, so every other field is written back as it was read. The
 * first reviewer and the last one are never Hallpass's to add and remove: they decide whether the environment needs a review at all.
 */
export function reviewerPlace(
  { organization, serverUrl }: Pick<GithubConfiguration, "organization" | "serverUrl">,
  { repository, repositoryId, environment, id }: EnvironmentTarget,
): Place {
  const path = `${repositoryPath(repositoryId)}/environments`;
  const page = `${serverUrl ?? "https://github.com"}/${organization.login}/${repository}`;

  /** By its id: an environment may be deleted and made anew under its name. */
  async function find(api: Api): Promise<Environment | undefined> {
    for (let page = 1; ; page++) {
      const { environments } = await api.get(isEnvironmentPage, `${path}?per_page=100&page=${page}`);
      const found = environments.find((each) => each.id === id);
      if (found !== undefined || environments.length === 0) return found;
    }
  }

  async function require(api: Api): Promise<Environment> {
    const found = await find(api);
    if (found === undefined) throw api.fail("UNKNOWN_ENTITLEMENT", `${repository} has no environment ${id}.`);
    return found;
  }

  /** GitHub has no compare-and-swap for environments: at least our own changes take turns. */
  const inTurn = createLane();

  async function change(api: Api, before: Environment, reviewers: readonly Reviewer[]): Promise<void> {
    const strange = before.protection_rules.find(({ type }) => !KNOWN_RULES.includes(type));
    if (strange !== undefined) throw api.fail("REFUSED", `The rule ${strange.type} would be lost.`);
    const body = { ...keep(before), reviewers };
    const answer = await api.send("PUT", `${path}/${encodeURIComponent(before.name)}`, { body });
    const after = api.parse(isEnvironment, "PUT environment", answer);
    if (JSON.stringify({ ...keep(after), reviewers: listReviewers(after) }) !== JSON.stringify(body))
      throw api.fail("BUSY", `The environment ${before.name} is not as it was written.`);
  }

  const holders = (found: Environment): Holder[] =>
    listAll(found).flatMap(({ type, reviewer }): Holder[] =>
      type === "User" && reviewer.login !== undefined
        ? [{ id: reviewer.id, login: reviewer.login, standing: "held" }]
        : [],
    );
  const isReviewer = (found: Environment, person: Account): boolean =>
    holders(found).some((holder) => holder.id === person.id);

  async function add(api: Api, person: Account): Promise<Standing> {
    const found = await require(api);
    if (isReviewer(found, person)) return "held";
    const reviewers = listReviewers(found);
    if (reviewers.length === 0)
      throw api.fail("REFUSED", "The environment needs no review; the first reviewer would change that.");
    if (reviewers.length >= MAX_REVIEWERS)
      throw api.fail("REFUSED", `It has ${MAX_REVIEWERS} reviewers already.`);
    await change(api, found, [...reviewers, { type: "User", id: person.id }]);
    return "held";
  }

  async function remove(api: Api, person: Account): Promise<boolean> {
    if (await isGone(api, repositoryId)) return false;
    const found = await find(api);
    if (found === undefined || !isReviewer(found, person)) return false;
    const left = listReviewers(found).filter(({ type, id }) => type !== "User" || id !== person.id);
    // Without reviewers everybody could deploy.
    if (left.length === 0) throw api.fail("REFUSED", "It is the last reviewer: name another one first.");
    await change(api, found, left);
    return true;
  }

  return {
    id: `environment/${repositoryId}/${id}`,
    powers: [{ kind: "github-repository", id: repositoryId }],
    page: `${page}/deployments`,
    removal: () =>
      `gh api /repos/${organization.login}/${repository}/environments/${environment} # write it back without the reviewer`,
    async verify(api) {
      await verifyRepository(api, { organization }, repository, repositoryId);
      const found = await require(api);
      if (found.name.toLowerCase() !== environment.toLowerCase())
        throw api.fail("IDENTITY_CHANGED", `The environment ${id} is called ${found.name}.`);
    },
    tell: async (api) => describeReviews(repository, await require(api)),
    list: async (api) => holders(await require(api)),
    read: async (api, person) => {
      const found = await find(api);
      return found !== undefined && isReviewer(found, person) ? "held" : undefined;
    },
    add: (api, person) => inTurn(() => add(api, person)),
    remove: (api, person) => inTurn(() => remove(api, person)),
  };
}

const listAll = ({ protection_rules }: Environment) =>
  protection_rules.flatMap(({ reviewers }) => reviewers ?? []);

const listReviewers = (environment: Environment): Reviewer[] =>
  listAll(environment).map(({ type, reviewer: { id } }) => ({ type, id }));

/** The fields that a write would reset. */
function keep({ protection_rules, deployment_branch_policy }: Environment) {
  const find = <Name extends "wait_timer" | "prevent_self_review">(name: Name) =>
    protection_rules.find((rule) => rule[name] !== undefined)?.[name];
  return {
    wait_timer: find("wait_timer") ?? 0,
    prevent_self_review: find("prevent_self_review") ?? false,
    deployment_branch_policy: deployment_branch_policy ?? null,
  };
}

/** "Deployments and environments": a job waits for the review before it runs, and before it can read the environment's secrets. */
const describeReviews = (repository: string, environment: Environment): string[] => [
  `approve and reject deployments to ${environment.name} from ${repository}, and with it the jobs' use of its secrets`,
  ...(keep(environment).prevent_self_review ? [] : ["approve deployments that they started"]),
];
