import { notFound } from "../../http/error.ts";
import type { Schemas } from "../../payloads/schemas.ts";
import { html } from "../html.ts";
import { get, type Visit } from "../page.ts";
import { facts, repositoryHead, repositoryOf, rows } from "./parts.ts";

/** Rulesets, for everybody who may read the repository ("Managing rulesets": "Viewing rulesets"). */
export const rulesetPages = [
  get("/:owner/:repo/rules", async (visit) => ({
    title: "Rulesets",
    body: html`${repositoryHead(visit)}<h1>Rulesets</h1>${await showRulesets(visit)}`,
  })),
  get("/:owner/:repo/rules/:id", showRuleset),
  get("/:owner/:repo/settings/rules/:id", showRuleset),
];

export async function showRulesets(visit: Visit) {
  const { api, page } = repositoryOf(visit);
  const rulesets = await visit.api.list("repository-ruleset", `${api}/rulesets`);
  return rows(
    rulesets.map(
      ({ id, name, enforcement }) =>
        html`<a href="${page}/rules/${id}">${name}</a> <span class="soft">${enforcement}</span>`,
    ),
    "None.",
  );
}

async function showRuleset(visit: Visit) {
  const { api } = repositoryOf(visit);
  const id = visit.path("id");
  if (!/^\d+$/u.test(id)) throw notFound();
  const ruleset = await visit.api.get("repository-ruleset", `${api}/rulesets/${id}`);
  return {
    title: ruleset.name,
    body: html`${repositoryHead(visit)}<h1>${ruleset.name}</h1>${facts([
      ["Enforcement", ruleset.enforcement],
      ["Branches", listRefs(ruleset.conditions)],
    ])}<h2>May bypass it</h2>${listBypass(ruleset)}<h2>Rules</h2>${rows(
      (ruleset.rules ?? []).map(
        (rule) =>
          html`<strong>${rule.type.replaceAll("_", " ")}</strong>${"parameters" in rule && rule.parameters !== undefined ? html`<pre tabindex="0"><code>${JSON.stringify(rule.parameters, undefined, 2)}</code></pre>` : undefined}`,
      ),
      "None.",
    )}`,
  };
}

function listRefs(conditions: Schemas["repository-ruleset"]["conditions"]): string {
  const names = conditions && "ref_name" in conditions ? conditions.ref_name : undefined;
  const without = names?.exclude ?? [];
  return `${(names?.include ?? []).join(", ")}${without.length === 0 ? "" : `, and not ${without.join(", ")}`}`;
}

/** Only administrators see who may. */
const listBypass = ({ bypass_actors: actors }: Schemas["repository-ruleset"]) =>
  actors === undefined
    ? html`<p class="soft">Administrators see this.</p>`
    : rows(
        actors.map(({ actor_type: type, actor_id: id, bypass_mode: mode }) => `${type} ${id ?? ""}: ${mode}`),
        "Nobody.",
      );
