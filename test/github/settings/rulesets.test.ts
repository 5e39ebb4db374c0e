import { afterEach, expect, it, vi } from "vitest";
import { gitHubRulesets } from "../../../src/github/settings/rulesets.ts";

afterEach(() => vi.unstubAllGlobals());

const ruleset = (id: number, source_type: string) => ({ id, name: "guard", source_type });
const detail = { enforcement: "active", conditions: {}, rules: [], bypass_actors: [] };

/** A GitHub that lists these, and shows each. */
function answering(listed: readonly { readonly id: number }[]) {
  vi.stubGlobal("fetch", async (url: string) => {
    const { pathname } = new URL(url);
    const found = listed.find(({ id }) => pathname.endsWith(`/${id}`));
    return Response.json(found === undefined ? listed : { ...found, ...detail });
  });
  const name = { owner: "acme", repo: "access" };
  const rulesets = gitHubRulesets({ name, apiUrl: "https://api.example", token: "t", now: () => new Date() });
  return rulesets.find("guard");
}

it("a ruleset of the organisation is not taken for the repository's own of the same name", async () => {
  expect(await answering([ruleset(1, "Organization")])).toBeUndefined();
  expect(await answering([ruleset(1, "Organization"), ruleset(2, "Repository")])).toMatchObject({ id: 2 });
});
