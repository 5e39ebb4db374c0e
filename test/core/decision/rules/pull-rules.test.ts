import { describe, expect, it } from "vitest";
import { decide, listFindings } from "../../../../src/core/decision/decision.ts";
import type { Evidence } from "../../../../src/core/decision/evidence.ts";
import {
  added,
  CAROL,
  DAVE,
  evidence,
  merged,
  PATH,
  review,
  rulesWith,
  type Twist,
} from "../../../support/builders/evidence.ts";

const base = evidence();
const wrong = (twist: Twist): string[][] =>
  listFindings(decide(evidence({ reviews: [review(CAROL)], ...twist }))).map(({ code, message }) => [
    code,
    message,
  ]);
const sayOf = (facts: Evidence, rule: string) =>
  decide(facts).verdicts.find((verdict) => verdict.rule === rule);

describe("the repository and the branch", () => {
  const { repository, pull } = base;

  it.each<[string, Twist, string[]]>([
    [
      "another repository",
      { repository: { ...repository, id: 78 } },
      ["REPOSITORY_UNKNOWN", "This is repository 78; the server's configuration pins 77."],
    ],
    [
      "a pull request of another repository",
      { pull: { ...pull, base: { ...pull.base, repositoryId: 78 } } },
      ["REPOSITORY_UNKNOWN", "This is repository 77; the server's configuration pins 77."],
    ],
    [
      "another default branch",
      { repository: { ...repository, defaultBranch: "develop" } },
      ["DEFAULT_BRANCH_CHANGED", 'The default branch is "develop"; the server\'s configuration pins "main".'],
    ],
    [
      "a repository shown to everybody",
      { repository: { ...repository, private: false } },
      ["VISIBILITY_CHANGED", "The repository is public; the server's configuration pins private."],
    ],
    [
      "a repository hidden since",
      { repository: { ...repository, pin: { ...repository.pin, visibility: "public" } } },
      ["VISIBILITY_CHANGED", "The repository is private; the server's configuration pins public."],
    ],
    [
      "a fork",
      { pull: { ...pull, head: { ...pull.head, repositoryId: 0 } } },
      ["FORK", "The branch is in a fork. GitHub makes one for a person who may only read the repository."],
    ],
    [
      "another base",
      { pull: { ...pull, base: { ...pull.base, ref: "develop" } } },
      ["WRONG_BASE", 'The pull request goes into "develop", not into "main".'],
    ],
    [
      "a bot",
      { pull: { ...pull, author: { ...pull.author, type: "Bot" } } },
      ["REQUESTER_NOT_A_PERSON", '"alice" is not a person.'],
    ],
  ])("%s is named", (_name, twist, finding) => {
    expect(wrong(twist)).toEqual([finding]);
  });

  it("are told when they are right", () => {
    expect(sayOf(base, "The repository is the one that was set up")).toMatchObject({
      status: "met",
      says: "Repository 77, private, branch main.",
    });
  });
});

describe("everybody who had a hand in it", () => {
  const commit = { sha: "abc", author: DAVE, committer: DAVE };

  it.each<[string, Twist, string[][]]>([
    [
      "commits that are not listed",
      { commits: undefined },
      [["COMMITS_UNKNOWN", "GitHub does not list all commits of the pull request; it lists 250 at most."]],
    ],
    [
      "an author who is nobody",
      { commits: [commit, { ...commit, sha: "def", author: undefined }] },
      [["COMMIT_OF_NOBODY", "The author of def has an e-mail address that belongs to no GitHub account."]],
    ],
    [
      "a committer who is nobody",
      { commits: [{ ...commit, committer: undefined }] },
      [["COMMIT_OF_NOBODY", "The committer of abc has an e-mail address that belongs to no GitHub account."]],
    ],
    [
      "pushes nobody tells of",
      { pushers: undefined },
      [["PUSHERS_UNKNOWN", "GitHub does not tell who pushed to the branch."]],
    ],
  ])("%s: denied", (_name, twist, findings) => {
    expect(wrong(twist)).toEqual(findings);
  });

  it("is known where GitHub's own committer has no account, and the author and the pushers have", () => {
    const inBrowser = { ...commit, committer: undefined, inBrowser: true };
    expect(wrong({ commits: [inBrowser] })).toEqual([]);
    expect(wrong({ commits: [inBrowser], pushers: undefined }).map(([code]) => code)).toEqual([
      "PUSHERS_UNKNOWN",
    ]);
    expect(wrong({ commits: [{ ...inBrowser, author: undefined }] }).map(([code]) => code)).toEqual([
      "COMMIT_OF_NOBODY",
    ]);
  });

  it("is never told to use the browser where the browser was used", () => {
    const fixOf = (inBrowser: boolean): string => {
      const decision = decide({ ...base, commits: [{ ...commit, author: undefined, inBrowser }] });
      return listFindings(decision)
        .map(({ fix }) => fix)
        .join();
    };
    expect(fixOf(false)).toContain("write the file in the browser");
    expect(fixOf(true)).not.toContain("browser");
    expect(fixOf(true)).not.toContain("git ");
    expect(fixOf(true)).toContain("Settings → Emails");
  });

  it("is known once the commit of nobody's is amended: one more would leave it where it is", () => {
    const decision = decide({ ...base, commits: [{ ...commit, author: undefined }] });
    const fixes = listFindings(decision).map(({ fix }) => fix);
    expect(fixes).toEqual([expect.stringContaining("git commit --amend --reset-author --no-edit")]);
  });

  it.each<[string, Twist, string]>([
    ["wrote a commit", { commits: [{ ...commit, author: CAROL }] }, "carol wrote a commit of it."],
    ["committed", { commits: [{ ...commit, committer: CAROL }] }, "carol wrote a commit of it."],
    ["pushed", { pushers: [CAROL] }, "carol pushed to its branch."],
  ])("who %s approves nothing", (_name, twist, because) => {
    expect(wrong(twist)).toEqual([
      ["NOBODY_CAN_APPROVE", `1 approval needed; 0 people who own ${PATH} can give one. ${because}`],
    ]);
  });
});

describe("what reached the default branch", () => {
  const tip = { path: PATH, blob: `blob:${PATH}`, mode: "100644", size: 200 };
  const notOne = "m1 does not add exactly one plain file.";
  const notReviewed = "The file in m1 is not the one at the pull request's head.";
  const changedSince = "The file on the default branch now is not the one that was merged.";

  it.each<[string, Parameters<typeof merged>[1], string[]]>([
    ["is elsewhere", { onDefaultBranch: false }, ["m1 is not on the default branch."]],
    ["has two parents (TT3)", { parents: ["p1", "h1"] }, ["m1 has 2 parents; a squash has one."]],
    ["has no parent", { parents: [] }, ["m1 has 0 parents; a squash has one."]],
    ["is another's (TT4)", { belongsToPull: false }, ["GitHub does not name this pull request for m1."]],
    ["is nothing", { changes: [] }, [notOne, notReviewed]],
    ["is two files", { changes: [added(PATH), added("b")] }, [notOne]],
    ["changes a file", { changes: [{ ...added(PATH), status: "modified" }] }, [notOne]],
    ["is a link (RF7)", { changes: [{ ...added(PATH), mode: "120000" }] }, [notOne]],
    ["is another file", { changes: [{ ...added(PATH), path: "b" }] }, [notReviewed]],
    ["has other content (TT5)", { changes: [{ ...added(PATH), blob: "b" }] }, [notReviewed]],
    ["is gone", { atTip: undefined }, [changedSince]],
    ["was changed since", { atTip: { ...tip, blob: "b" } }, [changedSince]],
    ["became a link since", { atTip: { ...tip, mode: "120000" } }, [changedSince]],
  ])("%s", (_name, odd, messages) => {
    const findings = listFindings(decide(merged({}, odd)));
    expect(findings.map(({ code, message }) => [code, message])).toEqual(
      messages.map((message) => ["MERGE_UNPROVEN", message]),
    );
  });

  it("is what was reviewed, and checked", () => {
    const { status, verdicts } = decide(merged());
    expect(status).toBe("approved");
    expect(verdicts.slice(-4)).toEqual([
      {
        rule: "The merge brought exactly the reviewed content",
        status: "met",
        says: "Squashed into m1.",
      },
      { rule: "The app's own check passed for exactly this", status: "met", says: "It did." },
      { rule: "The account is the one that was reviewed", status: "met", says: "It is." },
      { rule: "It is granted soon enough after it was to begin", status: "met", says: "It is." },
    ]);
  });

  it("under rules that one of the two readings did not adopt, grants nothing (TT8)", () => {
    const unadopted = rulesWith({ adopted: false });
    const codesOf = (facts: Evidence) => listFindings(decide(facts)).map(({ code }) => code);
    expect(codesOf(merged({}, { rulesBefore: unadopted }))).toEqual(["RULES_NOT_ADOPTED"]);
    expect(codesOf(merged({ rules: unadopted }, { rulesBefore: rulesWith() }))).toEqual([
      "RULES_NOT_ADOPTED",
    ]);
  });
});

it("a stop makes everybody wait, and nobody denied", () => {
  const stop = {
    code: "RULES_MOVED",
    severity: "error",
    at: "",
    message: "The gate is open.",
    fix: "",
  } as const;
  const decision = decide(evidence({ reviews: [review(CAROL)], stops: [stop] }));
  expect(decision.status).toBe("waiting");
  expect(decision.verdicts.filter(({ status }) => status === "waiting")).toEqual([
    {
      rule: "Grants are not stopped",
      status: "waiting",
      brief: "Grants are stopped",
      says: "Grants are stopped until this is corrected: The gate is open.",
    },
  ]);
});
