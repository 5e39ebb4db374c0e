import type { HoldingIds } from "../../../core/access/holding.ts";
import type { Account } from "../accounts/account.ts";
import { sessionSources } from "../accounts/kill-sessions.ts";
import { quoteName, quoteText } from "../quoting.ts";
import { type Role, revokeStatement } from "../roles/members.ts";
import { eventName, eventPrefix, wholeSecond } from "./event-name.ts";

/** Servers before MariaDB 11.5 take no later start of an event: TIMESTAMP ends in January 2038. */
const LATEST_START = new Date("2038-01-18T00:00:00Z");

const EVERY_SECONDS = 10;

export interface EventTarget {
  readonly schema: string;
  readonly ids: HoldingIds;
  readonly role: Role;
  readonly account: Account;
  readonly until: Date;
}

/**
 * The statement that makes the event of a grant. From the end on, the event runs every ten seconds until it is done: it kills the sessions of the
 * account's name, revokes the role, kills what began meanwhile, and drops itself. A run that a lock holds back goes on when
 * the next one has killed its holder. It only drops itself where a later event of the same holding exists. It runs as its definer, our account.
 */
export function createEvent({ schema, ids, role, account, until }: EventTarget): string {
  const name = eventName(ids, until);
  const event = `${quoteName(schema)}.${quoteName(name)}`;
  const starts = until < LATEST_START ? wholeSecond(until) : LATEST_START;
  const kill = sessionSources.map((source) => killFrom(source, account)).join("\n    ");
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
    ${kill}
    BEGIN
      DECLARE EXIT HANDLER FOR 1133, 1396, 1959, 1962, 3523, 3530 BEGIN END;
      DECLARE EXIT HANDLER FOR SQLEXCEPTION SET isBlocked = 1;
      ${revokeStatement(role, account)};
    END;
    ${kill}
    IF isBlocked = 0 THEN
      DROP EVENT IF EXISTS ${event};
    END IF;
  END`;
}

/** A source that our account may not read leaves the rest to be done. */
const killFrom = ({ table, id, user }: (typeof sessionSources)[number], account: Account): string => `BEGIN
      DECLARE alive CURSOR FOR SELECT ${id} FROM ${table}
        WHERE BINARY ${user} = ${quoteText(account.user)} AND ${id} <> CONNECTION_ID();
      DECLARE EXIT HANDLER FOR SQLEXCEPTION, NOT FOUND BEGIN END;
      DECLARE CONTINUE HANDLER FOR 1094 BEGIN END;
      OPEN alive;
      LOOP
        FETCH alive INTO pid;
        KILL CONNECTION pid;
      END LOOP;
    END;`;

const toDateTime = (at: Date): string => at.toISOString().slice(0, 19).replace("T", " ");
