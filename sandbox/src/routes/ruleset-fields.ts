import { HttpError, invalid } from "../http/error.ts";
import type { Fields } from "../http/fields.ts";
import { bypassActorTypes, bypassModes, patternOperators } from "../ruleset-schema.ts";
import type { Rule, Ruleset } from "../seed.ts";

type RulesetField = "name" | "target" | "enforcement" | "bypass_actors" | "conditions" | "rules";
export type RulesetDraft = Omit<Ruleset, "id">;

/** Applies a request's fields to a ruleset. Missing fields stay. Answers 501 for rules that the sandbox cannot enforce. */
export function readRuleset(body: Fields<RulesetField>, before: RulesetDraft): RulesetDraft {
  const target = body.optionalText("target") ?? "branch";
  if (target !== "branch") throw unsupported(`Rulesets for a ${target}`);
  const enforcement = body.optionalChoice("enforcement", ["active", "evaluate", "disabled"]);
  return {
    name: body.optionalText("name") ?? before.name,
    enforcement: enforcement ?? before.enforcement,
    conditions: readConditions(body.optionalObject("conditions")) ?? before.conditions,
    bypass_actors: body.has("bypass_actors")
      ? body.objects("bypass_actors").map(readBypassActor)
      : before.bypass_actors,
    rules: body.has("rules") ? body.objects("rules").map(readRule) : before.rules,
  };
}

const unsupported = (what: string): HttpError =>
  new HttpError(501, `${what} is not supported by the sandbox.`);

function readConditions(conditions: Fields<string> | undefined): Ruleset["conditions"] | undefined {
  const refName = conditions?.optionalObject("ref_name");
  if (refName === undefined) return undefined;
  return { ref_name: { include: refName.texts("include"), exclude: refName.texts("exclude") } };
}

function readBypassActor(actor: Fields<string>): Ruleset["bypass_actors"][number] {
  const actor_type = actor.optionalChoice("actor_type", bypassActorTypes);
  if (actor_type === undefined) throw invalid("Ruleset", "bypass_actors", "actor_type is missing");
  const bypass_mode = actor.optionalChoice("bypass_mode", bypassModes) ?? "always";
  if (actor_type === "DeployKey" && bypass_mode === "pull_request") {
    throw invalid("Ruleset", "bypass_actors", "a DeployKey cannot bypass for pull requests only");
  }
  const nameless = actor_type === "OrganizationAdmin" || actor_type === "DeployKey";
  return { actor_id: nameless ? null : actor.number("actor_id"), actor_type, bypass_mode };
}

function readRule(rule: Fields<string>): Rule {
  const type = rule.text("type");
  switch (type) {
    case "creation":
    case "deletion":
    case "non_fast_forward":
    case "required_linear_history":
    case "required_signatures":
      return { type };
    case "commit_message_pattern":
    case "commit_author_email_pattern":
    case "committer_email_pattern":
    case "branch_name_pattern":
      return { type, parameters: readPattern(requireParameters(rule, patternParameters)) };
    case "required_deployments":
      return {
        type,
        parameters: {
          required_deployment_environments: requireParameters(rule, deploymentsParameters).texts(
            "required_deployment_environments",
          ),
        },
      };
    case "workflows":
      return { type, parameters: readWorkflows(requireParameters(rule, workflowsParameters)) };
    case "update":
      return { type };
    case "pull_request":
      return { type, parameters: readPullRequestRule(requireParameters(rule, pullRequestParameters)) };
    case "required_status_checks":
      return { type, parameters: readChecksRule(requireParameters(rule, checksParameters)) };
    default:
      throw unsupported(`The rule ${type}`);
  }
}

type PatternRule = Extract<Rule, { type: "branch_name_pattern" }>["parameters"];
type WorkflowsRule = Extract<Rule, { type: "workflows" }>["parameters"];
type PullRequestRule = Extract<Rule, { type: "pull_request" }>["parameters"];
type ChecksRule = Extract<Rule, { type: "required_status_checks" }>["parameters"];

const pullRequestParameters = [
  "required_approving_review_count",
  "require_code_owner_review",
  "dismiss_stale_reviews_on_push",
  "require_last_push_approval",
  "required_review_thread_resolution",
  "allowed_merge_methods",
];
const patternParameters = ["name", "negate", "operator", "pattern"];
const deploymentsParameters = ["required_deployment_environments"];
const workflowsParameters = ["do_not_enforce_on_create", "workflows"];
const checksParameters = [
  "strict_required_status_checks_policy",
  "do_not_enforce_on_create",
  "required_status_checks",
];

/** Refuses unsupported parameters: a rule that ignored one would look stronger than it is. */
function requireParameters(rule: Fields<string>, known: readonly string[]): Fields<string> {
  const parameters = rule.optionalObject("parameters");
  if (parameters === undefined) {
    throw invalid("Ruleset", "rules", `the rule ${rule.text("type")} needs parameters`);
  }
  const [unknown] = parameters.names().filter((name) => !known.includes(name));
  if (unknown !== undefined) throw unsupported(`The parameter ${unknown} of the rule ${rule.text("type")}`);
  return parameters;
}

function readPullRequestRule(parameters: Fields<string>): PullRequestRule {
  const flag = (name: string): boolean => parameters.optionalFlag(name) ?? false;
  if (flag("required_review_thread_resolution")) throw unsupported("required_review_thread_resolution");
  const allowed_merge_methods = (["merge", "squash", "rebase"] as const).filter((method) =>
    parameters.texts("allowed_merge_methods").includes(method),
  );
  return {
    required_approving_review_count: parameters.number("required_approving_review_count"),
    require_code_owner_review: flag("require_code_owner_review"),
    dismiss_stale_reviews_on_push: flag("dismiss_stale_reviews_on_push"),
    require_last_push_approval: flag("require_last_push_approval"),
    required_review_thread_resolution: false,
    ...(allowed_merge_methods.length === 0 ? {} : { allowed_merge_methods }),
  };
}

function readPattern(parameters: Fields<string>): PatternRule {
  const operator = parameters.optionalChoice("operator", patternOperators);
  if (operator === undefined) throw invalid("Ruleset", "rules", "a pattern needs an operator");
  const name = parameters.optionalText("name");
  return {
    operator,
    pattern: parameters.text("pattern"),
    negate: parameters.optionalFlag("negate") ?? false,
    ...(name === undefined ? {} : { name }),
  };
}

const readWorkflows = (parameters: Fields<string>): WorkflowsRule => ({
  do_not_enforce_on_create: parameters.optionalFlag("do_not_enforce_on_create") ?? false,
  workflows: parameters.objects("workflows").map((workflow) => ({
    path: workflow.text("path"),
    repository_id: workflow.number("repository_id"),
  })),
});

const readChecksRule = (parameters: Fields<string>): ChecksRule => ({
  strict_required_status_checks_policy:
    parameters.optionalFlag("strict_required_status_checks_policy") ?? false,
  do_not_enforce_on_create: parameters.optionalFlag("do_not_enforce_on_create") ?? false,
  required_status_checks: parameters.objects("required_status_checks").map((check) => ({
    context: check.text("context"),
    ...(check.has("integration_id") ? { integration_id: check.number("integration_id") } : {}),
  })),
});
