import { defineArea } from "../entry.ts";

export const google = defineArea({
  title: "Google Cloud and Google groups",
  intro:
    "The rights of Hallpass's service account, and the roles and groups that it lends. [docs/providers/google-iam.md](providers/google-iam.md) has the custom role and the condition that it needs, [docs/providers/google-group.md](providers/google-group.md) the groups.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    GOOGLE_RIGHT_MISSING: {
      means: "Hallpass's service account lacks a right that grants or ends need.",
      happens: "It has another role there than the page gives, or the API of that service is not enabled.",
      fix: "Give it the custom role of docs/providers/google-iam.md.",
    },
    GOOGLE_RIGHT_EXCESSIVE: {
      means: "Hallpass's service account can do more than read and write the policy.",
      happens: "It has a wide role there, or inherits one from the folder or the organisation.",
      fix: "Take that role from it.",
    },
    GOOGLE_GRANTS_UNLIMITED: {
      means: "Hallpass's service account may give any role there.",
      happens: "Its binding has no condition on `iam.googleapis.com/modifiedGrantsByRole`.",
      fix: "Bind it with the condition of docs/providers/google-iam.md.",
    },
    GOOGLE_ROLE_UNKNOWN: {
      means: "A configured role does not exist, or gives nothing.",
      happens: "The role was deleted or disabled, or its name has a mistake.",
      fix: "Correct the name, or remove the role from the provider's entry.",
    },
    GOOGLE_ROLE_KEEPS: {
      means:
        "The holder of a configured role could write policies or roles, and so keep the access. Hallpass refuses to lend it.",
      happens:
        "The role may write allow or deny policies, or change roles. On a folder or an organisation it may also be that it acts as service accounts.",
      fix: "Name a role without these permissions.",
    },
    GOOGLE_ROLE_PASSES_ON: {
      means: "The holder of a configured role could make access that outlives the lease.",
      happens: "The role can make keys, act as service accounts, or write the policies of single resources.",
      fix: "Name a narrower role, or accept it and watch the audit log.",
    },
    GOOGLE_POLICY_FULL: {
      means: "A policy comes near the number of principals that Google allows.",
      happens: "Many people are bound one by one.",
      fix: "Bind groups, and remove bindings that are not needed.",
    },
    GOOGLE_PEOPLE_BY_EMAIL: {
      means: "People are known by their address alone, which may pass to another person.",
      happens: "The provider's entry says `people: email`.",
      fix: "Let Hallpass read people, and set `people: directory`.",
    },
    GOOGLE_PEOPLE_HIDDEN: {
      means: "Hallpass can look up nobody, and so grants nothing.",
      happens:
        "Its service account has no right to read people, the Admin SDK API is not enabled, or all the people there are of another customer.",
      fix: "Give it the administrator role of docs/providers/google-iam.md, and enable the API.",
    },
    GOOGLE_GROUP_UNKNOWN: {
      means: "A configured group does not exist, or Hallpass's service account may not see it.",
      happens: "The address has a mistake, or the account is no owner of the group.",
      fix: "Correct the address, or make the account an owner of the group.",
    },
    GOOGLE_GROUP_DYNAMIC: {
      means: "Nobody can add members to this group one by one.",
      happens: "The group is dynamic: a query of Google's fills it.",
      fix: "Make another group for this role.",
    },
    GOOGLE_GROUP_ADMINISTRATOR: {
      means: "Hallpass's service account may manage more groups than those on offer, or not this one.",
      happens: "It has an administrator role over groups, or was not made an owner.",
      fix: "Make it an owner of each group on offer, and take the administrator role from it.",
    },
    GOOGLE_GROUP_OWNERS: {
      means: "People can add themselves to a configured group without a lease, also after one has ended.",
      happens: "The group has owners or managers beside Hallpass.",
      fix: "Remove them, or let nobody who manages the group ask for it.",
    },
    GOOGLE_GROUP_NESTED: {
      means: "Members of another group have the access for good, and Hallpass does not list them.",
      happens: "A group is a member of the configured group.",
      fix: "Take it out.",
    },
  },
});
