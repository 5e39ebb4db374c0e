import { defineArea } from "../entry.ts";

export const scim = defineArea({
  title: "SCIM",
  intro: "The groups of a SCIM server. [docs/providers/scim.md](providers/scim.md) explains the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    SCIM_NO_PATCH: {
      means: "The server cannot change single members of a group.",
      happens: "Its ServiceProviderConfig says that PATCH is not supported.",
      fix: "Use a server that supports it, or connect the system with a webhook.",
    },
    SCIM_NO_FILTER: {
      means: "Hallpass reads all users to find one.",
      happens: "The server's ServiceProviderConfig says that filters are not supported.",
      fix: "Nothing must be done. Raise `deadlineSeconds` if the list is long.",
    },
    SCIM_NO_VERSIONS: {
      means: "A member whom somebody adds by hand in the moment of a grant may be removed with it.",
      happens: "The server's ServiceProviderConfig says that versions (ETag) are not supported.",
      fix: "Use groups that nobody changes by hand.",
    },
    SCIM_NO_GROUP: {
      means: "A configured group does not exist.",
      happens: "The id in HALLPASS_PROVIDERS is misspelt, or the group was deleted.",
      fix: "Write the id of a group that exists, or remove the role from HALLPASS_PROVIDERS.",
    },
    SCIM_NESTED_GROUP: {
      means: "People hold the access through another group, which Hallpass neither lists nor changes.",
      happens: "A configured group contains a group.",
      fix: "Remove that group, or review its members where you manage them.",
    },
  },
});
