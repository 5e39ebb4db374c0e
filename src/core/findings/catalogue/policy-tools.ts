import { defineArea } from "./entry.ts";

export const policyTools = defineArea({
  title: "Policies that do not do what they seem to",
  intro:
    "These codes are about policies that are well-formed and may still not do what their author meant. They stop nothing. The owners of policies/ decide whether to change something.",
  seenIn: ["`hallpass policy`"],
  entries: {
    DURATION_LONG: {
      means: "A policy gives access for more than 30 days.",
      happens: "The longest duration was chosen for convenience, or `d` was written for `h`.",
      fix: "Give a shorter `duration.maximum`.",
    },
    DURATION_UNBOUNDED: {
      means: "A chain of extensions has no limit under this policy.",
      happens: "The policy has no `duration.maximumTotal`.",
      fix: "Give `duration.maximumTotal`.",
    },
    DUTY_IDLE: {
      means: "An entry under `duties` has a side that no policy offers any access of.",
      happens: "A name is misspelt, or the policies have changed.",
      fix: "Correct the names of that side in .github/hallpass.yaml, or remove it.",
    },
    CONDITION_CONSTANT: {
      means: "A condition of a policy is the same of every request.",
      happens: "It names no variable: it was a trial, or a name was written in quotes.",
      fix: "Name a variable in it, or remove the condition.",
    },
    OFFER_REPEATED: {
      means: "A policy offers the same role twice.",
      happens: "Two entries of `entitlements` name the same provider, resource and role.",
      fix: "Remove one of the two.",
    },
    POLICY_NAME_SHARED: {
      means: "Two policies have the same name.",
      happens: "A file was copied, and its `name` was not changed.",
      fix: "Give each policy a name of its own.",
    },
    TEAM_CONTRADICTORY: {
      means: "A team is named with two ids, or an id with two names.",
      happens: "An id was copied from another team, or the team was renamed or made again.",
      fix: "Ask GitHub for the id of the team, and write it everywhere.",
    },
    PROVIDER_PEOPLELESS: {
      means: "Nobody in the identity map has an account at a provider that a policy offers.",
      happens: "The provider's name is misspelt, or the accounts were not added yet.",
      fix: "Correct the name, or add accounts under `people` in .github/hallpass.yaml.",
    },
    APPROVERS_TOO_FEW: {
      means: "The identity map lists too few people for the approvals that a policy needs.",
      happens: "Approvers count only once they are in the identity map.",
      fix: "Add the approvers under `people` in .github/hallpass.yaml.",
    },
    FOLDER_UNSERVED: {
      means: "CODEOWNERS has a line for a folder of requests that no policy serves.",
      happens: "The policy was removed or renamed its folder, or was never added.",
      fix: "Name the folder in a policy, or remove the line.",
    },
    FALLBACK_IDLE: {
      means: "A policy names a fallback team that owns none of its folders.",
      happens:
        "CODEOWNERS gives the folders to other teams alone, and only owners of a folder approve its requests.",
      fix: "Add the team to the folder's line of CODEOWNERS, beside the others.",
    },
    OWNERS_SHADOWED: {
      means: "A line of CODEOWNERS about a folder of requests never decides.",
      happens: "A later line matches the same files: the last one wins.",
      fix: "Put the line that shall decide last, or remove the other.",
    },
  },
});
