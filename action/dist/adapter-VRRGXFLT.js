import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  keepConnection
} from "./chunk-MDUQJ76C.js";
import {
  isOwnHost
} from "./chunk-A473MKXD.js";
import "./chunk-M2AKUPX3.js";
import "./chunk-2HNI7JJU.js";
import {
  giveUpAfter
} from "./chunk-YP6EQXKM.js";
import {
  createOffer,
  listRoles
} from "./chunk-ZIHSV6EN.js";
import {
  refuseRepeated
} from "./chunk-PX6SYLT4.js";
import {
  shellLine
} from "./chunk-2XT6N3BN.js";
import {
  toPhrases
} from "./chunk-3Z7Y7I5C.js";
import "./chunk-GGGEKREZ.js";
import {
  defineAdapter
} from "./chunk-TQBW6AQB.js";
import {
  byName,
  deadlineSeconds,
  mistake,
  secretVariable,
  warning
} from "./chunk-HMVRQBRS.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";
import "./chunk-JWKNRRMN.js";
import "./chunk-N5G37XHY.js";

// src/providers/mysql/configuration.ts
var accountName = { type: "string", minLength: 1, maxLength: 128 };
var mysqlSchema = {
  type: "object",
  additionalProperties: false,
  required: ["host", "user", "passwordFrom", "resources"],
  properties: {
    host: { type: "string", minLength: 1 },
    port: { type: "integer", minimum: 1, maximum: 65535 },
    user: accountName,
    /** The variable of the server's environment that holds the password. */
    passwordFrom: secretVariable,
    deadlineSeconds,
    tls: { enum: ["verify", "off"] },
    nativeExpiry: { enum: ["auto", "required", "off"] },
    schema: {
      type: "string",
      pattern: "^[a-z][a-z0-9]{0,63}$",
      description: "a name of small letters and digits"
    },
    accountHost: { type: "string", minLength: 1, maxLength: 255, pattern: "^[^@]+$" },
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        roles: byName({ ...accountName, pattern: "^[^@]+$" })
      }
    })
  }
};

// src/providers/mysql/quoting.ts
var SQL_MODE = "STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES";
var quoteText = (text) => `'${text.replaceAll("'", "''")}'`;
var quoteName = (name) => `\`${name.replaceAll("`", "``")}\``;

// src/providers/mysql/accounts/account.ts
var SEPARATOR = "@";
function parsePrincipal(principal, accountHost) {
  const at = principal.lastIndexOf(SEPARATOR);
  if (at < 0) return { user: principal, host: accountHost };
  return { user: principal.slice(0, at), host: principal.slice(at + 1) };
}
var principalOf = ({ user, host }, accountHost) => host === accountHost && !user.includes(SEPARATOR) ? user : `${user}${SEPARATOR}${host}`;
var accountId = ({ user, host }) => `${user}${SEPARATOR}${host}`;
function parseAccountId(id) {
  const at = id.lastIndexOf(SEPARATOR);
  return at < 0 ? void 0 : { user: id.slice(0, at), host: id.slice(at + 1) };
}
var quoteAccount = ({ user, host }) => host === "" ? quoteName(user) : `${quoteName(user)}${SEPARATOR}${quoteName(host)}`;

// src/providers/mysql/connections/failure.ts
function errnoOf(error) {
  if (!(error instanceof Error) || !("errno" in error)) return void 0;
  return typeof error.errno === "number" && error.errno > 0 ? error.errno : void 0;
}
var toProviderError = (provider, error) => error instanceof ProviderError ? error : new ProviderError(provider, classify(error), error);
function toConnectError(provider, error) {
  if (error instanceof ProviderError) return error;
  const code = refusedLogins.has(errnoOf(error) ?? 0) ? "LOGIN_REFUSED" : classify(error);
  return new ProviderError(provider, code, error);
}
var refusedLogins = /* @__PURE__ */ new Set([1044, 1045, 1130, 1698, 1820, 1862, 3118, 4151]);
var numbers = new Map([
  ...all("UNREACHABLE", [
    1040,
    // too many connections
    1053,
    // shutting down
    1129,
    // host blocked after failed connections
    1158,
    1159,
    1160,
    1161,
    // the network
    1203,
    1226,
    // too many connections of our account
    1290,
    1836,
    // read only: a replica, until it takes over
    1317,
    1927
    // our statement or connection was killed
  ]),
  ...all("BUSY", [
    1133,
    1396,
    1959,
    1961,
    1962,
    3530,
    // the account or role was dropped, or the mapping changed, between reading and writing
    1205,
    1213,
    // lock wait, deadlock
    1537
    // the same event was made by another call
  ]),
  ...all("TIMEOUT", [1969, 3024]),
  // max_statement_time, max_execution_time
  ...all("REFUSED", [1044, 1045, 1049, 1095, 1142, 1143, 1146, 1227, 1370, 1698, 1820, 1862, 3118, 4151])
]);
function all(code, errnos) {
  return errnos.map((errno) => [errno, code]);
}
function classify(error) {
  if (!(error instanceof Error)) return "UNEXPECTED";
  const code = numbers.get(errnoOf(error) ?? 0);
  if (code !== void 0) return code;
  if (/timeout|ETIMEDOUT/iu.test(error.message)) return "TIMEOUT";
  return isLost(error) ? "UNREACHABLE" : "UNEXPECTED";
}
var lostCodes = /* @__PURE__ */ new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "HANDSHAKE_NO_SSL_SUPPORT",
  "HANDSHAKE_SSL_ERROR",
  "PROTOCOL_CONNECTION_LOST"
]);
var isLost = (error) => "code" in error && typeof error.code === "string" && lostCodes.has(error.code) || /closed state|connection (is|was) (closed|lost)/iu.test(error.message);

// src/providers/mysql/connections/connect.ts
var LOCK_WAIT_SECONDS = 1;
async function connect(configuration, milliseconds) {
  const end = performance.now() + milliseconds;
  const connection = await logIn(configuration, milliseconds);
  const set = connection.query(settings(Math.ceil(milliseconds / 1e3)));
  try {
    await giveUpAfter(Math.max(1, end - performance.now()), configuration.name, set);
    return connection;
  } catch (error) {
    connection.destroy();
    throw toConnectError(configuration.name, error);
  }
}
async function logIn(configuration, milliseconds) {
  const { name, host, port, user, password, tls = isOwnHost(host) ? "off" : "verify" } = configuration;
  const { default: mysql } = await import("./promise-65P7RTUP.js");
  try {
    const connection = await mysql.createConnection({
      ...{ host, port, user, password, connectTimeout: milliseconds },
      ...{ charset: "utf8mb4_bin", dateStrings: true, supportBigNumbers: true, bigNumberStrings: true },
      ...tls === "verify" && { ssl: { rejectUnauthorized: true, verifyIdentity: true } }
    });
    connection.on("error", () => {
    });
    return connection;
  } catch (error) {
    throw toConnectError(name, error);
  }
}
var settings = (seconds) => `SET SESSION /*M! max_statement_time = ${seconds}, */ sql_mode = ${quoteText(SQL_MODE)}, time_zone = '+00:00', autocommit = 1,
     lock_wait_timeout = ${LOCK_WAIT_SECONDS}, sql_quote_show_create = 1`;
var queryOf = (connection) => async (sql, values = []) => {
  const [rows] = values.length > 0 ? await connection.execute(sql, [...values]) : await connection.query(sql);
  return Array.isArray(rows) ? rows : [];
};

// src/providers/mysql/connections/slots.ts
function createSlots(most) {
  let free = most;
  const waiting = [];
  return {
    take(milliseconds) {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          resolve(true);
        };
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(wake), 1);
          resolve(false);
        }, milliseconds);
        waiting.push(wake);
      });
    },
    giveBack() {
      const next = waiting.shift();
      if (next === void 0) free += 1;
      else next();
    }
  };
}

// src/providers/mysql/connections/sessions.ts
var MOST = 8;
function openSessions(configuration) {
  const { name, deadlineSeconds: deadlineSeconds2 = 10 } = configuration;
  const half = deadlineSeconds2 * 500;
  const slots = createSlots(MOST);
  const kept = keepConnection({
    open: () => connect(configuration, half),
    watch(connection, lose) {
      connection.once("error", lose);
      connection.once("end", lose);
    },
    async end(connection) {
      connection.destroy();
    }
  });
  async function run(work) {
    const start = performance.now();
    if (!await slots.take(half)) throw new ProviderError(name, "TIMEOUT");
    try {
      const connection = await connect(configuration, Math.max(1, half - (performance.now() - start)));
      return await useOnce(connection, name, half, work);
    } catch (error) {
      throw toProviderError(name, error);
    } finally {
      slots.giveBack();
    }
  }
  async function runEnding(work) {
    const free = kept.take();
    if (free === void 0) return run(work);
    let healthy = false;
    try {
      const result = await giveUpAfter(half, name, work(queryOf(free)));
      healthy = true;
      return result;
    } catch (error) {
      healthy = error instanceof ProviderError && error.code !== "TIMEOUT";
      throw toProviderError(name, error);
    } finally {
      kept.giveBack(free, healthy);
    }
  }
  return { deadlineSeconds: deadlineSeconds2, run, runEnding, keepOne: kept.keep, close: kept.close };
}
async function useOnce(connection, provider, milliseconds, work) {
  try {
    const result = await giveUpAfter(milliseconds, provider, work(queryOf(connection)));
    await connection.end();
    return result;
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

// src/providers/mysql/roles/members.ts
var ROLE_HOST = "%";
var roleOf = (flavour, name) => ({
  name,
  host: flavour === "mysql" ? ROLE_HOST : ""
});
var roleId = ({ name }) => name;
var quoteRole = ({ name, host }) => quoteAccount({ user: name, host });
var tables = {
  mariadb: `SELECT Role AS role, '' AS role_host, User AS user, Host AS host, Admin_option AS admin
              FROM mysql.roles_mapping`,
  mysql: `SELECT FROM_USER AS role, FROM_HOST AS role_host, TO_USER AS user, TO_HOST AS host, WITH_ADMIN_OPTION AS admin
            FROM mysql.role_edges`
};
var roleColumn = { mariadb: "Role", mysql: "FROM_USER" };
async function listMemberships(query, flavour, role) {
  const rows = role === void 0 ? await query(tables[flavour]) : await query(`${tables[flavour]} WHERE BINARY ${roleColumn[flavour]} = ?`, [role]);
  return rows.map((row) => ({
    role: { name: row.role, host: row.role_host },
    member: { user: row.user, host: row.host },
    isAdmin: row.admin === "Y"
  }));
}
async function isHeld(query, flavour, role, { user, host }) {
  const memberships = await listMemberships(query, flavour, role.name);
  return memberships.some(
    ({ member, role: { host: roleHost } }) => roleHost === role.host && member.user === user && member.host === host
  );
}
var grantStatement = (role, account) => `GRANT ${quoteRole(role)} TO ${quoteAccount(account)}`;
var revokeStatement = (role, account) => `REVOKE ${quoteRole(role)} FROM ${quoteAccount(account)}`;

// src/providers/mysql/describe.ts
var describeRemoval = (role, principal, accountHost) => `${revokeStatement(role, parsePrincipal(principal, accountHost))};`;
var describeConnection = ({ host, port }, { user }, role) => ({
  kind: "command",
  text: shellLine(
    ...["mysql", "-h", host, "-P", String(port), "-u", user, "-p"],
    `--init-command=SET ROLE ${quoteName(role)}`
  )
});

// src/providers/mysql/timers/scheduler.ts
var settings2 = {
  mariadb: `SELECT GLOBAL_VALUE AS state, GLOBAL_VALUE_ORIGIN AS origin FROM information_schema.SYSTEM_VARIABLES
             WHERE VARIABLE_NAME = 'EVENT_SCHEDULER'`,
  mysql: "SELECT @@GLOBAL.event_scheduler AS state, NULL AS origin"
};
async function findSchedulerFault(query, flavour, schema) {
  const [row] = await query(settings2[flavour]);
  if (row?.state !== "ON") return "off";
  if (row.origin === "SQL") return "until-restart";
  const [own] = await query("SELECT 1 AS found FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?", [
    schema
  ]);
  if (own === void 0) return "no-schema";
  return await mayMakeEvents(query, schema) ? void 0 : "no-right";
}
async function mayMakeEvents(query, schema) {
  const rows = await query(
    `SELECT 1 AS found FROM information_schema.SCHEMA_PRIVILEGES
      WHERE PRIVILEGE_TYPE = 'EVENT' AND REPLACE(TABLE_SCHEMA, '\\', '') = ?
      UNION SELECT 1 FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE = 'EVENT'`,
    [schema]
  );
  return rows.length > 0;
}

// src/providers/mysql/diagnosis/events.ts
async function diagnoseEvents(query, flavour, { schema, nativeExpiry }) {
  if (nativeExpiry === "off") return [];
  const fault = await findSchedulerFault(query, flavour, schema);
  const say = nativeExpiry === "required" ? mistake : warning;
  return [
    ...fault === void 0 ? [] : [
      say(
        "MYSQL_NO_EVENTS",
        `No grant gets an event of its own: ${describe(fault, schema)}.`,
        fix(fault, schema)
      )
    ],
    ...await findStuck(query, schema)
  ];
}
var describe = (fault, schema) => ({
  off: "the event scheduler is off, and with it off nothing happens at the end",
  "until-restart": "the event scheduler was switched on with SET GLOBAL, which a restart forgets",
  "no-schema": `the account of Hallpass sees no schema "${schema}"`,
  "no-right": `the account of Hallpass may make no events in "${schema}"`
})[fault];
function fix(fault, schema) {
  if (fault === "no-schema")
    return `As an administrator of the server: CREATE DATABASE ${schema}; and GRANT EVENT ON ${schema}.* to the account of Hallpass.`;
  if (fault === "no-right")
    return `As an administrator of the server: GRANT EVENT ON ${schema}.* to the account of Hallpass.`;
  return "Write event_scheduler = ON below [mysqld] in the server's option file, and restart the server. Or set nativeExpiry: off.";
}
async function findStuck(query, schema) {
  const rows = await query(
    `SELECT EVENT_NAME AS name, STATUS AS status FROM information_schema.EVENTS
      WHERE EVENT_SCHEMA = ? AND EVENT_NAME LIKE 'hallpass-%'
        AND (STATUS <> 'ENABLED' OR STARTS < UTC_TIMESTAMP() - INTERVAL 2 MINUTE) ORDER BY 1`,
    [schema]
  );
  return rows.map(
    ({ name, status }) => mistake(
      "MYSQL_EVENT_STUCK",
      status === "ENABLED" ? `The event ${schema}.${name} did not finish in time.` : `The event ${schema}.${name} is ${status}: it will not run.`,
      status === "ENABLED" ? "Look at the server's error log, and check that the event scheduler runs and that the account of Hallpass still may revoke the role and kill sessions." : `As an administrator of the server: ALTER EVENT ${schema}.\`${name}\` ENABLE;`
    )
  );
}

// src/providers/mysql/diagnosis/hidden-sessions.ts
var DENIED = /* @__PURE__ */ new Set([1044, 1142]);
async function diagnoseHiddenSessions(query) {
  if (await seesOwnLogin(query)) return [];
  return [
    warning(
      "MYSQL_HIDDEN_SESSIONS",
      "Hallpass cannot see who logged in to a session that runs a routine of another account: a holder's session that waits in one outlives the end, with the role.",
      "Write performance_schema = ON below [mysqld] in the server's option file, restart the server, and as an administrator: GRANT SELECT ON performance_schema.threads to the account of Hallpass."
    )
  ];
}
async function seesOwnLogin(query) {
  try {
    const rows = await query(
      "SELECT 1 AS found FROM performance_schema.threads WHERE PROCESSLIST_ID = CONNECTION_ID() AND PROCESSLIST_USER IS NOT NULL"
    );
    return rows.length > 0;
  } catch (error) {
    if (DENIED.has(errnoOf(error) ?? 0)) return false;
    throw error;
  }
}

// src/providers/mysql/diagnosis/hinderers.ts
var NAMED = 5;
async function diagnoseHinderers(query, server, lent) {
  const list = async (sql) => (await listNames(query, server, sql)).filter((name) => !lent.includes(name));
  const hinderers = await list(hinder);
  const keepers = server.flavour === "mariadb" ? await list(keep) : [];
  return [
    ...describe2(
      hinderers,
      (names) => warning(
        "MYSQL_HINDERER",
        `These accounts and roles may lock or stop the server or change accounts, and keep their own access from being ended: ${names}.`,
        "As an administrator of the server: take RELOAD, SHUTDOWN and CREATE USER from accounts that people ask access for."
      )
    ),
    ...describe2(
      keepers,
      (names) => warning(
        "MYSQL_KEEPER",
        `These accounts and roles may make views, routines, triggers or events somewhere, which can keep what a role gives them beyond the end: ${names}.`,
        "As an administrator of the server: take CREATE VIEW, CREATE ROUTINE, TRIGGER and EVENT from what people hold who ask for access, or look at what they made after each grant."
      )
    )
  ];
}
var hinder = `SELECT User AS user, Host AS host FROM mysql.user
  WHERE Super_priv = 'N' AND (Reload_priv = 'Y' OR Shutdown_priv = 'Y' OR Create_user_priv = 'Y') ORDER BY 1, 2`;
var makes = (table2) => `'Y' IN (${table2}.Create_view_priv, ${table2}.Create_routine_priv, ${table2}.Event_priv, ${table2}.Trigger_priv)`;
var keep = `SELECT u.User AS user, u.Host AS host FROM mysql.user u
  WHERE u.Super_priv = 'N' AND (${makes("u")} OR EXISTS (
        SELECT 1 FROM mysql.db d WHERE d.User = u.User AND d.Host = u.Host AND ${makes("d")})) ORDER BY 1, 2`;
async function listNames(query, { self }, sql) {
  const rows = await query(sql);
  const names = rows.map((account) => account.host === "" ? account.user : accountId(account));
  return names.filter((name) => name !== self);
}
function describe2(names, say) {
  if (names.length === 0) return [];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return [say(names.slice(0, NAMED).join(", ") + more)];
}

// src/providers/mysql/roles/judge-rights.ts
var harmless = /* @__PURE__ */ new Set([
  "USAGE",
  "BINLOG MONITOR",
  "CREATE TEMPORARY TABLES",
  "PROCESS",
  "REPLICA MONITOR",
  "REPLICATION CLIENT",
  "SHOW DATABASES",
  "SLAVE MONITOR"
]);
var lasting = ["CREATE ROUTINE", "ALTER ROUTINE", "EVENT", "ALL PRIVILEGES", "ALL"];
function findFault(rights, ownSchema) {
  for (const right of rights) {
    const fault = judge(right, ownSchema);
    if (fault !== void 0) return fault;
  }
  return void 0;
}
function judge(right, ownSchema) {
  if (right.kind === "unknown") return "the server lists a right on it that Hallpass cannot read";
  if (right.grantable)
    return "it may grant what it has (GRANT OPTION or ADMIN OPTION): a holder could give it to herself for good";
  if (right.kind === "role") return void 0;
  const { privileges, schema, object } = right;
  if (schema === "*") return judgeGlobal(privileges);
  if (privileges.every((privilege) => privilege === "USAGE")) return void 0;
  for (const own of ["mysql", ownSchema])
    if (matches(schema, own, object === "*"))
      return `it reaches the schema "${own}", with power over accounts or over Hallpass's events`;
  const kept = privileges.find((privilege) => lasting.includes(privilege));
  return kept === void 0 ? void 0 : `it has ${kept} on "${schema}": a holder could leave a routine or an event there that gives access after the end`;
}
function judgeGlobal(privileges) {
  const powerful = privileges.find((privilege) => !harmless.has(privilege));
  return powerful && `it has the global privilege ${powerful}, which is power over the server or over Hallpass`;
}
function matches(pattern, schema, isPattern) {
  if (!isPattern) return pattern.toLowerCase() === schema;
  const expression = pattern.replaceAll(/\\?[\s\S]/gu, (part) => {
    if (part === "%") return "[\\s\\S]*";
    if (part === "_") return "[\\s\\S]";
    const literal = part.length > 1 ? part.slice(1) : part;
    return literal.replaceAll(/[^\w]/gu, "\\$&");
  });
  return new RegExp(`^${expression}$`, "iu").test(schema);
}

// src/providers/mysql/roles/lent-rights.ts
var NAME = "(?:`(?:[^`]|``)*`|\\*)";
var privilegesPattern = new RegExp(
  `^GRANT (?<privileges>.+?) ON (?:(?:TABLE|PROCEDURE|FUNCTION|PACKAGE|PACKAGE BODY) )?(?<schema>${NAME})\\.(?<object>${NAME}) TO (?<rest>.*)$`,
  "su"
);
var rolePattern = /^GRANT (?<role>`(?:[^`]|``)*`)(?:@`[^`]*`)? TO (?<rest>.*)$/su;
function parseGrantLine(line) {
  const privileges = privilegesPattern.exec(line)?.groups;
  if (privileges !== void 0)
    return {
      kind: "privileges",
      privileges: splitPrivileges(privileges.privileges ?? ""),
      schema: unquote(privileges.schema ?? ""),
      object: unquote(privileges.object ?? ""),
      grantable: / WITH (?:\w+ \d+ )*GRANT OPTION/u.test(privileges.rest ?? "")
    };
  const role = rolePattern.exec(line)?.groups;
  if (role !== void 0)
    return {
      kind: "role",
      role: unquote(role.role ?? ""),
      grantable: (role.rest ?? "").endsWith(" WITH ADMIN OPTION")
    };
  return { kind: "unknown", line };
}
var splitPrivileges = (list) => list.replaceAll(/ ?\((?:`(?:[^`]|``)*`(?:, )?)+\)/gu, "").split(",").map((privilege) => privilege.trim().toUpperCase());
var unquote = (name) => name.startsWith("`") ? name.slice(1, -1).replaceAll("``", "`") : name;

// src/providers/mysql/roles/lent-role.ts
async function requireRole(query, server, target) {
  const { provider, schema } = target;
  const role = roleOf(server.flavour, target.role);
  if (!await roleExists(query, server, role)) throw new ProviderError(provider, "UNKNOWN_ENTITLEMENT");
  const fault = await mayGrant(query, server, role) ? findFault(await readRights(query, server, role), schema) : "the account of Hallpass has no ADMIN OPTION on it";
  if (fault !== void 0)
    throw new ProviderError(
      provider,
      "REFUSED",
      new Error(`The role "${role.name}" is not accepted: ${fault}.`)
    );
  return role;
}
async function roleExists(query, { flavour }, { name, host }) {
  const isRole = flavour === "mariadb" ? " AND is_role = 'Y'" : "";
  const rows = await query(
    `SELECT 1 AS found FROM mysql.user WHERE BINARY User = ? AND BINARY Host = ?${isRole}`,
    [name, host]
  );
  return rows.length > 0;
}
async function mayGrant(query, { flavour, self }, role) {
  const memberships = await listMemberships(query, flavour, role.name);
  return memberships.some(({ member, isAdmin }) => isAdmin && accountId(member) === self);
}
var readRights = (query, { flavour }, role) => flavour === "mariadb" ? readOwn(query, role) : readDeep(query, role);
async function readOwn(query, role) {
  await query(`SET ROLE ${quoteRole(role)}`);
  const rights = await show(query, "CURRENT_ROLE");
  await query("SET ROLE NONE");
  return rights;
}
async function readDeep(query, role) {
  const seen = /* @__PURE__ */ new Set();
  const found = [];
  const next = [role];
  for (let each = next.pop(); each !== void 0; each = next.pop()) {
    if (seen.has(each.name)) continue;
    seen.add(each.name);
    const rights = await show(query, quoteRole(each));
    found.push(...rights);
    for (const right of rights) if (right.kind === "role") next.push({ name: right.role, host: each.host });
  }
  return found;
}
async function show(query, whose) {
  const rows = await query(`SHOW GRANTS FOR ${whose}`);
  return rows.flatMap((row) => Object.values(row)).map((line) => parseGrantLine(line));
}

// src/providers/mysql/diagnosis/made-by-role.ts
async function listMadeByRole(query, flavour, role) {
  if (flavour === "mysql") return [];
  await query(`SET ROLE ${quoteRole(role)}`);
  const definers = [role.name, `${role.name}@`];
  const made = await query(
    `SELECT LOWER(ROUTINE_TYPE) AS kind, CONCAT(ROUTINE_SCHEMA, '.', ROUTINE_NAME) AS name FROM information_schema.ROUTINES WHERE DEFINER IN (?, ?)
      UNION SELECT 'view', CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) FROM information_schema.VIEWS WHERE DEFINER IN (?, ?)
      UNION SELECT 'trigger', CONCAT(TRIGGER_SCHEMA, '.', TRIGGER_NAME) FROM information_schema.TRIGGERS WHERE DEFINER IN (?, ?)
      UNION SELECT 'event', CONCAT(EVENT_SCHEMA, '.', EVENT_NAME) FROM information_schema.EVENTS WHERE DEFINER IN (?, ?)
      ORDER BY 2`,
    [...definers, ...definers, ...definers, ...definers]
  );
  await query("SET ROLE NONE");
  return made;
}

// src/providers/mysql/diagnosis/mergeable.ts
var NAMED2 = 5;
async function listMergeable(query, flavour, role) {
  if (flavour === "mysql") return [];
  await query(`SET ROLE ${quoteRole(role)}`);
  const rows = await query(
    `SELECT CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) AS name FROM information_schema.TABLES
      WHERE ENGINE = 'MyISAM' AND TABLE_SCHEMA NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
        AND EXISTS (SELECT 1 FROM information_schema.ENGINES WHERE ENGINE = 'MRG_MyISAM' AND SUPPORT IN ('YES', 'DEFAULT'))
      ORDER BY 1 LIMIT ${NAMED2}`
  );
  await query("SET ROLE NONE");
  return rows.map(({ name }) => name);
}

// src/providers/mysql/diagnosis/lent-roles.ts
async function diagnoseRoles(query, server, declared) {
  const findings = [];
  for (const name of new Set(declared.roles))
    findings.push(...await diagnoseRole(query, server, declared, roleOf(server.flavour, name)));
  return [...findings, ...await findOthers(query, server, declared.roles)];
}
async function diagnoseRole(query, server, { schema }, role) {
  if (!await roleExists(query, server, role))
    return [
      mistake(
        "MYSQL_NO_ROLE",
        `The configured role "${role.name}" does not exist.`,
        "Create it, or take it out of HALLPASS_PROVIDERS."
      )
    ];
  if (!await mayGrant(query, server, role)) return [describeNoAdmin(server, role)];
  const rights = await readRights(query, server, role);
  const fault = findFault(rights, schema);
  if (fault !== void 0)
    return [
      mistake(
        "MYSQL_POWERFUL_ROLE",
        `The configured role "${role.name}" is not lent: ${fault}.`,
        `Take that right away from "${role.name}", or take the role out of HALLPASS_PROVIDERS.`
      )
    ];
  return [
    ...describeLasting(rights, role),
    ...await describeMergeable(query, server, rights, role),
    ...await describeMade(query, server, role)
  ];
}
var describeNoAdmin = ({ self }, role) => mistake(
  "MYSQL_NO_ADMIN_OPTION",
  `The account "${self}" may not hand out the configured role "${role.name}".`,
  `As an administrator of the server: GRANT ${quoteRole(role)} TO ${quoteAccount(parseAccountId(self) ?? { user: self, host: "%" })} WITH ADMIN OPTION;`
);
var LASTING = ["CREATE VIEW", "TRIGGER", "REFERENCES"];
var listPrivileges = (rights) => rights.flatMap((right) => right.kind === "privileges" ? right.privileges : []);
function describeLasting(rights, { name }) {
  const lasting2 = listPrivileges(rights).filter((each) => LASTING.includes(each));
  return [...new Set(lasting2)].map(
    (privilege) => warning(
      "MYSQL_LASTING_RIGHT",
      `The configured role "${name}" has ${privilege}: what a holder makes with it goes on after the end.`,
      `Take ${privilege} away from "${name}", or look at what was made after each grant.`
    )
  );
}
async function describeMergeable(query, server, rights, role) {
  const given = listPrivileges(rights);
  if (!["SELECT", "UPDATE", "DELETE"].every((each) => given.includes(each))) return [];
  const tables2 = await listMergeable(query, server.flavour, role);
  if (tables2.length === 0) return [];
  return [
    warning(
      "MYSQL_LASTING_RIGHT",
      `The configured role "${role.name}" has SELECT, UPDATE and DELETE and reaches MyISAM tables (${tables2.join(", ")}): a MERGE table that a holder makes over one, in a schema of their own, reads and writes it after the end.`,
      "Change these tables to another engine, or take one of these rights away from the role."
    )
  ];
}
async function describeMade(query, server, role) {
  const made = await listMadeByRole(query, server.flavour, role);
  return made.map(
    ({ kind, name }) => warning(
      "MYSQL_MADE_BY_ROLE",
      `The ${kind} ${name} runs with the rights of the configured role "${role.name}", for whoever may use it.`,
      `If a holder of the role made it: drop it. It was made with DEFINER = CURRENT_ROLE.`
    )
  );
}
async function findOthers(query, server, roles) {
  const memberships = await listMemberships(query, server.flavour);
  return memberships.filter(({ member, role }) => accountId(member) === server.self && !roles.includes(role.name)).map(
    ({ member, role }) => mistake(
      "MYSQL_BEYOND",
      `The account "${server.self}" holds the role "${role.name}", which no resource of the configuration names.`,
      `As an administrator of the server: REVOKE ${quoteRole(role)} FROM ${quoteAccount(member)}; or name the role in HALLPASS_PROVIDERS.`
    )
  );
}

// src/providers/mysql/diagnosis/own-rights.ts
var ACCOUNT_COLUMNS = "Host, User, is_role, Super_priv, Reload_priv, Shutdown_priv, Create_user_priv, Create_view_priv, Create_routine_priv, Event_priv, Trigger_priv";
var SCHEMA_COLUMNS = "Host, Db, User, Create_view_priv, Create_routine_priv, Event_priv, Trigger_priv";
var global = (privilege) => ({ privilege, schema: "*", object: "*" });
var table = (name, columns2 = "") => ({
  ...{ privilege: "SELECT", schema: "mysql", object: name },
  ...columns2 !== "" && { columns: columns2 }
});
var needs = {
  mariadb: [
    global("PROCESS"),
    global("CONNECTION ADMIN"),
    table("roles_mapping"),
    table("proxies_priv"),
    table("user", ACCOUNT_COLUMNS),
    table("db", SCHEMA_COLUMNS)
  ],
  mysql: [
    global("PROCESS"),
    global("CONNECTION_ADMIN"),
    { privilege: "SELECT", schema: "mysql", object: "*" }
  ]
};
var wanted = (schema) => [
  { privilege: "EVENT", schema, object: "*" },
  { privilege: "SELECT", schema, object: "server" },
  { privilege: "SELECT", schema: "performance_schema", object: "threads" }
];
async function diagnoseOwnRights(query, server, schema) {
  const rights = await readOwn2(query, server.self);
  const needed = needs[server.flavour];
  const missing = [];
  for (const need of needed) if (!await isGiven(query, rights, need)) missing.push(need);
  const allowed = [...needed, ...wanted(schema)];
  return [
    ...missing.map((need) => describeMissing(need, quoteSelf(server))),
    ...rights.flatMap((right) => findExcess(right, allowed)).map((excess) => describeExcess(excess, quoteSelf(server)))
  ];
}
var describeMissing = (need, account) => mistake(
  "MYSQL_NO_RIGHT",
  `The account ${account} lacks ${describe3(need)}.`,
  `As an administrator of the server: GRANT ${need.privilege}${need.columns === void 0 ? "" : ` (${need.columns})`} ON ${place(need)} TO ${account};`
);
var describeExcess = ({ what, where }, account) => mistake(
  "MYSQL_EXCESS",
  `The account ${account} has ${what} on ${where}, more than handing out roles needs.`,
  `As an administrator of the server: REVOKE ${what} ON ${where} FROM ${account};`
);
var DENIED2 = /* @__PURE__ */ new Set([1044, 1142, 1143]);
async function isGiven(query, rights, need) {
  if (need.columns === void 0) return rights.some((right) => gives(right, need));
  try {
    await query(`SELECT ${need.columns} FROM ${place(need)} LIMIT 0`);
    return true;
  } catch (error) {
    if (DENIED2.has(errnoOf(error) ?? 0)) return false;
    throw error;
  }
}
var quoteSelf = ({ self }) => quoteAccount(parseAccountId(self) ?? { user: self, host: "%" });
async function readOwn2(query, self) {
  const { user, host } = parseAccountId(self) ?? { user: self, host: "%" };
  const grantee = ` TO ${quoteName(user)}@${quoteName(host)}`;
  const rows = await query("SHOW GRANTS");
  return rows.flatMap((row) => Object.values(row)).filter((line) => line.includes(grantee)).map((line) => parseGrantLine(line));
}
var same = (a, b) => a.replaceAll("_", " ").toLowerCase() === b.replaceAll("_", " ").toLowerCase();
var gives = (right, { privilege, schema, object }) => right.kind === "privileges" && right.privileges.some((each) => same(each, privilege) || each.startsWith("ALL")) && (right.schema === "*" || same(right.schema.replaceAll("\\", ""), schema)) && (right.object === "*" || same(right.object, object));
function findExcess(right, needed) {
  if (right.kind !== "privileges") return [];
  const here = needed.filter(
    ({ schema, object }) => same(right.schema.replaceAll("\\", ""), schema) && same(right.object, object)
  );
  const where = place(right);
  return [
    ...right.privileges.filter((each) => each !== "USAGE" && !here.some(({ privilege }) => same(each, privilege))).map((what) => ({ what, where })),
    ...right.grantable ? [{ what: "GRANT OPTION", where }] : []
  ];
}
var place = ({ schema, object }) => `${schema === "*" ? "*" : quoteName(schema)}.${object === "*" ? "*" : quoteName(object)}`;
var describe3 = (need) => need.schema === "*" ? `the privilege ${need.privilege}` : `${need.privilege} on ${place(need)}`;

// src/providers/mysql/diagnosis/proxies.ts
var PLAIN = [
  ...["mysql_native_password", "mysql_old_password", "mysql_clear_password", "unix_socket", "auth_socket"],
  ...["ed25519", "parsec", "sha256_password", "caching_sha2_password"]
];
async function diagnoseProxies(query) {
  const rows = await query(
    `SELECT PLUGIN_NAME AS name FROM information_schema.PLUGINS
      WHERE PLUGIN_TYPE = 'AUTHENTICATION' AND PLUGIN_STATUS = 'ACTIVE' ORDER BY 1`
  );
  const names = rows.map(({ name }) => name).filter((name) => !PLAIN.includes(name));
  if (names.length === 0) return [];
  return [
    warning(
      "MYSQL_PROXY",
      `The server may log somebody in as another account (${names.join(", ")}): a holder can let somebody else become theirs, whose open session keeps the role after the end.`,
      "As an administrator of the server: uninstall the plugin, or map nobody to accounts that people ask access for, and look at mysql.proxies_priv after each grant."
    )
  ];
}

// src/providers/mysql/diagnosis/diagnose.ts
async function diagnose(query, server, declared) {
  const own = await diagnoseOwnRights(query, server, declared.schema);
  if (own.some(({ code }) => code === "MYSQL_NO_RIGHT")) return own;
  return [
    ...own,
    ...describeMark(server, declared.schema),
    ...await diagnoseRoles(query, server, declared),
    ...await diagnoseEvents(query, server.flavour, declared),
    ...await diagnoseHiddenSessions(query),
    ...await diagnoseProxies(query),
    ...await diagnoseHinderers(query, server, declared.roles)
  ];
}
var describeMark = ({ flavour, instances }, schema) => flavour === "mysql" || instances.length > 1 ? [] : [
  warning(
    "MYSQL_NO_MARK",
    `Hallpass reads no mark of this server in ${schema}.server, so it could not tell a rebuilt server under the same address.`,
    `As an administrator of the server, while nothing is held: CREATE TABLE ${schema}.server (id CHAR(36) NOT NULL PRIMARY KEY) SELECT UUID() AS id; and GRANT SELECT ON ${schema}.server to the account of Hallpass.`
  )
];

// src/providers/mysql/accounts/require-account.ts
var columns = {
  mariadb: "Super_priv AS powerful, is_role AS idle",
  mysql: "Super_priv AS powerful, account_locked AS idle"
};
async function requireAccount(query, provider, server, account) {
  const [row] = await query(
    `SELECT ${columns[server.flavour]} FROM mysql.user WHERE BINARY User = ? AND BINARY Host = ?`,
    [account.user, account.host]
  );
  if (row === void 0) throw new ProviderError(provider, "UNKNOWN_PRINCIPAL");
  const fault = await findFault2(query, server, account, row);
  if (fault !== void 0)
    throw new ProviderError(
      provider,
      "REFUSED",
      new Error(`The account "${accountId(account)}" is not accepted: ${fault}.`)
    );
}
async function findFault2(query, { self, flavour }, account, { powerful, idle }) {
  if (account.user === "") return "it has no name, so everybody may log in as it";
  if (account.user === parseAccountId(self)?.user)
    return "it has the name of Hallpass's account, whose sessions would end with its own";
  if (powerful === "Y") return "it has SUPER, which no grant changes";
  if (idle === "Y" && flavour === "mariadb")
    return "it is a role; a grant to a group would reach people whom no approver saw";
  if (idle === "Y") return "it cannot log in";
  const proxied = await query(
    "SELECT 1 AS found FROM mysql.proxies_priv WHERE BINARY Proxied_user = ? AND Proxied_user <> ''",
    [account.user]
  );
  return proxied.length > 0 ? "another account may become it (GRANT PROXY)" : void 0;
}

// src/providers/mysql/server.ts
var instanceOf = ({ instances }) => instances[0];
async function readServer(query, { schema, address }) {
  const [row] = await query(
    "SELECT VERSION() AS version, CURRENT_USER() AS self"
  );
  if (row === void 0) throw new Error("The server returned no row for its version.");
  const flavour = /mariadb/iu.test(row.version) ? "mariadb" : "mysql";
  const byAddress = `address:${address}`;
  const own = flavour === "mysql" ? await readUuid(query) : await readMark(query, schema);
  return { flavour, self: row.self, instances: own === void 0 ? [byAddress] : [own, byAddress] };
}
async function readUuid(query) {
  const [row] = await query("SELECT @@server_uuid AS id");
  return row && `uuid:${row.id}`;
}
var unreadable = /* @__PURE__ */ new Set([1044, 1049, 1142, 1146]);
async function readMark(query, schema) {
  try {
    const rows = await query(`SELECT id FROM ${quoteName(schema)}.server`);
    return rows.length === 1 && rows[0] !== void 0 ? `mark:${rows[0].id}` : void 0;
  } catch (error) {
    if (unreadable.has(errnoOf(error) ?? 0)) return void 0;
    throw error;
  }
}
function requireInstance(provider, { instances }, instance) {
  if (!instances.includes(instance)) throw new ProviderError(provider, "IDENTITY_CHANGED");
}

// src/providers/mysql/accounts/kill-sessions.ts
var NO_SUCH_THREAD = 1094;
async function killSessions(query, user) {
  const ids = await listSessions(query, user);
  for (const id of ids) await kill(query, id);
  return ids;
}
var sessionSources = [
  { table: "information_schema.PROCESSLIST", id: "ID", user: "USER" },
  { table: "performance_schema.threads", id: "PROCESSLIST_ID", user: "PROCESSLIST_USER" }
];
var DENIED3 = /* @__PURE__ */ new Set([1044, 1142]);
async function listSessions(query, user) {
  const [shown, loggedIn] = sessionSources;
  const ids = await listFrom(query, shown, user);
  try {
    return [.../* @__PURE__ */ new Set([...ids, ...await listFrom(query, loggedIn, user)])];
  } catch (error) {
    if (DENIED3.has(errnoOf(error) ?? 0)) return ids;
    throw error;
  }
}
async function listFrom(query, { table: table2, id, user: column }, user) {
  const rows = await query(
    `SELECT CAST(${id} AS CHAR) AS id FROM ${table2} WHERE BINARY ${column} = ? AND ${id} <> CONNECTION_ID()`,
    [user]
  );
  return rows.map((row) => row.id);
}
async function kill(query, id) {
  if (!/^\d{1,20}$/u.test(id)) throw new Error(`The id ${JSON.stringify(id)} of a session is no number.`);
  try {
    await query(`KILL CONNECTION ${id}`);
  } catch (error) {
    if (errnoOf(error) !== NO_SUCH_THREAD) throw error;
  }
}
var PAUSE_SECONDS = 0.02;
async function waitUntilGone(query, provider, user, killed, milliseconds) {
  const end = performance.now() + milliseconds;
  for (; ; ) {
    const alive = (await listSessions(query, user)).filter((id) => killed.includes(id));
    if (alive.length === 0) return;
    if (performance.now() >= end)
      throw new ProviderError(
        provider,
        "BUSY",
        new Error(`${alive.length} sessions did not end when asked to.`)
      );
    await query("DO SLEEP(?)", [PAUSE_SECONDS]);
  }
}

// src/providers/mysql/timers/event-name.ts
import { createHash } from "node:crypto";
function eventPrefix({ instance, principal, entitlement }) {
  const hash = createHash("sha256").update(JSON.stringify([instance, principal, entitlement])).digest("hex");
  return `hallpass-${hash.slice(0, 32)}-`;
}
var eventName = (ids, until) => eventPrefix(ids) + wholeSecond(until).toISOString().slice(0, 19).replaceAll(/[-:]/gu, "");
var wholeSecond = (until) => new Date(Math.ceil(until.getTime() / 1e3) * 1e3);

// src/providers/mysql/timers/event-body.ts
var LATEST_START = /* @__PURE__ */ new Date("2038-01-18T00:00:00Z");
var EVERY_SECONDS = 10;
function createEvent({ schema, ids, role, account, until }) {
  const name = eventName(ids, until);
  const event = `${quoteName(schema)}.${quoteName(name)}`;
  const starts = until < LATEST_START ? wholeSecond(until) : LATEST_START;
  const kill2 = sessionSources.map((source) => killFrom(source, account)).join("\n    ");
  return `CREATE EVENT IF NOT EXISTS ${event}
  ON SCHEDULE EVERY ${EVERY_SECONDS} SECOND STARTS ${quoteText(toDateTime(starts))}
  ON COMPLETION PRESERVE ENABLE COMMENT 'Hallpass: ends a grant'
  DO main: BEGIN
    DECLARE isBlocked INT DEFAULT 0;
    DECLARE pid BIGINT;
    IF UTC_TIMESTAMP() < ${quoteText(toDateTime(wholeSecond(until)))} THEN LEAVE main; END IF;
    IF EXISTS (SELECT 1 FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ${quoteText(schema)}
               AND EVENT_NAME LIKE ${quoteText(`${eventPrefix(ids)}%`)} AND EVENT_NAME > ${quoteText(name)}) THEN
      DROP EVENT IF EXISTS ${event};
      LEAVE main;
    END IF;
    SET SESSION lock_wait_timeout = 1;
    ${kill2}
    BEGIN
      DECLARE EXIT HANDLER FOR 1133, 1396, 1959, 1962, 3523, 3530 BEGIN END;
      DECLARE EXIT HANDLER FOR SQLEXCEPTION SET isBlocked = 1;
      ${revokeStatement(role, account)};
    END;
    ${kill2}
    IF isBlocked = 0 THEN
      DROP EVENT IF EXISTS ${event};
    END IF;
  END`;
}
var killFrom = ({ table: table2, id, user }, account) => `BEGIN
      DECLARE alive CURSOR FOR SELECT ${id} FROM ${table2}
        WHERE BINARY ${user} = ${quoteText(account.user)} AND ${id} <> CONNECTION_ID();
      DECLARE EXIT HANDLER FOR SQLEXCEPTION, NOT FOUND BEGIN END;
      DECLARE CONTINUE HANDLER FOR 1094 BEGIN END;
      OPEN alive;
      LOOP
        FETCH alive INTO pid;
        KILL CONNECTION pid;
      END LOOP;
    END;`;
var toDateTime = (at) => at.toISOString().slice(0, 19).replace("T", " ");

// src/providers/mysql/timers/timer.ts
async function listEvents(query, schema, ids) {
  const rows = await query(
    "SELECT EVENT_NAME AS name FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ? AND EVENT_NAME LIKE ?",
    [schema, `${eventPrefix(ids)}%`]
  );
  return rows.map(({ name }) => name);
}
async function plantEvent(query, target, {
  provider,
  mode,
  flavour
}) {
  if (mode === "off") return false;
  const fault = await findSchedulerFault(query, flavour, target.schema);
  if (fault !== void 0) {
    if (mode === "required") throw refuse(provider, fault);
    return false;
  }
  await query(createEvent(target));
  return true;
}
async function dropEvents(query, schema, ids, except) {
  const kept = except && eventName(ids, except);
  for (const name of await listEvents(query, schema, ids))
    if (name !== kept) await query(`DROP EVENT IF EXISTS ${quoteName(schema)}.${quoteName(name)}`);
}
var refuse = (provider, fault) => new ProviderError(
  provider,
  "REFUSED",
  new Error(
    `nativeExpiry is required, and no event can be planted: ${fault}. hallpass doctor says what to do.`
  )
);

// src/providers/mysql/hold.ts
async function readPair(query, { server, target, account }) {
  const role = await requireRole(query, server, target);
  await requireAccount(query, target.provider, server, account);
  return role;
}
async function hold(query, request) {
  const { server, target, account, holding } = request;
  requireInstance(target.provider, server, holding.ids.instance);
  const role = await readPair(query, request);
  if (holding.ids.principal !== accountId(account) || holding.ids.entitlement !== roleId(role))
    throw new ProviderError(target.provider, "IDENTITY_CHANGED");
  const held = await isHeld(query, server.flavour, role, account);
  await (held ? moveEvent(query, request, role) : grant(query, request, role));
  if (!await isHeld(query, server.flavour, role, account)) throw new ProviderError(target.provider, "BUSY");
  return { changed: !held, sessionsEnded: 0 };
}
async function grant(query, request, role) {
  const { server, target, account, holding } = request;
  const planted = await plant(query, request, role);
  try {
    await query(grantStatement(role, account));
  } catch (error) {
    if (!await isHeld(query, server.flavour, role, account))
      await dropEvents(query, target.schema, holding.ids);
    throw error;
  }
  await dropEvents(query, target.schema, holding.ids, planted ? holding.until : void 0);
  if (planted) await plant(query, request, role);
}
async function moveEvent(query, request, role) {
  const { target, holding } = request;
  const events = await listEvents(query, target.schema, holding.ids);
  if (events.length === 0) return;
  const planted = await plant(query, request, role);
  if (!planted && request.mode !== "off") throw cannotReplace(target.provider);
  await dropEvents(query, target.schema, holding.ids, planted ? holding.until : void 0);
}
var plant = (query, { server, target, account, holding, mode }, role) => plantEvent(
  query,
  { schema: target.schema, ids: holding.ids, until: holding.until, role, account },
  { provider: target.provider, mode, flavour: server.flavour }
);
var cannotReplace = (provider) => new ProviderError(
  provider,
  "REFUSED",
  new Error("The event of the earlier end cannot be replaced. hallpass doctor says what to do.")
);

// src/providers/mysql/list-grants.ts
async function listGrants(query, provider, server, accountHost, asked) {
  const grants = [];
  for (const { entitlement, role: name } of asked) {
    const role = roleOf(server.flavour, name);
    if (!await roleExists(query, server, role)) throw new ProviderError(provider, "UNKNOWN_ENTITLEMENT");
    const memberships = await listMemberships(query, server.flavour, name);
    grants.push(
      ...memberships.filter((each) => each.role.host === role.host).map((membership) => toGrant(server, accountHost, entitlement, membership))
    );
  }
  return grants;
}
var toGrant = (server, accountHost, entitlement, { role, member }) => ({
  principal: principalOf(member, accountHost),
  entitlement,
  ids: { instance: instanceOf(server), principal: accountId(member), entitlement: roleId(role) },
  origin: "unknown"
});

// src/providers/mysql/inventory.ts
var NO_RESOURCE = "*";
async function readInventory(query, server, accountHost, configuration) {
  const memberships = await listMemberships(query, server.flavour);
  return memberships.map(
    (membership) => toGrant(server, accountHost, findEntitlement(configuration, server.flavour, membership.role), membership)
  );
}
function findEntitlement({ name, resources }, flavour, role) {
  for (const [resource, { roles }] of Object.entries(resources))
    for (const [word, named] of Object.entries(roles))
      if (named === role.name && role.host === roleOf(flavour, named).host)
        return { provider: name, resource, role: word };
  return { provider: name, resource: NO_RESOURCE, role: role.name };
}

// src/providers/mysql/revoke.ts
async function revoke(query, request) {
  const { provider, server, schema, ids } = request;
  requireInstance(provider, server, ids.instance);
  const account = parseAccountId(ids.principal);
  if (account === void 0) return { changed: false, sessionsEnded: 0 };
  const role = roleOf(server.flavour, ids.entitlement);
  const killed = /* @__PURE__ */ new Set();
  const kill2 = async () => {
    for (const id of await killSessions(query, account.user)) killed.add(id);
  };
  await query(SHORT_STATEMENTS);
  await kill2();
  let taken = await tryTake(query, server, role, account);
  await kill2();
  if (taken.failure !== void 0) {
    taken = await tryTake(query, server, role, account);
    await kill2();
  }
  if (taken.failure !== void 0) throw asBusy(provider, taken.failure);
  await waitUntilGone(query, provider, account.user, [...killed], request.goneMs);
  await dropEvents(query, schema, ids);
  return { changed: taken.changed, sessionsEnded: killed.size };
}
var SHORT_STATEMENTS = "SET SESSION /*M! max_statement_time = 1, */ lock_wait_timeout = 1";
async function forget(query, request) {
  const { provider, server, schema, ids } = request;
  const account = parseAccountId(ids.principal);
  const isHere = server.instances.includes(ids.instance);
  const role = roleOf(server.flavour, ids.entitlement);
  if (isHere && account !== void 0 && !await isHeld(query, server.flavour, role, account)) {
    const killed = await killSessions(query, account.user);
    await waitUntilGone(query, provider, account.user, killed, request.goneMs);
  }
  await dropEvents(query, schema, ids);
}
async function tryTake(query, server, role, account) {
  try {
    return { changed: await take(query, server, role, account) };
  } catch (failure) {
    return { changed: false, failure };
  }
}
var GONE = /* @__PURE__ */ new Set([1959, 1962, 3530]);
async function take(query, { flavour }, role, account) {
  if (!await isHeld(query, flavour, role, account)) return false;
  try {
    await query(revokeStatement(role, account));
    return true;
  } catch (error) {
    if (GONE.has(errnoOf(error) ?? 0) && !await isHeld(query, flavour, role, account)) return false;
    throw error;
  }
}
function asBusy(provider, failure) {
  const error = toProviderError(provider, failure);
  return error.code === "TIMEOUT" ? new ProviderError(provider, "BUSY", error.cause) : error;
}

// src/providers/mysql/roles/abilities.ts
function describeRights(rights) {
  const phrases = rights.flatMap((right) => {
    if (right.kind !== "privileges") return [];
    const privileges = right.privileges.filter((privilege) => privilege !== "USAGE");
    return privileges.length === 0 ? [] : [`${privileges.join(", ")} on ${right.schema}.${right.object}`];
  });
  return toPhrases(phrases);
}

// src/providers/mysql/provider.ts
function mysqlProvider(configuration) {
  const { name, host, port, resources } = configuration;
  const { schema = "hallpass", accountHost = "%", nativeExpiry = "auto" } = configuration;
  const place2 = { schema, address: `${host}:${port}` };
  const { check, roleOf: roleOf2 } = createOffer(name, resources);
  const sessions = openSessions(configuration);
  const parse = (principal) => parsePrincipal(principal, accountHost);
  const findTarget = (entitlement) => ({
    ...{ provider: name, schema },
    role: roleOf2(entitlement)
  });
  const run = (work) => sessions.run(async (query) => work(query, await readServer(query, place2)));
  const end = (ids, work) => sessions.runEnding(async (query) => {
    const server = await readServer(query, place2);
    const goneMs = sessions.deadlineSeconds * 200;
    return work(query, { provider: name, server, schema, ids, goneMs });
  });
  return {
    name,
    check,
    traits: () => run(async (query, { flavour }) => {
      const fault = nativeExpiry === "off" ? "off" : await findSchedulerFault(query, flavour, schema);
      return {
        ...traits,
        nativeExpiry: fault === void 0 ? "timer" : "none",
        deadlineSeconds: sessions.deadlineSeconds
      };
    }),
    identify: (principal, entitlement) => run(async (query, server) => {
      const account = parse(principal);
      const role = await readPair(query, { server, target: findTarget(entitlement), account });
      return {
        instance: instanceOf(server),
        principal: accountId(account),
        entitlement: roleId(role)
      };
    }),
    async listGrants(entitlements) {
      const asked = () => entitlements.map((entitlement) => ({ entitlement, role: roleOf2(entitlement) }));
      const grants = await run((query, server) => listGrants(query, name, server, accountHost, asked()));
      if (grants.length > 0) sessions.keepOne();
      return grants;
    },
    async hold(holding) {
      const receipt = await run(
        (query, server) => hold(query, {
          ...{ server, holding, mode: nativeExpiry },
          target: findTarget(holding.entitlement),
          account: parse(holding.principal)
        })
      );
      sessions.keepOne();
      return receipt;
    },
    // Also works for access that is no longer in the configuration: the recorded ids suffice.
    revoke: ({ ids }) => end(ids, revoke),
    forget: ({ ids }) => end(ids, forget),
    listAbilities: (entitlement) => run(async (query, server) => {
      const role = await requireRole(query, server, findTarget(entitlement));
      return describeRights(await readRights(query, server, role));
    }),
    async *inventory() {
      yield* await run((query, server) => readInventory(query, server, accountHost, configuration));
    },
    describeRemoval({ principal, entitlement }) {
      const role = entitlement.resource === NO_RESOURCE ? entitlement.role : roleOf2(entitlement);
      return describeRemoval({ name: role, host: "" }, principal, accountHost);
    },
    connect({ principal, entitlement }) {
      return describeConnection(configuration, parse(principal), roleOf2(entitlement));
    },
    diagnose: () => run((query, server) => diagnose(query, server, { roles: listRoles2(resources), schema, nativeExpiry })),
    close: () => sessions.close()
  };
}
var traits = {
  container: "shared",
  sessions: "ended",
  consistencySeconds: 0
};
var listRoles2 = (resources) => Object.values(resources).flatMap(({ roles }) => Object.values(roles));

// src/providers/mysql/adapter.ts
var mysqlAdapter = defineAdapter({
  schema: mysqlSchema,
  abilities: {
    system: "MariaDB 10.11 and later: a role. MySQL 8.0 and later: by its documentation, not run",
    container: ["shared"],
    nativeExpiry: ["timer", "none"],
    sessions: ["ended"],
    tested: "real server"
  },
  open
});
function open(entry, context) {
  const { port = 3306, passwordFrom, ...rest } = entry;
  refuseSharedRoles(context.where, rest.resources);
  const password = context.readSecret("passwordFrom", passwordFrom, `the password of "${rest.user}"`);
  return mysqlProvider({ ...rest, name: context.name, port, password });
}
var refuseSharedRoles = (where, resources) => refuseRepeated(
  listRoles(resources),
  (name, first, second) => `${where}/resources: "${name}" is the role of ${first} and of ${second}. Give each its own role of the server.`
);
export {
  mysqlAdapter
};
