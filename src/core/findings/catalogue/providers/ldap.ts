import { defineArea } from "../entry.ts";

export const ldap = defineArea({
  title: "LDAP and Active Directory",
  intro:
    "The rights of Hallpass's account in a directory, and the groups that it lends. [docs/providers/ldap.md](providers/ldap.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    LDAP_NO_GROUP: {
      means: "The directory has no entry with a configured id, or the account may not see it.",
      happens: "The group was deleted and made anew, or the id in HALLPASS_PROVIDERS is misspelt.",
      fix: "Write the group's entryUUID or objectGUID into HALLPASS_PROVIDERS, and let the account read the group.",
    },
    LDAP_NO_PEOPLE: {
      means: "The configuration finds no person in the directory. Nobody gets access.",
      happens:
        "The base, the attribute or the filter of `principals` is misspelt, or the account may not read the people or this attribute.",
      fix: "Correct `principals` in HALLPASS_PROVIDERS, or give the account the rights in docs/providers/ldap.md, step 1.",
    },
    LDAP_CANNOT_WRITE: {
      means: "The account may not change who is in a configured group, or may not make entries for grants.",
      happens: "The rule for it is missing, or an earlier rule decides.",
      fix: "Give the right in docs/providers/ldap.md, step 1.",
    },
    LDAP_BEYOND: {
      means: "The account may write more than the members of the configured groups.",
      happens: "It was given rights on a whole tree, or it is an administrator.",
      fix: "Take the right away, and give only those in docs/providers/ldap.md, step 1.",
    },
    LDAP_POWERFUL_ACCOUNT: {
      means: "The account of Hallpass is in a group with power over the domain.",
      happens: "It was added to Domain Admins or a group like it.",
      fix: "Take it out of the group, and delegate Write Members instead.",
    },
    LDAP_POWERFUL_GROUP: {
      means:
        "A configured group is, or is in, a group with power over the domain. Hallpass refuses to lend it.",
      happens: "The group is in Domain Admins or a group like it, or AdminSDHolder protects it.",
      fix: "Take it out of that group, or remove it from HALLPASS_PROVIDERS.",
    },
    LDAP_GROUP_MANAGER: {
      means: "A configured group names a manager or owner, who may be able to add members beside Hallpass.",
      happens: "`managedBy` or `owner` is set.",
      fix: "Clear the attribute, or make sure that nobody in it is lent the group.",
    },
    LDAP_NESTED_GROUP: {
      means: "A configured group contains a group. Its members hold the access without Hallpass.",
      happens: "Somebody added a group to the group.",
      fix: "Take the group out, or accept that Hallpass does not end what it gives.",
    },
    LDAP_DANGLING_MEMBER: {
      means:
        "A configured group has a member that is nobody's entry. Whoever gets an entry of that name gets the access.",
      happens:
        "A person was deleted or renamed on a server without referential integrity, or the account may not see the entry.",
      fix: "Delete the value, load the overlay refint, or name the value as placeholder in HALLPASS_PROVIDERS.",
    },
    LDAP_NO_PLACEHOLDER: {
      means: "Hallpass could not take the last member out of a configured group.",
      happens: "The group's class demands a member, and the configuration names no placeholder.",
      fix: "Name a DN that is nobody's entry as `placeholder` in HALLPASS_PROVIDERS.",
    },
    LDAP_PLACEHOLDER_IS_PERSON: {
      means: "The placeholder is a person's entry: she would get each group that is emptied.",
      happens: "`placeholder` names an entry that the filter of principals finds.",
      fix: "Name a DN that is nobody's entry.",
    },
    LDAP_NO_DYNAMIC_ENTRIES: {
      means: "The configuration asks for dynamic entries, and the server has none. Nothing is granted.",
      happens: "slapd does not load the overlay dds for this database.",
      fix: "Load it as docs/providers/ldap.md says, or set mode: member.",
    },
  },
});
