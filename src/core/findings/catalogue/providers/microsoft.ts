import { defineArea } from "../entry.ts";

export const microsoft = defineArea({
  title: "Microsoft",
  intro:
    "The rights of Hallpass's application, and the groups and roles that it lends. [docs/providers/entra.md](providers/entra.md) and [docs/providers/azure.md](providers/azure.md) explain the setup.",
  seenIn: ["`hallpass doctor`"],
  entries: {
    ENTRA_NO_RIGHT: {
      means: "Hallpass cannot lend this group.",
      happens: "Its application may not read the group or its owners.",
      fix: "Give the application the permissions of docs/providers/entra.md, with admin consent.",
    },
    ENTRA_PERMISSION_MISSING: {
      means: "Hallpass's application lacks a permission that grants or ends need.",
      happens: "The permission was not added, or no administrator consented to it.",
      fix: "Add the application permission of docs/providers/entra.md, and grant admin consent.",
    },
    ENTRA_PERMISSION_EXCESSIVE: {
      means: "Hallpass's application may change more in the directory than members of groups.",
      happens: "It has a permission beside those of the page.",
      fix: "Remove that permission from the application.",
    },
    ENTRA_PIM_LIMIT: {
      means: "Longer leases are refused at the grant.",
      happens: "The group's settings in PIM limit how long an active assignment may last.",
      fix: "Let no policy allow longer leases, or raise the limit in the group's settings.",
    },
    ENTRA_PIM_MFA: {
      means: "PIM may refuse every assignment that Hallpass makes.",
      happens:
        "The group's settings ask administrators for multifactor authentication, and an application has none.",
      fix: "Turn off MFA on active assignment in the group's settings.",
    },
    ENTRA_NO_GROUP: {
      means: "A configured group does not exist.",
      happens: "The id in HALLPASS_PROVIDERS is misspelt, of another tenant, or the group was deleted.",
      fix: "Write the object id of a group that exists.",
    },
    ENTRA_FOREIGN_GROUP: {
      means: "Microsoft Entra lets nobody change the members of this group by hand.",
      happens:
        "A rule fills it (dynamic membership), or it is synchronized from a directory on the premises.",
      fix: "Make a group with assigned membership for this role.",
    },
    ENTRA_POWER: {
      means: "The group may give roles of the directory, and so the power to keep the access.",
      happens: "The group is role-assignable.",
      fix: "Lend another group. With `allowPower`, this one is lent all the same.",
    },
    ENTRA_GROUP_OWNER: {
      means: "Somebody can add people to the group without a lease.",
      happens: "The group has owners.",
      fix: "Remove the owners. Hallpass lends the group to none of them.",
    },
    AZURE_NO_RIGHT: {
      means: "Hallpass cannot lend this role.",
      happens: "Its application may not read roles and assignments at the scope.",
      fix: "Give the application the role of docs/providers/azure.md at the scope.",
    },
    AZURE_RIGHT_MISSING: {
      means: "Hallpass cannot assign roles at a configured scope.",
      happens:
        "Its application has no role there or above, or has one by a group, which Hallpass does not see.",
      fix: "Assign it the role of docs/providers/azure.md at the scope.",
    },
    AZURE_RIGHT_EXCESSIVE: {
      means: "Hallpass's application may change resources, not only who has roles.",
      happens: "It is Owner or Contributor.",
      fix: "Assign it the role of docs/providers/azure.md instead.",
    },
    AZURE_RIGHT_UNLIMITED: {
      means: "Whoever has the credentials of Hallpass's application can assign every role, Owner included.",
      happens: "Its role assignment has no condition.",
      fix: "Add the condition of docs/providers/azure.md.",
    },
    AZURE_NO_ROLE: {
      means: "A configured role or scope does not exist.",
      happens:
        "An id in HALLPASS_PROVIDERS is misspelt, or the resource group or the custom role was deleted.",
      fix: "Write the ids of a role and a scope that exist.",
    },
    AZURE_POWER: {
      means: "The role lets its holder give access, keep access, or stop its end.",
      happens:
        "It may assign roles, change role definitions or PIM's settings, or lock resources, as Owner can.",
      fix: "Lend another role. With `allowPower`, this one is lent all the same.",
    },
    AZURE_ROLE_LASTS: {
      means: "Something that the holder makes or reads outlives the lease.",
      happens: "The role may list keys, give identities to machines, or make jobs, as Contributor can.",
      fix: "Lend a narrower role, rotate keys after a lease, and look for what was made.",
    },
    AZURE_PIM_MFA: {
      means: "PIM may refuse every assignment that Hallpass makes.",
      happens:
        "The role's settings ask administrators for multifactor authentication, and an application has none.",
      fix: "Turn off MFA on active assignment in the role's settings.",
    },
    AZURE_PIM_LIMIT: {
      means: "Longer leases are refused at the grant.",
      happens: "The role's settings in PIM limit how long an active assignment may last.",
      fix: "Let no policy allow longer leases, or raise the limit in the role's settings.",
    },
  },
});
