import { hasPermission, reads, roleOf, writes } from "../access.ts";
import type { Actor } from "../caller.ts";
import { branchRef } from "../git/refs.ts";
import { notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { repositoryRoute } from "../http/route.ts";
import { fullName, htmlUrl, repositoryUrl } from "../payloads/repository.ts";
import { formatTime, nodeId, type Schemas } from "../payloads/schemas.ts";
import type { Repository } from "../repository.ts";
import { mayBypass, rulesetsOf } from "../rules/active.ts";
import type { Ruleset } from "../seed.ts";
import type { State } from "../state.ts";

export const rulesetRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/rulesets",
    reads("metadata"),
  )(({ state, repository, url }) => {
    const { items, link } = takePage(url, repository.rulesets);
    return { status: 200, body: items.map((ruleset) => rulesetFacts(state, repository, ruleset)), link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/rulesets/{ruleset_id}",
    reads("metadata"),
  )(({ state, repository, actor, path }) => {
    const id = readId(path("ruleset_id"));
    const ruleset = repository.rulesets.find((known) => known.id === id);
    if (ruleset === undefined) throw notFound();
    return { status: 200, body: rulesetPayload(state, repository, ruleset, actor) };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/rules/branches/{branch}",
    reads("metadata"),
  )(({ state, repository, url, path }) => {
    const rules = rulesetsOf(repository, branchRef(path("branch"))).flatMap((ruleset) =>
      ruleset.rules.map((rule) => ({
        ...rule,
        ruleset_source_type: "Repository" as const,
        ruleset_source: fullName(state, repository),
        ruleset_id: ruleset.id,
      })),
    );
    const { items, link } = takePage(url, rules);
    return { status: 200, body: [...items], link };
  }),
];

function rulesetFacts(state: State, repository: Repository, ruleset: Ruleset) {
  const since = formatTime(repository.createdAt);
  return {
    id: ruleset.id,
    name: ruleset.name,
    target: "branch" as const,
    source_type: "Repository" as const,
    source: fullName(state, repository),
    enforcement: ruleset.enforcement,
    node_id: nodeId("Ruleset", ruleset.id),
    _links: {
      self: { href: `${repositoryUrl(state, repository)}/rulesets/${ruleset.id}` },
      html: { href: `${htmlUrl(state, repository)}/rules/${ruleset.id}` },
    },
    created_at: since,
    updated_at: since,
  };
}

/** Who may bypass is only told to those who may change the ruleset. */
function rulesetPayload(
  state: State,
  repository: Repository,
  ruleset: Ruleset,
  actor: Actor,
): Schemas["repository-ruleset"] {
  return {
    ...rulesetFacts(state, repository, ruleset),
    conditions: ruleset.conditions,
    rules: ruleset.rules,
    current_user_can_bypass: mayBypass(state, repository, ruleset, actor) ? "always" : "never",
    ...(mayAdminister(state, repository, actor) ? { bypass_actors: ruleset.bypass_actors } : {}),
  };
}

function mayAdminister(state: State, repository: Repository, actor: Actor): boolean {
  if (actor.kind === "person") return roleOf(state, repository, actor.account) === "admin";
  return hasPermission(actor, writes("administration"));
}
