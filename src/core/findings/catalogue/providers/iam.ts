import { defineArea } from "../entry.ts";

export const iam = defineArea({
  title: "AWS IAM",
  intro:
    "The rights of Hallpass's account in AWS, and the configured roles. [docs/providers/aws-iam.md](providers/aws-iam.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    IAM_RIGHT_MISSING: {
      means: "Hallpass's account lacks a right that grants, ends or listings need.",
      happens: "Its policy is not that of the page, or names another path, role or boundary.",
      fix: "Give it the policy of docs/providers/aws-iam.md.",
    },
    IAM_EXCESS: {
      means: "Hallpass's account may do more than write inline policies of the people.",
      happens: "It has a policy beside that of the page, such as IAMFullAccess or AdministratorAccess.",
      fix: "Take that policy away.",
    },
    IAM_NO_BOUNDARY: {
      means:
        "Hallpass's account could give the people any permission: nothing limits the policies that it writes.",
      happens: "Its policy does not require a permissions boundary of the people.",
      fix: "Set a boundary on the people, and require it in the policy of Hallpass (docs/providers/aws-iam.md).",
    },
    IAM_NOT_CHECKED: {
      means: "Doctor could not compare the rights of Hallpass's account.",
      happens: "The account may not use iam:SimulatePrincipalPolicy on itself.",
      fix: "Give it the policy of docs/providers/aws-iam.md.",
    },
    IAM_ROLE_NOT_FOUND: {
      means: "The role whose sessions people use does not exist.",
      happens: "The name under `people` in HALLPASS_PROVIDERS is misspelt, or the role was deleted.",
      fix: "Correct it, or create the role.",
    },
    IAM_SESSION_NAMES: {
      means:
        "Whoever may assume the role could take the session name of a colleague who holds access. Hallpass refuses to grant.",
      happens: "The trust policy of the role does not tie sts:RoleSessionName to the caller.",
      fix: "Require `sts:RoleSessionName` to equal the name of the caller (docs/providers/aws-iam.md), or assume the role by SAML.",
    },
    IAM_LASTING_ROLE: {
      means: "What a holder of a configured role does may go on working after the end.",
      happens:
        "The role may change policies of resources, start programs, pass or assume roles, or read secrets.",
      fix: "Name smaller actions in HALLPASS_PROVIDERS, or accept it.",
    },
  },
});
