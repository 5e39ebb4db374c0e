import { defineArea } from "../entry.ts";

export const postgres = defineArea({
  title: "PostgreSQL",
  intro:
    "The rights of Hallpass's account at a PostgreSQL server. [docs/providers/postgres.md](providers/postgres.md) explains the setup.",
  seenIn: ["`hallpass doctor`", "log"],
  entries: {
    POSTGRES_ATTRIBUTE: {
      means: "The account has an attribute that is far more than it needs, such as SUPERUSER.",
      happens: "It was created as an administrator.",
      fix: "Take the attribute away with the ALTER ROLE statement in the message.",
    },
    POSTGRES_NO_ROLE: {
      means: "A configured role does not exist.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or the role was dropped.",
      fix: "Create the role, or remove it from HALLPASS_PROVIDERS.",
    },
    POSTGRES_NO_DATABASE: {
      means: "A configured database does not exist.",
      happens: "The name in HALLPASS_PROVIDERS is misspelt, or the database was dropped.",
      fix: "Create the database, or remove it from HALLPASS_PROVIDERS.",
    },
    POSTGRES_NO_ADMIN_OPTION: {
      means: "The account may not grant a configured role.",
      happens: "The role was granted to it without ADMIN OPTION, or not at all.",
      fix: "Run the GRANT statement in the message.",
    },
    POSTGRES_BEYOND: {
      means: "The account may use or grant a role that the configuration does not name.",
      happens: "The role was removed from HALLPASS_PROVIDERS, or granted by mistake.",
      fix: "Run the REVOKE statement in the message, or name the role in HALLPASS_PROVIDERS.",
    },
    POSTGRES_POWERFUL_ROLE: {
      means: "A configured role has power over the whole server or over Hallpass's account.",
      happens: "The role is a superuser, or a member of a powerful role.",
      fix: "Take that power away from the role, or remove it from HALLPASS_PROVIDERS.",
    },
    POSTGRES_LOGIN_ROLE: {
      means:
        "A holder of a configured role could set the password of another login, and use it after the end.",
      happens: "The role is, or reaches, a role that can log in.",
      fix: "Set that role to NOLOGIN, or remove the configured role from HALLPASS_PROVIDERS.",
    },
    POSTGRES_HOME_OWNER: {
      means: "A holder of a configured role could keep Hallpass out of the database it connects to.",
      happens: "The role owns that database.",
      fix: "Let Hallpass connect to a database that no configured role owns: `cronDatabase` in HALLPASS_PROVIDERS.",
    },
    POSTGRES_HINDERER: {
      means:
        "Some logins could end Hallpass's sessions or lock the catalogues, and so delay the end of access.",
      happens: "They are members of pg_signal_backend or pg_maintain.",
      fix: "Take these roles from logins that people ask access for.",
    },
    POSTGRES_NO_RESERVED_CONNECTION: {
      means: "The server keeps no connection free for Hallpass.",
      happens:
        "`reserved_connections` is 0, or the account is not a member of pg_use_reserved_connections. A login that opens all connections then delays the end of access.",
      fix: "Follow the two steps in the message.",
    },
    POSTGRES_NO_CONNECTION_LIMIT: {
      means: "Some logins may open all connections of the server, and so delay the end of access.",
      happens: "They have no CONNECTION LIMIT.",
      fix: "Set a limit with the ALTER ROLE statement in the message.",
    },
    POSTGRES_NO_CREATEROLE: {
      means: "The account may not create logins, and the configuration asks for one per grant.",
      happens: "`logins: per-grant` needs CREATEROLE.",
      fix: "Run the ALTER ROLE statement in the message, or set `logins: standing`.",
    },
    POSTGRES_WIDE_CREATEROLE: {
      means: "CREATEROLE gives the account power over every role except superusers.",
      happens: "The server is older than PostgreSQL 16.",
      fix: "Upgrade the server, or set `logins: standing`.",
    },
    POSTGRES_LOGIN_LEFT: {
      means: "A login was closed, but could not be dropped.",
      happens:
        "It owns something, was given rights, or was locked by another account. It can no longer log in.",
      fix: "Run the statements in the message.",
    },
    POSTGRES_NO_TIMER: {
      means: "No grant gets a timer on the server that ends it if Hallpass is down.",
      happens: "pg_cron is missing, too old or not running, or the account may not use it.",
      fix: "Follow the message, or set `nativeExpiry: off`.",
    },
    POSTGRES_TIMER_FAILS: {
      means: "Some of Hallpass's timers failed when they last ran.",
      happens: "pg_cron cannot connect, or the account lost a right.",
      fix: "Read the error with the query in the message.",
    },
  },
});
