import { defineArea } from "../entry.ts";

export const google = defineArea({
  title: "Google Cloud",
  intro:
    "The rights of Hallpass's service account, and the roles that it lends. [docs/providers/google-iam.md](providers/google-iam.md) has the custom role and the condition that it needs.",
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
      happens: "The role has a permission such as `resourcemanager.projects.setIamPolicy`.",
      fix: "Name a role without it.",
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
  },
});
