import { defineArea } from "./entry.ts";

export const rules = defineArea({
  title: "Policies, settings and CODEOWNERS",
  intro:
    "These codes are about the rules, not about a request. While the rules on the default branch have a mistake, Hallpass grants nothing; access that was granted ends as planned. The owners of policies/ and .github/ correct them in a pull request.",
  seenIn: ["pull request check", "`hallpass check`"],
  entries: {
    DURATION_BOUNDS: {
      means: "The limits on duration in a policy contradict each other.",
      happens:
        "`minimum` is above `maximum`, `maximumTotal` is below `maximum`, or `default` is not between the first two.",
      fix: "Correct the limit that the message names.",
    },
    ZONE_UNKNOWN: {
      means: "A policy's `hours` or `windows` name a time zone that does not exist.",
      happens: "It is misspelt, or newer than the time zone database of the machine's Node.js.",
      fix: "Write the name as the IANA database has it, such as Europe/Berlin.",
    },
    PATTERN_INVALID: {
      means: "The pattern of a policy cannot be read.",
      happens: "A bracket is left open, or it uses back references or look-around, which RE2 does not have.",
      fix: "Write it in RE2's syntax, such as `INC-[0-9]+`.",
    },
    CONDITION_INVALID: {
      means: "A condition of a policy cannot be read, or is not of type bool.",
      happens:
        "A name is misspelt, two types are compared that cannot be, or it uses a part of CEL that conditions do not have.",
      fix: "Correct it at the character that the message names. docs/conditions.md lists the variables and what may be used.",
    },
    ROTA_UNKNOWN: {
      means: "A policy names a rota that is not there.",
      happens: "The name is misspelt, or the file in policies/rota/ was removed or renamed.",
      fix: "Add the file `policies/rota/<name>.yaml`, or take the name out of the policy.",
    },
    ROTA_SHIFT: {
      means:
        "A shift of a rota has a time that does not exist, or lasts less than nothing or more than 31 days.",
      happens: "`from` and `to` are swapped, or a year or a month is misspelt.",
      fix: "Correct `from` and `to` of the shift that the message names.",
    },
    STEP_ROLE: {
      means: "A step of a policy's approvals is for a role that the policy does not offer.",
      happens: "The role is misspelt. Nobody would ever be asked for that approval.",
      fix: "Name a role that the policy offers.",
    },
    POLICY_AMBIGUOUS: {
      means: "Two policies offer the same access in the same folder.",
      happens: "A new policy repeats an offer of an older one.",
      fix: "Remove the offer from one of the two policies.",
      refusal: "two policies offer this access in this folder",
      seenIn: ["pull request check", "`hallpass check`", "`hallpass doctor`", "comment on the pull request"],
    },
    POLICY_UNREADABLE: {
      means: "A policy has mistakes, so the request could not be compared with it.",
      happens: "The policy was committed with a mistake in it.",
      fix: "Run `hallpass check` on the policy and correct it.",
      seenIn: ["`hallpass check`"],
    },
    PERSON_REPEATED: {
      means: "Two entries under `people` share an id, a login, an account or a public key.",
      happens: "An entry was copied, or an account passed from one person to another.",
      fix: "Keep it in one of the two entries.",
    },
    DUTY_REPEATED: {
      means: "Two entries under `duties` have the same name.",
      happens: "An entry was copied.",
      fix: "Give each a name of its own.",
    },
    DUTY_OVERLAPS: {
      means: "An entry under `duties` has access that is on two of its sides.",
      happens: "A pattern covers more than it was meant to. Nobody could ever have that access.",
      fix: "Name the resources and roles of each side so that no access is on two of them.",
    },
    VERIFIER_INVALID: {
      means: "A verifier under `people` is not a SCRAM-SHA-256 verifier.",
      happens:
        "It is cut off, has too few iterations, or is a password in the clear. The message does not repeat it.",
      fix: "Write it as PostgreSQL does: SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey. If it was a password, change that password.",
    },
    PUBLIC_KEY_INVALID: {
      means: "A key under `publicKeys` is not an SSH public key that Hallpass signs.",
      happens:
        "It is cut off, too short, of a type that OpenSSH no longer accepts, or a private key. The message does not repeat it.",
      fix: "Write the line of the .pub file: ssh-ed25519 AAAA…. If it was a private key, replace that key.",
    },
    CODEOWNERS_PATTERN: {
      means: "A line of CODEOWNERS has a pattern that GitHub does not support.",
      happens: "The pattern uses `!`, `[ ]`, a backslash or `***`. GitHub skips such a line.",
      fix: "Rewrite the pattern as the message shows.",
    },
    CODEOWNERS_OWNER: {
      means: "An owner in CODEOWNERS is neither @user nor @organisation/team.",
      happens: "The name is misspelt. GitHub skips such a line.",
      fix: "Name a team: @organisation/team.",
    },
    CODEOWNERS_EMAIL: {
      means: "An owner in CODEOWNERS is an e-mail address.",
      happens:
        "GitHub accepts an address, but Hallpass cannot tell whose account it is. Requests that this line owns cannot be approved.",
      fix: "Name a team: @organisation/team.",
    },
    CODEOWNERS_INVISIBLE: {
      means: "A line of CODEOWNERS has a character that a reviewer cannot see.",
      happens: "Text was copied from a web page or a chat.",
      fix: "Delete the character, and type the line again.",
    },
    CODEOWNERS_TWICE: {
      means: "The repository has more than one CODEOWNERS file.",
      happens:
        "GitHub uses the first of .github/CODEOWNERS, CODEOWNERS and docs/CODEOWNERS; the others only mislead.",
      fix: "Keep .github/CODEOWNERS and remove the others.",
    },
    CODEOWNERS_ERROR: {
      means: "GitHub reports an error in CODEOWNERS.",
      happens: "A team was renamed or deleted, or may not write to the repository.",
      fix: "Correct the line that the message names, or give the team the role Write.",
      seenIn: ["pull request check"],
    },
    RULE_FILE_MISSING: {
      means: "A file that Hallpass needs is missing.",
      happens: "CODEOWNERS or .github/hallpass.yaml was never added, or was removed.",
      fix: "Add the file. `hallpass init` writes an example.",
    },
    RULE_NOT_A_PLAIN_FILE: {
      means: "A policy, CODEOWNERS or the settings file is a link, a submodule or executable.",
      happens: "git recorded another mode than 100644.",
      fix: "Add it as a plain file.",
      seenIn: ["pull request check"],
    },
    RULE_TOO_LARGE: {
      means: "A policy, CODEOWNERS or the settings file is larger than its limit.",
      happens: "It has grown, or the wrong file was committed.",
      fix: "Split or shorten it.",
      seenIn: ["pull request check"],
    },
    FOLDER_OWNED: {
      means: "A folder of requests is owned by a team that its policies do not name as approver.",
      happens:
        "CODEOWNERS and the policy's `approvals.teams` name different teams, or a later line of CODEOWNERS wins.",
      fix: "Give the folder to the approving teams alone, in CODEOWNERS, or change the policy.",
      seenIn: ["pull request check", "`hallpass check`", "`hallpass doctor`"],
    },
    RULES_OWNED: {
      means: "People other than the owners of the rules can approve a change of the rules.",
      happens:
        "CODEOWNERS gives policies/, .github/ or a CODEOWNERS file to other accounts than `rules.approvals.teams` in .github/hallpass.yaml.",
      fix: "Give these paths to that team alone, in the last lines of CODEOWNERS.",
      seenIn: ["pull request check", "`hallpass check`", "`hallpass doctor`"],
    },
    PATH_UNOWNED: {
      means: "Nobody owns inventory/ or ACCESS.md, so anybody's approval is enough for a change of it.",
      happens:
        "CODEOWNERS has no line for it. inventory/ accepts standing access, and people follow the links of ACCESS.md to ask.",
      fix: "Give /inventory/ and /ACCESS.md to the owners of the rules in CODEOWNERS. `hallpass add` writes the lines into its pull request.",
      seenIn: ["`hallpass check`", "`hallpass doctor`"],
    },
    TEMPLATE_UNUSABLE: {
      means: "A template proposes what its policy does not offer, or its file has another name.",
      happens:
        "The policy was narrowed, renamed or removed, and its template in policies/templates/ was not changed with it.",
      fix: "Correct the template, or the policy. Until then nobody can ask by its name; requests and grants go on.",
      seenIn: ["`hallpass check`"],
    },
    POLICY_TEST_FAILED: {
      means: "A test of the policies expects another decision.",
      happens: "The rules were changed and the test was not, or the change does more than it was meant to.",
      fix: "Run `hallpass policy test` to see every rule; then correct the policy or the test.",
      seenIn: ["pull request check", "`hallpass policy`"],
    },
    POLICY_TEST_INCOMPLETE: {
      means: "A case in policies/*.test.yaml lacks something, or names a code that does not exist.",
      happens: "`given.folder` or `given.request` is missing, or a code is misspelt.",
      fix: "Give it in the case, or in `given` above the cases. Codes are those of this page.",
      seenIn: ["pull request check", "`hallpass check`", "`hallpass policy`"],
    },
    POLICY_TESTS_TOO_MANY: {
      means: "policies/ has more tests than the app runs for one pull request.",
      happens: "Tests were generated, or belong to policies that no longer exist.",
      fix: "Remove some, or join files. `hallpass policy test` runs any number.",
      seenIn: ["pull request check"],
    },
    RULES_MOVED: {
      means: "A rule that this pull request changes has also changed on the default branch.",
      happens:
        "Another change of the same file was merged meanwhile. Merging both would make a text without an approval.",
      fix: "Update the branch. The result needs a new approval.",
      seenIn: ["pull request check"],
    },
    CHANGE_CARRIED: {
      means: "Merging would change a request or a rule that the pull request does not show.",
      happens:
        "git follows a renamed file: the pull request changes a file that has moved there on the default branch.",
      fix: "Merge the default branch into this branch, and look at what is left to change.",
      seenIn: ["pull request check"],
    },
    RULES_NOT_ADOPTED: {
      means: "The rules on the default branch were changed without the approval of their owners.",
      happens: "The change was pushed, or merged past the rules.",
      fix: "Restore the adopted rules in a pull request. Or read the new ones, and set HALLPASS_TRUSTED_COMMIT to that commit.",
      refusal: "the rules were changed without the approval of their owners",
      seenIn: ["pull request check", "comment on the pull request", "log"],
    },
    RULES_NOT_IN_FORCE: {
      means: "The rules on the default branch are not in force, or the repository is not as it was set up.",
      happens:
        "A change of the rules is not adopted, or the repository's id, default branch or visibility differs from the configuration.",
      fix: "Run `hallpass doctor` and follow its advice.",
      seenIn: ["comment on the pull request"],
    },
  },
});
