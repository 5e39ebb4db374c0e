import { describe, expect, it } from "vitest";
import {
  accountId,
  parseAccountId,
  parsePrincipal,
  principalOf,
  quoteAccount,
} from "../../../src/providers/mysql/accounts/account.ts";
import { describeConnection, describeRemoval } from "../../../src/providers/mysql/describe.ts";
import { createEvent } from "../../../src/providers/mysql/timers/event-body.ts";
import { eventName, eventPrefix } from "../../../src/providers/mysql/timers/event-name.ts";

const alice = { user: "alice", host: "%" };

describe("a principal", () => {
  it.each([
    ["alice", alice],
    ["alice@10.1.%", { user: "alice", host: "10.1.%" }],
    ["a@b@%", { user: "a@b", host: "%" }],
    ["", { user: "", host: "%" }],
  ])("%j is an account, and the account is that principal", (principal, account) => {
    expect(parsePrincipal(principal, "%")).toEqual(account);
    expect(principalOf(account, "%")).toBe(principal);
    expect(parseAccountId(accountId(account))).toEqual(account);
  });

  it("has the configured host where it names none", () => {
    expect(parsePrincipal("alice", "10.%")).toEqual({ user: "alice", host: "10.%" });
    expect(principalOf(alice, "10.%")).toBe("alice@%");
  });

  it("is quoted as a name, in which neither a quote nor a backslash means anything in any session", () => {
    expect(quoteAccount({ user: "o'brien`\\", host: "%" })).toBe("`o'brien``\\`@`%`");
  });

  it("loses access by the statement that a person may run, and connects by the line that sets the role", () => {
    const role = { name: "orders`x", host: "" };
    expect(describeRemoval(role, "alice", "%")).toBe("REVOKE `orders``x` FROM `alice`@`%`;");
    expect(describeConnection({ host: "db", port: 3306 }, alice, "orders_readonly")).toEqual({
      kind: "command",
      text: "mysql -h db -P 3306 -u alice -p '--init-command=SET ROLE `orders_readonly`'",
    });
  });
});

describe("an event", () => {
  const ids = { instance: "mark:1", principal: "alice@%", entitlement: "orders_readonly" };
  const target = (until: Date, account = alice) => ({
    ...{ schema: "hallpass", ids, account, until },
    role: { name: "orders_readonly", host: "" },
  });

  it("has a name for each holding and end, of at most 64 characters, later ones after earlier ones", () => {
    const [first, second] = [new Date("2026-11-20T16:00:00Z"), new Date("2026-11-20T16:00:00.001Z")];
    expect(eventName(ids, first)).toBe(`${eventPrefix(ids)}20261120T160000`);
    expect(eventName(ids, second)).toBe(`${eventPrefix(ids)}20261120T160001`);
    expect(eventName(ids, first) < eventName(ids, second)).toBe(true);
    expect(eventName(ids, second).length).toBeLessThanOrEqual(64);
    expect(eventPrefix({ ...ids, principal: "alice@10.%" })).not.toBe(eventPrefix(ids));
  });

  it("starts at its end, never before, and at the last time there is where the end is later", () => {
    expect(createEvent(target(new Date("2026-11-20T16:00:00.5Z")))).toContain("STARTS '2026-11-20 16:00:01'");
    const late = createEvent(target(new Date("2126-11-20T16:00:00Z")));
    expect(late).toContain("STARTS '2038-01-18 00:00:00'");
    expect(late).toContain("UTC_TIMESTAMP() < '2126-11-20 16:00:00'");
  });

  it("holds a hostile name as a text", () => {
    const account = { user: `x'; drop role orders_readonly; -- \\`, host: "%" };
    const sql = createEvent(target(new Date("2026-11-20T16:00:00Z"), account));
    expect(sql).toContain("FROM `x'; drop role orders_readonly; -- \\`@`%`");
    expect(sql).toContain("USER = 'x''; drop role orders_readonly; -- \\'");
    expect(sql.replaceAll(/`[^`]*`|''/gu, "").split("'").length % 2).toBe(1);
  });
});
