import { type Finding, mistake } from "../../findings/finding.ts";
import { type Evidence, requesterOf } from "../evidence.ts";
import type { PullCommit } from "../github-facts.ts";
import { accountsOf } from "./people.ts";
import { met, metUnless, type Rule } from "./rule.ts";

/**
 * Each commit of the pull request carries a signature that GitHub verified with a key of its committer, who is the requester. GitHub's own
 * signature of what was made in the browser proves a session and no key, so it does not count.
 */
export const requestSigned: Rule = {
  name: "The request is signed as the policy asks for",
  judge({ evidence, request, policies }) {
    if (request === undefined || policies === undefined) return undefined;
    const { asked, commits } = evidence;
    const asking = policies.find(({ proof }) => proof?.signedRequest);
    if (asking === undefined) return met("The policy asks for no signature.");
    if (asked !== undefined) return metUnless([explain(asking.name, OPENED_BY_HALLPASS)], "");
    if (commits === undefined || commits.length === 0) return undefined;
    const findings = commits.flatMap((commit): Finding[] => {
      const doubt = doubtSignature(commit, evidence);
      return doubt === undefined ? [] : [explain(asking.name, doubt)];
    });
    return metUnless(findings, "The requester signed each of its commits, by GitHub's word.");
  },
};

const OPENED_BY_HALLPASS =
  "Hallpass opened the pull request and signed its commit: that proves no key of the requester's";

function doubtSignature(commit: PullCommit, evidence: Evidence): string | undefined {
  const { sha, author, committer, inBrowser, isVerified } = commit;
  const accounts = accountsOf(evidence.rules.settings, requesterOf(evidence).id);
  if (inBrowser) return `${sha} was made in the browser, and GitHub signed it, not the requester`;
  if (isVerified !== true) return `GitHub has not verified a signature of ${sha}`;
  const isOwn = [author, committer].every((one) => one !== undefined && accounts.includes(one.id));
  return isOwn ? undefined : `${sha} is not by the requester alone`;
}

const explain = (policy: string, doubt: string): Finding =>
  mistake(
    "REQUEST_UNSIGNED",
    `${doubt}; policy "${policy}" asks for a signed request.`,
    "Add a signing key to your account (Settings → SSH and GPG keys), then git commit --amend -S --no-edit and git push --force; or open a pull request from a new branch with one commit that you signed.",
  );
