import { defineArea } from "../entry.ts";

export const identityCenter = defineArea({
  title: "AWS IAM Identity Center",
  intro:
    "Hallpass's role in AWS, and the permission sets that it lends. [docs/providers/aws-identity-center.md](providers/aws-identity-center.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    IDENTITY_CENTER_OTHER_ACCOUNT: {
      means: "Hallpass acts in another account than the configuration says.",
      happens: "The credentials are of another role, or `account` is misspelt.",
      fix: "Correct `account`, or the credentials.",
    },
    IDENTITY_CENTER_NO_INSTANCE: {
      means: "Hallpass cannot see the configured instance of IAM Identity Center, and lends nothing.",
      happens:
        "The ARN or the region is wrong, `sso:ListInstances` is not allowed, or Hallpass's account is no delegated administrator.",
      fix: "Correct the entry, or register the account as a delegated administrator.",
    },
    IDENTITY_CENTER_MANAGEMENT_ACCOUNT: {
      means: "The management account of the organisation is lent, or Hallpass runs in it.",
      happens: "A resource names it, or Hallpass is no delegated administrator in an account of its own.",
      fix: "Remove the resource, and run Hallpass in a delegated administrator account.",
    },
    IDENTITY_CENTER_NO_SET: {
      means: "Hallpass cannot lend this permission set.",
      happens: "The permission set or the account does not exist.",
      fix: "Correct the entry in HALLPASS_PROVIDERS.",
    },
    IDENTITY_CENTER_NO_GROUP: {
      means: "Hallpass cannot lend this group.",
      happens: "The group does not exist in the identity store.",
      fix: "Write the id of a group that does.",
    },
    IDENTITY_CENTER_FOREIGN_GROUP: {
      means: "Hallpass does not lend this group: its directory would undo the changes.",
      happens: "An external identity provider or Active Directory fills the group.",
      fix: "Make a group in IAM Identity Center, or lend the group at its directory.",
    },
    IDENTITY_CENTER_OWN_GROUP: {
      means: "Hallpass never lends power over itself.",
      happens: "The group has a permission set in the account of Hallpass's role.",
      fix: "Take that permission set from the group, or lend another group.",
    },
    IDENTITY_CENTER_SET_NAME: {
      means: "The link in the comment on a grant opens another permission set, or none.",
      happens: "`name` is not the name of the permission set.",
      fix: "Write the name as AWS has it.",
    },
    IDENTITY_CENTER_LONG_SESSION: {
      means: "A session that was opened during a lease goes on for more than an hour after its end.",
      happens: "The permission set has a longer session duration.",
      fix: "Set it to `PT1H`.",
    },
    IDENTITY_CENTER_NOT_RESERVED: {
      means: "Assignments of this permission set may be somebody else's, and nobody can tell them apart.",
      happens: "The permission set lacks the tag of reserved sets.",
      fix: "Make a permission set for Hallpass alone, and tag it.",
    },
    IDENTITY_CENTER_KEEPS_ACCESS: {
      means: "A holder can make users, keys, roles or code that outlast the lease.",
      happens: "A policy of the permission set allows it.",
      fix: "Take these actions out of the set, or add a permissions boundary.",
    },
    IDENTITY_CENTER_NO_SCHEDULE_GROUP: {
      means: "Hallpass grants nothing: it cannot plant the schedule that ends a grant.",
      happens: "The schedule group does not exist in the region of the instance.",
      fix: "Make it with `aws scheduler create-schedule-group`.",
    },
    IDENTITY_CENTER_NO_DEAD_LETTERS: {
      means: "A schedule that fails ends nothing, and nobody learns of it.",
      happens: "`schedule` has no `deadLetters`.",
      fix: "Make a queue, name it, and set an alarm on it.",
    },
    IDENTITY_CENTER_NO_RIGHT: {
      means: "Hallpass's role cannot do what is configured.",
      happens: "Its policy lacks the actions in the message, or a resource.",
      fix: "Give it the policy of the page.",
    },
    IDENTITY_CENTER_TOO_MUCH: {
      means:
        "Whoever gets hold of Hallpass's credentials can do more than lend the configured permission sets.",
      happens: "The role has a wider policy than that of the page.",
      fix: "Give it the policy of the page, and no other.",
    },
  },
});
