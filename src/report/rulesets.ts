import type { Ruleset } from "../core/diagnosis/rulesets.ts";

/** The repository that the rulesets belong to. */
interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly apiUrl: string;
}

/** A shell script, with one call for each ruleset: of `gh`, or of `curl` where gh cannot reach the API. */
export const renderScript = (rulesets: readonly Ruleset[], place: Place): string =>
  rulesets.map((ruleset) => `${commandFor(place)} <<'JSON'\n${renderRuleset(ruleset)}\nJSON\n`).join("\n");

export const renderRuleset = (ruleset: Ruleset): string => JSON.stringify(ruleset, undefined, 2);

function commandFor(place: Place): string {
  const { owner, repo, apiUrl } = place;
  const host = findGhHost(new URL(apiUrl));
  const path = `repos/${owner}/${repo}/rulesets`;
  if (host === undefined) return curlFor(`${apiUrl.replace(/\/+$/u, "")}/${path}`);
  return `gh api ${host === "github.com" ? "" : `--hostname ${host} `}--method POST ${path} --input -`;
}

/** Passes the administrator's token in the environment, where no process list shows it. */
const curlFor = (url: string): string =>
  `curl --fail-with-body --request POST '${url.replaceAll("'", "%27")}' --header "Authorization: Bearer $GH_TOKEN" --header 'Content-Type: application/json' --data @-`;

/**
 * `https://HOST/api/v3` of GitHub Enterprise Server, `https://api.SUBDOMAIN.ghe.com`, `https://api.github.com`. gh speaks https to the usual
 * port alone, and puts these paths together itself; `undefined`: it cannot be told to use this URL, as the sandbox's.
 */
function findGhHost({ protocol, hostname, port, pathname }: URL): string | undefined {
  if (protocol !== "https:" || port !== "") return undefined;
  const path = pathname.replace(/\/+$/u, "");
  if (hostname === "api.github.com" || /^api\..+\.ghe\.com$/u.test(hostname))
    return path === "" ? hostname.replace(/^api\./u, "") : undefined;
  return path === "/api/v3" ? hostname : undefined;
}
