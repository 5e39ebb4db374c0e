import { defineArea } from "../entry.ts";

export const mysql = defineArea({
  title: "MySQL and MariaDB",
  intro:
    "The rights of Hallpass's account at a MySQL or MariaDB server. [docs/providers/mysql.md](providers/mysql.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    MYSQL_NO_RIGHT: {
      means: "The account lacks a right that it needs to grant, end or list access.",
      happens: "It was set up without that statement, or an administrator took the right away.",
      fix: "Run the GRANT statement in the message.",
    },
    MYSQL_EXCESS: {
      means: "The account has a right that handing out roles does not need.",
      happens: "It was created as an administrator, or is used for something else too.",
      fix: "Run the REVOKE statement in the message.",
    },
    MYSQL_NO_ROLE: {
      means: "A configured role does not exist.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or the role was dropped.",
      fix: "Create the role, or remove it from HALLPASS_PROVIDERS.",
    },
    MYSQL_NO_ADMIN_OPTION: {
      means: "The account may not grant a configured role.",
      happens: "The role was granted to it without ADMIN OPTION, or not at all.",
      fix: "Run the GRANT statement in the message.",
    },
    MYSQL_BEYOND: {
      means: "The account holds a role that the configuration does not name.",
      happens: "The role was removed from HALLPASS_PROVIDERS, or granted by mistake.",
      fix: "Run the REVOKE statement in the message, or name the role in HALLPASS_PROVIDERS.",
    },
    MYSQL_POWERFUL_ROLE: {
      means: "Hallpass refuses to lend a configured role: a holder could keep the access, or stop its end.",
      happens:
        "The role has a global privilege, may grant, reaches the schemas `mysql` or `hallpass`, or may make routines or events or change routines.",
      fix: "Take that right away from the role, or remove it from HALLPASS_PROVIDERS.",
    },
    MYSQL_LASTING_RIGHT: {
      means: "A holder of a configured role can make something that gives access after the end.",
      happens:
        "The role has CREATE VIEW or TRIGGER, and MariaDB lets a role be the definer; or it has REFERENCES, and a foreign key stays; or it has SELECT, UPDATE and DELETE on MyISAM tables, which a MERGE table then stands for.",
      fix: "Take the right away from the role, or look at what was made after each grant. Change MyISAM tables to another engine.",
    },
    MYSQL_MADE_BY_ROLE: {
      means:
        "Something on the server runs with the rights of a configured role, for everybody who may use it.",
      happens: "It was made with `DEFINER = CURRENT_ROLE` while the role was active.",
      fix: "Drop it if a holder of the role made it.",
    },
    MYSQL_NO_EVENTS: {
      means: "Grants get no event on the server that ends them when no part of Hallpass runs.",
      happens:
        "The event scheduler is off or was only switched on until the next restart, or the account may make no events.",
      fix: "Follow the step in the message.",
    },
    MYSQL_EVENT_STUCK: {
      means: "An event that ends a grant will not run, or did not finish.",
      happens:
        "The event came from a primary that this replica took over from, the event scheduler is off, or the account lost a right.",
      fix: "Follow the step in the message. Until then the app and the scheduled Action end the grant.",
    },
    MYSQL_NO_MARK: {
      means: "Hallpass could not tell a rebuilt server under the same address.",
      happens: "The table `server` in Hallpass's schema is missing, unreadable, or has not exactly one row.",
      fix: "Make the table with the statement in the message, while nothing is held.",
    },
    MYSQL_HINDERER: {
      means:
        "Some accounts could lock or stop the server, or change accounts, and so delay the end of access.",
      happens: "They have RELOAD, SHUTDOWN or CREATE USER.",
      fix: "Take these privileges from accounts that people ask access for.",
    },
    MYSQL_HIDDEN_SESSIONS: {
      means: "A holder can hide an open session from its end behind a routine of another account.",
      happens:
        "`performance_schema` is off, as it is by default on MariaDB, or the account may not read its table `threads`.",
      fix: "Follow the two steps in the message.",
    },
    MYSQL_PROXY: {
      means: "A holder can let somebody else become their account, whose open session outlives the end.",
      happens:
        "The server has a plugin that may map names, such as PAM, and everybody may run GRANT PROXY for their own account.",
      fix: "Uninstall the plugin, or map nobody to accounts that people ask access for.",
    },
    MYSQL_KEEPER: {
      means: "Some accounts or roles could keep what a lent role gives them beyond the end.",
      happens:
        "They have CREATE VIEW, CREATE ROUTINE, TRIGGER or EVENT somewhere. On MariaDB a view may run with the rights of a role, and a routine may hold a role that it has set.",
      fix: "Take these privileges from accounts that people ask access for, or look at what they made after each grant.",
    },
  },
});
