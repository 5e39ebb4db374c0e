import type { Commit } from "../git/objects.ts";
import type { Rule } from "../seed.ts";

/** A rule that judges each commit on its own. */
export type CommitRule = Extract<
  Rule,
  {
    type:
      | "required_signatures"
      | "required_linear_history"
      | "commit_message_pattern"
      | "commit_author_email_pattern"
      | "committer_email_pattern";
  }
>;

/** A commit for rules, also one that does not exist yet. */
export type JudgedCommit = Pick<Commit, "parents" | "message"> & {
  readonly sha: string | undefined;
  readonly author: Pick<Commit["author"], "email">;
  readonly committer: Pick<Commit["committer"], "email">;
};

/** The verdict of a rule on commits. `isVerified` tells the commits with a signature that GitHub accepts. */
export function judgeCommits(
  rule: CommitRule,
  commits: readonly JudgedCommit[],
  isVerified: (commit: JudgedCommit) => boolean,
): string[] {
  const broken = commits.filter((commit) => !keeps(rule, commit, isVerified));
  return broken.length === 0 ? [] : [`${wordsOf(rule)}${nameCommits(broken)}`];
}

function keeps(
  rule: CommitRule,
  commit: JudgedCommit,
  isVerified: (commit: JudgedCommit) => boolean,
): boolean {
  switch (rule.type) {
    case "required_signatures":
      return isVerified(commit);
    case "required_linear_history":
      return commit.parents.length < 2;
    case "commit_message_pattern":
      return matchesText(rule.parameters, commit.message);
    case "commit_author_email_pattern":
      return matchesText(rule.parameters, commit.author.email);
    case "committer_email_pattern":
      return matchesText(rule.parameters, commit.committer.email);
  }
}

function wordsOf(rule: CommitRule): string {
  switch (rule.type) {
    case "required_signatures":
      return "Commits must have verified signatures.";
    case "required_linear_history":
      return "This branch must not contain merge commits.";
    case "commit_message_pattern":
      return describePattern("Commit message", rule.parameters);
    case "commit_author_email_pattern":
      return describePattern("Commit author email", rule.parameters);
    case "committer_email_pattern":
      return describePattern("Committer email", rule.parameters);
  }
}

function nameCommits(commits: readonly JudgedCommit[]): string {
  const shas = commits.flatMap(({ sha }) => sha ?? []);
  return shas.length === 0 ? "" : `\n  Found ${shas.length} violation(s): ${shas.join(", ")}`;
}

type Pattern = Extract<Rule, { type: "branch_name_pattern" }>["parameters"];

/** True if a text meets a pattern. */
export function matchesText({ operator, pattern, negate = false }: Pattern, text: string): boolean {
  const matches = {
    starts_with: () => text.startsWith(pattern),
    ends_with: () => text.endsWith(pattern),
    contains: () => text.includes(pattern),
    regex: () => new RegExp(pattern, "u").test(text),
  }[operator]();
  return matches !== negate;
}

const operatorWords = {
  starts_with: "start with a matching pattern",
  ends_with: "end with a matching pattern",
  contains: "contain a matching pattern",
  regex: "match a given regex pattern",
};

/** A pattern as a sentence. */
export const describePattern = (what: string, { operator, pattern, negate = false }: Pattern): string =>
  `${what} must ${negate ? "not " : ""}${operatorWords[operator]}: ${pattern}`;
