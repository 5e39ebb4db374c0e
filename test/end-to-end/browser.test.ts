import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, isMerged, readCheck, requestPath } from "../support/people.ts";

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess();
}, 240_000);
afterAll(() => app?.stop());

/** As alice does it on GitHub's pages: "Create new file", "Propose changes", "Create pull request". */
async function askInBrowser() {
  const edit = { path: requestPath(), text: visitorText() };
  const { repository, branch, commit } = await app.github.sandbox.control.editInBrowser("alice", edit);
  const head = repository === "acme/access" ? branch : `alice:${branch}`;
  const { data } = await app.as("alice").pulls.create({ ...at, title: "Access", head, base: "main" });
  return { number: data.number, commit, repository };
}

describe("a request that is written in the browser", () => {
  it.each(["github.com", "enterprise server"] as const)("is granted on %s", async (webCommitter) => {
    app.github.sandbox.control.behave({ webCommitter });
    const { number, commit } = await askInBrowser();
    const { data } = await app.as("alice").repos.getCommit({ ...at, ref: commit });
    expect(data.committer?.login).toBe(webCommitter === "github.com" ? "web-flow" : undefined);
    await app.review(number);
    expect(await readCheck(app.github, commit)).toMatchObject({ title: "Waiting for carol" });
    await approve(app.github, "carol", number);
    await app.review(number);
    expect(await isMerged(app.github, number)).toBe(true);
    app.github.sandbox.control.behave({ webCommitter: "github.com" });
  });

  it("by a person who may only read comes from a fork, and its check says whom to ask", async () => {
    const { control } = app.github.sandbox;
    control.allowForking(true);
    for (const team of ["payments", "payments-leads"]) control.setTeamPermission(team, "read");
    const { number, commit, repository } = await askInBrowser();
    expect(repository).toBe("alice/access");
    await app.review(number);
    const check = await readCheck(app.github, commit);
    expect(check).toMatchObject({ conclusion: "failure" });
    expect(check?.summary).toContain(
      "ask an administrator of the repository to give your team the role Write",
    );
    for (const team of ["payments", "payments-leads"]) control.setTeamPermission(team, "write");
  });
});
