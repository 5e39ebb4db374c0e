import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleSeed } from "../src/example-seed.ts";
import { at, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

const path = ".github/CODEOWNERS";
const large = `${"# much\n".repeat(450_000)}/policies/ @acme/security\n`;

/** A repository with this CODEOWNERS file. */
function startWith(text: string): Promise<LocalGitHub> {
  const seed = exampleSeed();
  const repositories = seed.repositories.map((repository) => ({
    ...repository,
    files: { ...repository.files, [path]: text },
  }));
  return startLocalGitHub({ seed: { ...seed, repositories } });
}

describe("what is wrong with a CODEOWNERS file", () => {
  const rows = [
    ["a team there is not", "/policies/ @acme/nobody", "Unknown owner"],
    ["a team of somebody else", "/policies/ @other/security", "Unknown owner"],
    ["a team without write", "/policies/ @acme/visitors", "Unknown owner"],
    ["a secret team", "/policies/ @acme/hidden", "Unknown owner"],
    ["a login there is not", "/policies/ @nobody", "Unknown owner"],
    ["a login without write", "/policies/ @eve", "Unknown owner"],
    ["no owner at all", "/policies/ security", "Invalid owner"],
    ["a negation", "!/policies/ @acme/security", "Invalid pattern"],
    ["a range", "/policies/[a-z] @acme/security", "Invalid pattern"],
    ["a comment's sign", "\\#policies/ @acme/security", "Invalid pattern"],
    ["an address of nobody", "/policies/ nobody@acme.example", "Unknown owner"],
  ] as const;
  let github: LocalGitHub;
  beforeAll(async () => {
    github = await startWith(rows.map(([, line]) => line).join("\n"));
    const { control } = github.sandbox;
    for (const slug of ["visitors", "hidden"]) control.createTeam(slug);
    control.setTeamPermission("visitors", "read");
    control.setTeamPermission("hidden", "write");
    control.setTeamPrivacy("hidden", "secret");
  });
  afterAll(() => github.stop());

  it.each(rows.map((row, index) => [...row, index + 1] as const))(
    "%s: %s is an error of kind %s",
    async (_what, source, kind, line) => {
      const { errors } = (await github.asApp().repos.codeownersErrors(at)).data;
      const found = errors.filter((error) => error.line === line);
      expect(found).toMatchObject([{ kind, source: `${source}\n`, path }]);
    },
  );

  it("is nothing once the team is shown and may write", async () => {
    const { control } = github.sandbox;
    control.setTeamPrivacy("hidden", "closed");
    control.setTeamPermission("visitors", "write");
    const { errors } = (await github.asApp().repos.codeownersErrors(at)).data;
    expect(errors.map(({ line }) => line)).toEqual([1, 2, 5, 6, 7, 8, 9, 10, 11]);
  });
});

describe("errors of a CODEOWNERS file", () => {
  it("are in the words that GitHub documents", async () => {
    const lines = ["* @nonexistent-user # Deliberate", "***/*.rb @dave", "*.txt docs@"];
    const github = await startWith(lines.join("\n"));
    try {
      const unknown = "make sure @nonexistent-user exists and has write access to the repository";
      expect((await github.asApp().repos.codeownersErrors(at)).data.errors).toEqual([
        {
          line: 1,
          column: 3,
          kind: "Unknown owner",
          source: `${lines[0]}\n`,
          suggestion: unknown,
          message: `Unknown owner on line 1: ${unknown}\n\n  ${lines[0]}\n    ^`,
          path,
        },
        {
          line: 2,
          column: 1,
          kind: "Invalid pattern",
          source: `${lines[1]}\n`,
          suggestion: "Did you mean `**/*.rb`?",
          message: `Invalid pattern on line 2: Did you mean \`**/*.rb\`?\n\n  ${lines[1]}\n  ^`,
          path,
        },
        {
          line: 3,
          column: 7,
          kind: "Invalid owner",
          source: `${lines[2]}\n`,
          suggestion: null,
          message: `Invalid owner on line 3:\n\n  ${lines[2]}\n        ^`,
          path,
        },
      ]);
    } finally {
      await github.stop();
    }
  });

  it("are none for an escaped space, nor for an address of somebody who may write", async () => {
    const email = "1004+dave@users.noreply.github.com";
    const github = await startWith(`/night\\ shift/ ${email}\n`);
    try {
      expect((await github.asApp().repos.codeownersErrors(at)).data.errors).toEqual([]);
      const alice = await github.clone("alice");
      await alice.pushBranch("night", { "night shift/a.yaml": "a\n" });
      const pull = { title: "Night", head: "night", base: "main" };
      const { data } = await github.as("alice").pulls.create({ ...at, ...pull });
      expect(data.requested_reviewers?.map(({ login }) => login)).toEqual(["dave"]);
    } finally {
      await github.stop();
    }
  });
});

describe("a CODEOWNERS file that is too large", () => {
  it("owns nothing and has no errors", async () => {
    const github = await startWith(large);
    try {
      expect((await github.asApp().repos.codeownersErrors(at)).data.errors).toEqual([]);
      const alice = await github.clone("alice");
      await alice.pushBranch("rules", { "policies/new.yaml": "a\n" });
      const pull = { title: "Rules", head: "rules", base: "main" };
      const { data } = await github.as("alice").pulls.create({ ...at, ...pull });
      expect(data.requested_teams).toEqual([]);
    } finally {
      await github.stop();
    }
  });
});

describe("a team's privacy", () => {
  it("is changed by an owner, not for teams in a tree", async () => {
    const github = await startLocalGitHub();
    try {
      const olga = github.as("olga").teams;
      const security = { org: "acme", team_slug: "security", privacy: "secret" } as const;
      expect((await olga.updateInOrg(security)).data.privacy).toBe("secret");
      expect(github.sandbox.deliveries().at(-1)).toMatchObject({
        event: "team",
        action: "edited",
        payload: { changes: { privacy: { from: "closed" } }, team: { privacy: "secret" } },
      });
      github.sandbox.control.createTeam("night", "payments");
      const payments = { ...security, team_slug: "payments" };
      expect(await outcomeOf(olga.updateInOrg(payments))).toContain("Nested teams cannot be secret");
    } finally {
      await github.stop();
    }
  });
});
