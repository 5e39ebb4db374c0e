// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RO2: A member of a child team approves, and no policy says that child teams count.

import { Octokit } from "@octokit/rest";
import { describe, expect, it } from "vitest";
import { teams } from "../../src/github/teams.ts";
import { silent } from "../support/builders/log.ts";

const person = (id: number) => ({ id, login: `p${id}` });

/** An organisation whose team `leads` has 250 members of its own, every one of whom is in `kids` too, and 3 of `kids` alone. */
function organization() {
  const own = Array.from({ length: 250 }, (_, index) => person(index + 1));
  const below = [person(901), person(902), person(903)];
  const page = (items: readonly object[], url: URL) => {
    const number = Number(url.searchParams.get("page") ?? 1);
    const next = new URL(url);
    next.searchParams.set("page", String(number + 1));
    const link = number * 100 < items.length ? { link: `<${next}>; rel="next"` } : {};
    return { body: items.slice(number * 100 - 100, number * 100), link };
  };
  const answer = (url: URL, body: string) => {
    const path = url.pathname.replace("/orgs/acme/teams/", "");
    if (path === "/graphql") {
      const { after, membership } = JSON.parse(body).variables;
      if (membership !== "IMMEDIATE") throw new Error(`"${membership}" was asked for.`);
      const start = Number(after ?? 0);
      const nodes = own.slice(start, start + 100).map(({ id }) => ({ databaseId: id }));
      const pageInfo = { hasNextPage: start + 100 < own.length, endCursor: String(start + 100) };
      return { body: { data: { organization: { team: { members: { nodes, pageInfo } } } } }, link: {} };
    }
    if (path === "leads") return { body: { id: 302, slug: "leads" }, link: {} };
    if (path === "leads/members") return page([...below, ...own], url);
    if (path === "leads/teams") return page([{ id: 310, slug: "kids" }], url);
    if (path === "kids/teams") return page([{ id: 311, slug: "grandkids" }], url);
    if (path === "alone") return { body: { id: 303, slug: "alone" }, link: {} };
    if (path === "alone/members") return page(below, url);
    return page([], url);
  };
  const fetch = async (url: string, { body = "" }: { body?: string } = {}) => {
    const { body: data, link } = answer(new URL(url), body);
    const headers = { "content-type": "application/json", ...link };
    return new Response(JSON.stringify(data), { headers });
  };
  return {
    own,
    below,
    github: teams(new Octokit({ log: silent, request: { fetch } }), { owner: "acme", repo: "access" }),
  };
}

describe("the members of a team", () => {
  it("RO2: are those of the team itself; those of its child teams, on every level, are told apart", async () => {
    const { github, own, below } = organization();
    const team = await github.readTeam("leads");
    expect(team?.members).toEqual(own);
    expect(team?.children).toEqual({ ids: [310, 311], members: below });
  });

  it("are everybody where there is no child team", async () => {
    const { github, below } = organization();
    expect(await github.readTeam("alone")).toEqual({ id: 303, slug: "alone", members: below });
  });
});
