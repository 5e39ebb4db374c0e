import { code } from "./markdown/escape.ts";

/** Why a merged request was refused, in words. */
const WORDS: Readonly<Record<string, string>> = {
  // Between the merge and the grant.
  MERGED_TOO_LATE: "its time was over before Hallpass could grant it",
  STILL_ENDING:
    "the same access had ended moments before, and this request's time was over before that end was certain",
  ENDED_EARLY: "it was ended by a comment before it began",
  NO_PULL_REQUEST: "the file reached the default branch without a pull request",
  MERGE_UNPROVEN: "the merge does not bring exactly what was reviewed",
  // Approval.
  NOT_APPROVED: "it was not approved when it was merged",
  NOBODY_CAN_APPROVE: "every approver had a hand in it, so no approval of it counts",
  CHANGES_REQUESTED: "an owner asked for changes, and that objection stands",
  CHECK_UNPROVEN: "the check of Hallpass had not passed for exactly this content when it was merged",
  OWNER_NOT_APPROVER: "CODEOWNERS sends the review of this file to accounts that the policy does not name",
  PUSHERS_UNKNOWN: "GitHub does not tell who pushed to its branch",
  BOT_PUSHED: "a bot pushed to its branch, and may have done so for anybody",
  COMMITS_UNKNOWN: "GitHub does not list its commits",
  COMMIT_OF_NOBODY: "a commit of it belongs to no account of GitHub",
  REQUESTER_NOT_A_PERSON: "it was opened by an account that is not a person's",
  REQUESTER_NOT_ALLOWED: "the policy does not let its author ask for this",
  SUBJECT_NOT_REQUESTER: "it asks for access for somebody else than its author",
  SUBJECT_UNKNOWN: "the account it asks for does not exist, or has left the organisation",
  PRINCIPAL_UNKNOWN: "the identity map names no account of that person at the provider",
  PRINCIPAL_CHANGED: "the account of that person at the provider was changed in the identity map",
  ACCOUNT_IN_USE: "another person holds access by the same account at the provider",
  // What is asked.
  ENTITLEMENT_UNKNOWN: "no policy offers this access in this folder",
  POLICY_AMBIGUOUS: "two policies offer this access in this folder",
  RESOURCE_UNKNOWN: "the provider has no such resource",
  ROLE_UNKNOWN: "the resource has no such role",
  POWER_OVER_HALLPASS: "the access would give power over Hallpass",
  DURATION_TOO_LONG: "it asks for longer than the policy allows",
  DURATION_TOO_SHORT: "it asks for less time than the policy allows",
  DURATION_TOTAL: "with what it extends it is longer than the policy allows",
  REASON_TOO_SHORT: "its reason is too short",
  REASON_SECRET: "its reason has what looks like a secret",
  START_OVER: "its start was over",
  START_INVALID: "its start is no time",
  START_TOO_FAR: "its start is later than the policy allows",
  START_AND_EXTENDS: "it has a start, and extends another request",
  EXTENDS_UNKNOWN: "the request that it extends is not known",
  EXTENDS_ENDED: "the request that it extends has ended",
  EXTENDS_OTHER: "it asks for something else than the request that it extends",
  UNTIL_CLOSED: "the issue or pull request it is for was closed",
  UNTIL_OWN: "it names its own pull request as what it is for",
  UNTIL_UNKNOWN: "the issue or pull request it is for cannot be seen",
  // The file.
  NO_REQUEST: "it has no request file",
  NOT_A_PLAIN_FILE: "the request is not a plain file",
  FILE_TOO_LARGE: "the request file is too large",
  PATH_INVALID: "its path is none of a request, which is access-requests/FOLDER/NAME.yaml",
  PATH_LOOKALIKE: "its path looks like another one",
  REQUEST_MISPLACED: "the file is in the wrong place",
  WRONG_FOLDER: "the folder does not exist, or the policy does not serve it",
  STRAY_FILE: "it brings other files beside the request",
  SECOND_REQUEST: "it has more than one request",
  REQUEST_IMMUTABLE: "it changes a request that was made before",
  ID_USED: "its file name was used before",
  WRONG_BASE: "it was not merged into the default branch",
  // The repository.
  REPOSITORY_UNKNOWN: "the repository is not the one that Hallpass is set up for",
  DEFAULT_BRANCH_CHANGED: "the repository has another default branch",
  VISIBILITY_CHANGED: "the repository is visible to others than before",
  RULES_NOT_ADOPTED: "the rules were changed without the approval of their owners",
  RULES_NOT_IN_FORCE: "the rules that it was approved under are not in force",
};

/** Codes of a request file that does not read as one. */
const UNREADABLE = /^(?:YAML|TEXT|FIELD|VALUE|ITEMS|JSON)_/u;

export function describeRefusalCode(known: string): string {
  const words = WORDS[known] ?? (UNREADABLE.test(known) ? "the file is not a valid request" : undefined);
  return `${words ?? "a rule of this repository does not allow it"} (${code(known)})`;
}

/** One line each. */
export const listRefusalReasons = (codes: readonly string[]): string =>
  codes.map((each) => `- ${describeRefusalCode(each)}`).join("\n");

const isKnown = (known: string): boolean => known in WORDS || UNREADABLE.test(known);

/** Whether all of these are explained in words of their own. */
export const areExplained = (codes: readonly string[]): boolean => codes.every(isKnown);
