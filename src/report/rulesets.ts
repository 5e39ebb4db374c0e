import type { Ruleset } from "../core/rulesets.ts";

/** Where the rulesets belong. */
interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly apiUrl: string;
}

/** A shell script of `gh` calls, one for each ruleset. */
export const renderScript = (rulesets: readonly Ruleset[], place: Place): string =>
  rulesets.map((ruleset) => `${commandFor(place)} <<'JSON'\n${renderRuleset(ruleset)}\nJSON\n`).join("\n");

export const renderRuleset = (ruleset: Ruleset): string => JSON.stringify(ruleset, undefined, 2);

const commandFor = ({ owner, repo, apiUrl }: Place): string =>
  `gh api ${hostOption(apiUrl)}--method POST repos/${owner}/${repo}/rulesets --input -`;

/** `https://HOST/api/v3` of GitHub Enterprise Server, `https://api.SUBDOMAIN.ghe.com`; gh takes github.com by itself. */
function hostOption(apiUrl: string): string {
  const host = new URL(apiUrl).host.replace(/^api\./u, "");
  return host === "github.com" ? "" : `--hostname ${host} `;
}
