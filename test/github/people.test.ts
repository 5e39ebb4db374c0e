import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { people } from "../../src/github/people.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const alice = { id: 1001, login: "alice" };

/** A GitHub where alice has an account, and the organisation acme knows no alice. */
function answering(repository: { readonly status: number; readonly owner?: string }) {
  const answers: Readonly<Record<string, Response>> = {
    "/user/1001": Response.json({ ...alice, type: "User" }),
    "/repos/acme/access": Response.json(
      { owner: { login: repository.owner } },
      { status: repository.status },
    ),
  };
  const fetch = async (url: string) =>
    answers[new URL(url).pathname] ?? Response.json({ message: "Not Found" }, { status: 404 });
  return people(new Octokit({ log: silent, request: { fetch } }), { owner: "acme", repo: "access" });
}

it("who is no member of the organisation that has the repository has left", async () => {
  expect(await answering({ status: 200, owner: "Acme" }).isActive(alice)).toBe(false);
});

it.each([
  ["has another name now, whoever took the old one", { status: 200, owner: "acme-corp" }],
  ["cannot be found any more", { status: 404 }],
  ["cannot be read", { status: 502 }],
])("nobody has left an organisation that %s", async (_what, repository) => {
  await expect(answering(repository).isActive(alice)).rejects.toThrow("read whether alice is in");
});
