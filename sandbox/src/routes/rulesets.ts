import { hasPermission, reads, roleOf, writes } from "../access.ts";
import type { Actor } from "../caller.ts";
import { send } from "../events.ts";
import { branchRef } from "../git/refs.ts";
import { invalid, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { repositoryRoute } from "../http/route.ts";
import type { KeptRuleset, Repository } from "../model.ts";
import { fullName, htmlUrl, repositoryUrl } from "../payloads/repository.ts";
import { formatTime, nodeId, type Schemas } from "../payloads/schemas.ts";
import { protectionId } from "../protection.ts";
import { bypassOf, rulesetsOf } from "../rules/active.ts";
import type { State } from "../state.ts";
import { type RulesetDraft, readRuleset } from "./ruleset-fields.ts";

export const rulesetRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/rulesets",
    reads("metadata"),
  )(({ state, repository, url, query }) => {
    // The sandbox has rulesets of the repository only, and for branches only.
    query("includes_parents");
    const targets = query("targets")?.split(",") ?? ["branch"];
    const { items, link } = takePage(url, targets.includes("branch") ? repository.rulesets : []);
    return { status: 200, body: items.map((ruleset) => rulesetFacts(state, repository, ruleset)), link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/rulesets/{ruleset_id}",
    reads("metadata"),
  )(({ state, repository, actor, path, query }) => {
    query("includes_parents");
    const ruleset = requireRuleset(repository, path("ruleset_id"));
    return { status: 200, body: rulesetPayload(state, repository, ruleset, actor) };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/rulesets",
    writes("administration", "admin"),
  )(({ state, repository, actor, body }) => {
    const name = body.text("name");
    if (!body.has("enforcement")) throw invalid("Ruleset", "enforcement", "enforcement is missing");
    const now = state.clock();
    const empty: RulesetDraft = {
      name,
      enforcement: "disabled",
      conditions: noRefs,
      bypass_actors: [],
      rules: [],
    };
    const ruleset = { ...readRuleset(body, empty), id: state.nextId(), createdAt: now, updatedAt: now };
    refuseName(repository, ruleset);
    refuseUnreported(state, repository, ruleset, []);
    repository.rulesets = [...repository.rulesets, ruleset];
    sendRulesetEvent(state, repository, actor, ruleset, "created");
    return { status: 201, body: rulesetPayload(state, repository, ruleset, actor) };
  }),

  repositoryRoute(
    "PUT /repos/{owner}/{repo}/rulesets/{ruleset_id}",
    writes("administration", "admin"),
  )(({ state, repository, actor, path, body }) => {
    const before = requireRuleset(repository, path("ruleset_id"));
    const ruleset = { ...before, ...readRuleset(body, before), updatedAt: state.clock() };
    refuseName(repository, ruleset);
    refuseUnreported(state, repository, ruleset, listPins(before));
    repository.rulesets = repository.rulesets.map((known) => (known.id === ruleset.id ? ruleset : known));
    sendRulesetEvent(state, repository, actor, ruleset, "edited");
    return { status: 200, body: rulesetPayload(state, repository, ruleset, actor) };
  }),

  repositoryRoute(
    "DELETE /repos/{owner}/{repo}/rulesets/{ruleset_id}",
    writes("administration", "admin"),
  )(({ state, repository, actor, path }) => {
    const ruleset = requireRuleset(repository, path("ruleset_id"));
    repository.rulesets = repository.rulesets.filter((known) => known.id !== ruleset.id);
    sendRulesetEvent(state, repository, actor, ruleset, "deleted");
    return { status: 204 };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/rules/branches/{branch}",
    reads("metadata"),
  )(({ repository, url, path }) => {
    // The list leaves out classic branch protection.
    const rulesets = rulesetsOf(repository, branchRef(path("branch"))).filter(
      ({ id }) => id !== protectionId,
    );
    const rules = rulesets.flatMap((ruleset) =>
      ruleset.rules.map((rule) => ({
        ...rule,
        ruleset_source_type: "Repository" as const,
        ruleset_source: fullName(repository),
        ruleset_id: ruleset.id,
      })),
    );
    const { items, link } = takePage(url, rules);
    return { status: 200, body: [...items], link };
  }),
];

const noRefs = { ref_name: { include: [], exclude: [] } };

function requireRuleset(repository: Repository, text: string): KeptRuleset {
  const id = readId(text);
  const ruleset = repository.rulesets.find((known) => known.id === id);
  if (ruleset === undefined) throw notFound();
  return ruleset;
}

function refuseName(repository: Repository, { id, name }: KeptRuleset): void {
  if (repository.rulesets.some((known) => known.id !== id && known.name === name)) {
    throw invalid("Ruleset", "name", "Name must be unique");
  }
}

const listPins = ({ rules }: RulesetDraft): number[] =>
  rules.flatMap((rule) =>
    rule.type === "required_status_checks"
      ? rule.parameters.required_status_checks.flatMap(({ integration_id }) => integration_id ?? [])
      : [],
  );

/**
 * "Available rules for rulesets": an app can be the source of a required check once it is installed and has recently submitted a check
 * run. GitHub documents this for its page, and does not say whether the API has the same condition.
 */
function refuseUnreported(
  { behaviour }: State,
  { checkRuns }: Repository,
  ruleset: RulesetDraft,
  before: readonly number[],
): void {
  if (behaviour.pins === "any app") return;
  const unknown = listPins(ruleset).find(
    (id) => !before.includes(id) && !checkRuns.some(({ app }) => app.id === id),
  );
  if (unknown !== undefined) {
    throw invalid("Ruleset", "rules", `the app ${unknown} has not recently submitted a check run here`);
  }
}

function sendRulesetEvent(
  state: State,
  repository: Repository,
  actor: Actor,
  ruleset: KeptRuleset,
  action: "created" | "edited" | "deleted",
): void {
  const repository_ruleset = rulesetPayload(state, repository, ruleset, actor);
  send(state, repository, actor.account, "repository_ruleset", "administration", {
    action,
    repository_ruleset,
  });
}

function rulesetFacts(state: State, repository: Repository, ruleset: KeptRuleset) {
  return {
    id: ruleset.id,
    name: ruleset.name,
    target: "branch" as const,
    source_type: "Repository" as const,
    source: fullName(repository),
    enforcement: ruleset.enforcement,
    node_id: nodeId("Ruleset", ruleset.id),
    _links: {
      self: { href: `${repositoryUrl(state, repository)}/rulesets/${ruleset.id}` },
      html: { href: `${htmlUrl(state, repository)}/rules/${ruleset.id}` },
    },
    created_at: formatTime(ruleset.createdAt),
    updated_at: formatTime(ruleset.updatedAt),
  };
}

const bypassWords = {
  always: "always",
  pull_request: "pull_requests_only",
  exempt: "exempt",
  never: "never",
} as const;

/** Only accounts that may change the ruleset see its bypass list. */
function rulesetPayload(
  state: State,
  repository: Repository,
  ruleset: KeptRuleset,
  actor: Actor,
): Schemas["repository-ruleset"] {
  return {
    ...rulesetFacts(state, repository, ruleset),
    conditions: ruleset.conditions,
    rules: ruleset.rules,
    current_user_can_bypass: bypassWords[bypassOf(state, repository, ruleset, actor) ?? "never"],
    ...(mayAdminister(state, repository, actor) ? { bypass_actors: ruleset.bypass_actors } : {}),
  };
}

function mayAdminister(state: State, repository: Repository, actor: Actor): boolean {
  if (actor.kind === "person") return roleOf(state, repository, actor.account) === "admin";
  return hasPermission(actor, writes("administration"));
}
