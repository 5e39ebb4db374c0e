import type { Octokit } from "@octokit/rest";
import type {
  BranchRules,
  BranchRuleset,
  BypassActor,
  Known,
  PullRequestRule,
  RequiredCheck,
} from "../../core/diagnosis/installation.ts";
import type { RepositoryName } from "../http/client.ts";
import { call } from "../http/error.ts";
import { type Reader, readIfAllowed } from "./reader.ts";

type Rule = Awaited<ReturnType<Octokit["rest"]["repos"]["getBranchRules"]>>["data"][number];

/** "Get rules for a branch": every app may read these. `reader` reads who may bypass them, one ruleset at a time. */
export async function readBranchRules(
  octokit: Octokit,
  reader: Reader,
  name: RepositoryName,
  branch: string,
): Promise<BranchRules> {
  const { repos } = octokit.rest;
  const rules = await call(`read the rules of ${branch}`, () =>
    octokit.paginate(repos.getBranchRules, { ...name, branch, per_page: 100 }),
  );
  const ids = [...new Set(rules.flatMap(({ ruleset_id }) => ruleset_id ?? []))];
  const rulesets = ids.map((id) => readRuleset(reader, name, id, rules));
  return {
    branch,
    pullRequest: rules.flatMap(toPullRequestRule),
    checks: rules.flatMap(toChecks),
    upToDate: rules.some(isStrict),
    types: new Set(rules.map(({ type }) => type)),
    rulesets: await Promise.all(rulesets),
  };
}

/** "Get a repository ruleset". GitHub omits the bypass list for callers who may not change the ruleset. */
async function readRuleset(
  reader: Reader,
  name: RepositoryName,
  id: number,
  rules: readonly Rule[],
): Promise<BranchRuleset> {
  const read = await readIfAllowed(reader, `read ruleset ${id}`, async ({ rest }) => {
    const { data } = await rest.repos.getRepoRuleset({ ...name, ruleset_id: id });
    return data;
  });
  const types = new Set(rules.filter(({ ruleset_id }) => ruleset_id === id).map(({ type }) => type));
  if (!("value" in read)) return { id, name: `ruleset ${id}`, types, bypass: read };
  return { id, name: read.value.name, types, bypass: toBypass(read.value.bypass_actors, reader) };
}

type Actors = Awaited<ReturnType<Octokit["rest"]["repos"]["getRepoRuleset"]>>["data"]["bypass_actors"];

const toBypass = (actors: Actors, reader: Reader): Known<readonly BypassActor[]> =>
  actors === undefined
    ? { unreadable: `GitHub does not show it to ${reader.who}` }
    : {
        value: actors.map(({ actor_id = null, actor_type, bypass_mode = "always" }) => ({
          type: actor_type,
          id: actor_id,
          mode: bypass_mode,
        })),
      };

function toPullRequestRule(rule: Rule): PullRequestRule[] {
  if (rule.type !== "pull_request") return [];
  const { parameters } = rule;
  return [
    {
      approvals: parameters?.required_approving_review_count ?? 0,
      codeOwners: parameters?.require_code_owner_review ?? false,
      dismissStale: parameters?.dismiss_stale_reviews_on_push ?? false,
      mergeMethods: parameters?.allowed_merge_methods,
    },
  ];
}

const toChecks = (rule: Rule): RequiredCheck[] =>
  rule.type === "required_status_checks"
    ? (rule.parameters?.required_status_checks ?? []).map(({ context, integration_id }) => ({
        name: context,
        appId: integration_id,
      }))
    : [];

const isStrict = (rule: Rule): boolean =>
  rule.type === "required_status_checks" && rule.parameters?.strict_required_status_checks_policy === true;
