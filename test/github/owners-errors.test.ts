import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { ownersErrors } from "../../src/github/owners-errors.ts";
import { silent } from "../support/builders/log.ts";

/** What GitHub finds wrong with CODEOWNERS, when it answers so. */
function listErrors(status: number, body: object) {
  const fetch = async () => Response.json(body, { status });
  const octokit = new Octokit({ log: silent, request: { fetch } });
  return ownersErrors(octokit, { owner: "acme", repo: "access" }).listOwnersErrors("abc");
}

it("a repository without CODEOWNERS is wrong, and not free of mistakes", async () => {
  expect(await listErrors(404, { message: "Not Found" })).toMatchObject([
    { code: "CODEOWNERS_ERROR", severity: "error", message: "GitHub finds no CODEOWNERS at abc." },
  ]);
});

it("CODEOWNERS that cannot be read are an error", async () => {
  await expect(listErrors(403, { message: "no" })).rejects.toMatchObject({
    name: "GitHubError",
    status: 403,
  });
});

it("a mistake is told with its place", async () => {
  const error = { kind: "Unknown owner", line: 3, column: 9, path: ".github/CODEOWNERS", source: "a @b/c\n" };
  expect(await listErrors(200, { errors: [error] })).toMatchObject([
    {
      severity: "error",
      message: 'GitHub finds "Unknown owner" in line 3 of .github/CODEOWNERS: "a @b/c".',
      place: { file: ".github/CODEOWNERS", line: 3, column: 9 },
    },
  ]);
});
