import { defineArea } from "./entry.ts";

export const inventory = defineArea({
  title: "Inventory",
  intro: "Standing access, and the pull requests that propose to adopt or remove it.",
  seenIn: ["`hallpass inventory`"],
  entries: {
    INVENTORY_UNUSABLE: {
      means: "A file in inventory/ cannot be read.",
      happens: "It is a link, is executable, or is too large.",
      fix: "Write it again with `hallpass inventory --provider NAME`.",
    },
    NOT_HELD: {
      means: "The access is listed in inventory/, but is no longer held.",
      happens: "It was revoked at the provider.",
      fix: "Propose to remove it: that takes the line out.",
    },
    NOT_COMMITTED: {
      means: "No line of inventory/ lists this access.",
      happens: "The inventory on the default branch is older than the access, or was already corrected.",
      fix: "Commit a new inventory first.",
    },
    HELD_BY_LEASE: {
      means: "A request also gives this access at the moment.",
      happens: "A person asked for access that they also hold permanently.",
      fix: "Take the standing access back at the provider. Where grants are shared, wait for the lease to end.",
    },
    PRINCIPAL_UNMAPPED: {
      means: "The identity map does not say whose account this is.",
      happens: "The account is not listed under `people`: it may be a service's.",
      fix: "Ask the owners of .github/ to add it, or propose to remove the access.",
    },
    PRINCIPAL_UNTOLD: {
      means: "The identity provider, not the identity map, says whose account this is.",
      happens:
        "`externalIdentities` lists this provider, and the inventory does not ask the identity provider.",
      fix: "Let the person open a request.",
    },
  },
});
