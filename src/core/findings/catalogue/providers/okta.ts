import { defineArea } from "../entry.ts";

export const okta = defineArea({
  title: "Okta",
  intro:
    "The rights of Hallpass's account at Okta, and the groups and apps that it lends. [docs/providers/okta.md](providers/okta.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    OKTA_API_TOKEN: {
      means: "Hallpass can do at Okta whatever the administrator can who made its API token.",
      happens: "The configuration has `tokenFrom`.",
      fix: "Use a service app with the scopes and the admin role of the page.",
    },
    OKTA_NO_RIGHT: {
      means: "Hallpass cannot lend this group or app.",
      happens:
        "Its account may not read the group or app, the group rules, or the group's administrator roles.",
      fix: "Give the service app the scopes and the admin role of the page.",
    },
    OKTA_NO_TARGET: {
      means: "A configured group or app does not exist, or Hallpass's account may not see it.",
      happens:
        "The id in HALLPASS_PROVIDERS is misspelt, or it was deleted, or it is not in the resource set of the account.",
      fix: "Write the id of one that exists, or add it to the resource set.",
    },
    OKTA_FOREIGN_GROUP: {
      means: "Okta lets nobody change the members of this group.",
      happens: "An app or a directory fills it (`APP_GROUP`), or it is Okta's own (`BUILT_IN`).",
      fix: "Make a group in Okta for this role.",
    },
    OKTA_GROUP_RULE: {
      means: "Hallpass does not lend this group: the rule would add people again.",
      happens: "A group rule names the group.",
      fix: "Take the group out of the rule, or make another group for this role.",
    },
    OKTA_ADMIN_GROUP: {
      means: "Hallpass never lends power over Okta.",
      happens: "The group has administrator roles, or the app is the Admin Console or Okta Workflows.",
      fix: "Take the roles from the group, or remove it from HALLPASS_PROVIDERS.",
    },
    OKTA_GROUP_OWNER: {
      means: "The owners of a configured group can add themselves without a lease, also after one has ended.",
      happens: "The group has owners in Okta Identity Governance.",
      fix: "Remove the owners, or let nobody who owns the group ask for it.",
    },
    OKTA_SELF_SERVICE: {
      means: "People can give themselves the app without a lease, also after one has ended.",
      happens: "Self service is on for the app.",
      fix: "Turn it off under the app's assignments.",
    },
  },
});
