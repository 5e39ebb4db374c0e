import { describe, expect, it } from "vitest";
import {
  isLoginBase,
  isLoginId,
  loginId,
  loginMark,
  loginName,
  readMark,
} from "../../../src/providers/postgres/logins/login.ts";

const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };

describe("the name of a login", () => {
  it("says person, resource and role, and no two grants share one", () => {
    const names = [
      loginName("alice", entitlement),
      loginName("alice-orders", { ...entitlement, resource: "x" }),
      loginName("alice", { ...entitlement, resource: "orders-x" }),
    ];
    expect(names).toEqual(["alice~orders~readonly", "alice-orders~x~readonly", "alice~orders-x~readonly"]);
  });

  it("is a hash where it would be cut and mean another's", () => {
    const long = ["a", "b"].map((last) => loginName("a".repeat(63) + last, entitlement));
    for (const each of long) expect(each).toMatch(/^hallpass~[0-9a-f]{40}$/u);
    expect(long[0]).not.toBe(long[1]);
  });

  it.each([
    null,
    "",
    "Hallpass",
    "Hallpass grant [] of 1",
    'Hallpass grant ["a"] of "b"',
    'Hallpass grant [ of "b"',
    'Hallpass grant [1,"b","c"] of "d"',
    'Hallpass grant ["a",2,"c"] of "d"',
    'Hallpass grant ["a","b",3] of "d"',
    'Hallpass grant ["a","b","c","d"] of "e"',
    'Hallpass grant ["a","b","c"] of "d" and more',
    'A Hallpass grant ["a","b","c"] of "d"',
  ])("is nobody's with the comment %j", (comment) => {
    expect(readMark(comment)).toBeUndefined();
  });

  it("is somebody's with the comment that was made for them, whatever their name holds", () => {
    const ids = { instance: "system:1", principal: "login:x", entitlement: "8" };
    for (const principal of ["alice", 'a"] of "b', "a\nb", "ä~"])
      expect(readMark(loginMark(ids, principal))).toEqual({ principal, ids });
  });

  it.each([
    ["alice", true],
    ["", false],
    ["alice~orders", false],
  ])("may begin with %j: %s", (principal, expected) => {
    expect(isLoginBase(principal)).toBe(expected);
  });

  it("is told from the number of a role by its id", () => {
    expect([isLoginId(loginId("alice", entitlement)), isLoginId("16389")]).toEqual([true, false]);
  });
});
