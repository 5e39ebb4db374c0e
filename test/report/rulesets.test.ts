import { expect, it } from "vitest";
import { listRulesets } from "../../src/core/diagnosis/rulesets.ts";
import { renderScript } from "../../src/report/rulesets.ts";

const rulesets = listRulesets({ appId: 1, ledgerBranch: "access-ledger" });

it.each([
  ["https://api.github.com", "gh api --method POST repos/acme/access/rulesets --input -"],
  [
    "https://api.acme.ghe.com",
    "gh api --hostname acme.ghe.com --method POST repos/acme/access/rulesets --input -",
  ],
  [
    "https://git.acme.io/api/v3",
    "gh api --hostname git.acme.io --method POST repos/acme/access/rulesets --input -",
  ],
  [
    "https://git.acme.io/api/v3/",
    "gh api --hostname git.acme.io --method POST repos/acme/access/rulesets --input -",
  ],
  [
    "https://git.acme.io:8443/api/v3",
    "curl --fail-with-body --request POST 'https://git.acme.io:8443/api/v3/repos/acme/access/rulesets'",
  ],
  [
    "https://proxy.acme.io/github",
    "curl --fail-with-body --request POST 'https://proxy.acme.io/github/repos/acme/access/rulesets'",
  ],
  [
    "http://a/';id;'",
    "curl --fail-with-body --request POST 'http://a/%27;id;%27/repos/acme/access/rulesets'",
  ],
  [
    "http://127.0.0.1:4000",
    "curl --fail-with-body --request POST 'http://127.0.0.1:4000/repos/acme/access/rulesets'",
  ],
])("at %s each ruleset is made by %s", (apiUrl, command) => {
  const script = renderScript(rulesets, { owner: "acme", repo: "access", apiUrl });
  const calls = script.split("\n").filter((line) => line.endsWith("<<'JSON'"));
  expect(calls).toHaveLength(3);
  for (const call of calls) expect(call.startsWith(command)).toBe(true);
});
