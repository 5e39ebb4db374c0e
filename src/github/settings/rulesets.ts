import type { Octokit } from "@octokit/rest";
import type { Ruleset } from "../../core/diagnosis/rulesets.ts";
import { ObstacleError } from "../../core/plan/obstacle.ts";
import type { Rulesets } from "../../core/ports/rulesets.ts";
import { openClient, type RepositoryName } from "../http/client.ts";
import { call } from "../http/error.ts";

interface Options {
  readonly name: RepositoryName;
  readonly apiUrl: string;
  /** The token of a person who administers the repository. */
  readonly token: string;
  readonly now: () => Date;
}

type Repos = Octokit["rest"]["repos"];
type Body = NonNullable<Parameters<Repos["createRepoRuleset"]>[0]>;
type Actor = NonNullable<Body["bypass_actors"]>[number];
type Rule = NonNullable<Body["rules"]>[number];
type Answer = Awaited<ReturnType<Repos["getRepoRuleset"]>>["data"];

/** The `Rulesets` port over REST. */
export function gitHubRulesets({ name, apiUrl, token, now }: Options): Rulesets {
  const octokit = openClient(apiUrl, token, { now });
  const { repos } = octokit.rest;
  return {
    readRepositoryId: () => call("read the repository", async () => (await repos.get({ ...name })).data.id),
    find: (wanted) =>
      call("read the rulesets", async () => {
        const query = { ...name, includes_parents: false, per_page: 100 };
        const all = await octokit.paginate(repos.getRepoRulesets, query);
        // A GitHub that does not know the parameter also lists the organisation's.
        const found = all.find((known) => known.name === wanted && known.source_type === "Repository");
        if (found === undefined) return undefined;
        const { data } = await repos.getRepoRuleset({ ...name, ruleset_id: found.id });
        // GitHub omits it for callers who may not change the ruleset. Reading that as empty would look correct.
        if (data.bypass_actors === undefined) throw bypassHidden(wanted);
        return { id: found.id, ruleset: toRuleset(data, data.bypass_actors) };
      }),
    create: (ruleset) =>
      call(`create the ruleset "${ruleset.name}"`, async () => {
        const { data } = await repos.createRepoRuleset({ ...name, ...toBody(ruleset) });
        return { id: data.id };
      }),
    update: (id, ruleset) =>
      call(`change the ruleset "${ruleset.name}"`, async () => {
        await repos.updateRepoRuleset({ ...name, ruleset_id: id, ...toBody(ruleset) });
      }),
  };
}

/** The same fields in the client's types, which are unions of every kind of actor and rule. */
const toBody = ({ enforcement, conditions, bypass_actors, rules, ...rest }: Ruleset) => ({
  ...rest,
  enforcement: enforcement as Body["enforcement"],
  conditions: {
    ref_name: { include: [...conditions.ref_name.include], exclude: [...conditions.ref_name.exclude] },
  },
  bypass_actors: bypass_actors.map((actor) => ({ ...actor }) as Actor),
  rules: rules.map((rule) => ({ ...rule }) as Rule),
});

const bypassHidden = (ruleset: string): ObstacleError =>
  new ObstacleError({
    why: `GitHub does not show this token the bypass list of the ruleset "${ruleset}".`,
    next: "Use the token of an administrator of the repository; a fine-grained one needs Administration: write.",
  });

function toRuleset(data: Answer, actors: NonNullable<Answer["bypass_actors"]>): Ruleset {
  const { include = [], exclude = [] } =
    (data.conditions && "ref_name" in data.conditions ? data.conditions.ref_name : undefined) ?? {};
  return {
    name: data.name,
    target: "branch",
    enforcement: data.enforcement,
    conditions: { ref_name: { include, exclude } },
    bypass_actors: actors.map(({ actor_id = null, actor_type, bypass_mode = "always" }) => ({
      actor_id,
      actor_type,
      bypass_mode,
    })),
    rules: (data.rules ?? []).map((rule) => ({
      type: rule.type,
      ...("parameters" in rule && rule.parameters ? { parameters: { ...rule.parameters } } : {}),
    })),
  };
}
