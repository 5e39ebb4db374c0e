// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AS15: Somebody opens many issues with the form's label that ask for nothing, so that a colleague's is
//     never read.

import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { askIssues } from "../../../src/github/asking/ask-issues.ts";
import { silent } from "../../support/builders/log.ts";

/** GitHub with so many labelled issues, newest first. */
function issuesAt(count: number) {
  const asked: string[] = [];
  const fetch = async (url: string) => {
    const { searchParams } = new URL(url);
    asked.push(`${searchParams.get("direction")} ${searchParams.get("page")}`);
    const before = (Number(searchParams.get("page")) - 1) * 100;
    const page = Array.from({ length: Math.min(100, Math.max(0, count - before)) }, (_, index) => ({
      ...{ number: count - before - index, id: 9000 + count - before - index, state: "open" },
      ...{ user: { id: 1001 }, labels: [{ name: "Access Request" }] },
    }));
    return Response.json(page);
  };
  const octokit = new Octokit({ log: silent, request: { fetch } });
  return { asked, list: askIssues(octokit, { owner: "acme", repo: "access" }).list };
}

it("AS15: labelled issues are listed newest first, over several pages", async () => {
  const { asked, list } = issuesAt(150);
  const { issues, isWhole } = await list();
  expect(isWhole).toBe(true);
  expect(issues).toHaveLength(150);
  expect(issues[0]).toEqual({ number: 150, id: 9150, author: 1001, isLabelled: true });
  expect(asked).toEqual(["desc 1", "desc 2"]);
});

it("AS15: the list says when it was cut", async () => {
  const { issues, isWhole } = await issuesAt(501).list();
  expect(issues).toHaveLength(500);
  expect(isWhole).toBe(false);
});
