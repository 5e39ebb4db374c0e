import { DatabaseError } from "pg";
import { describe, expect, it } from "vitest";
import { ProviderError } from "../../../src/providers/error.ts";
import { toProviderError } from "../../../src/providers/postgres/failure.ts";

const database = (code: string, message = "GRANT secret_role TO alice failed"): Error =>
  Object.assign(new DatabaseError(message, message.length, "error"), { code });
const socket = (code: string): Error => Object.assign(new Error(`connect ${code} 10.0.0.7:5432`), { code });

describe("what a failure of PostgreSQL means", () => {
  it.each([
    ["nothing listens", socket("ECONNREFUSED"), "UNREACHABLE", true],
    ["the name does not resolve", socket("ENOTFOUND"), "UNREACHABLE", true],
    ["the connection breaks", new Error("Connection terminated unexpectedly"), "UNREACHABLE", true],
    ["the server shuts down", database("57P01"), "UNREACHABLE", true],
    ["the server has no connection left", database("53300"), "UNREACHABLE", true],
    ["connecting takes too long", new Error("timeout exceeded when trying to connect"), "TIMEOUT", true],
    ["a statement takes too long", database("57014"), "TIMEOUT", true],
    ["the answer takes too long", new Error("Query read timeout"), "TIMEOUT", true],
    ["two sessions change one row", database("XX000", "tuple concurrently updated"), "BUSY", true],
    ["two sessions insert one row", database("23505"), "BUSY", true],
    ["two sessions make one login", database("42710"), "BUSY", true],
    ["two sessions deadlock", database("40P01"), "BUSY", true],
    ["the password is wrong", database("28P01"), "LOGIN_REFUSED", false],
    ["the account may not log in from here", database("28000"), "LOGIN_REFUSED", false],
    ["a right is missing", database("42501"), "REFUSED", false],
    ["the server has a bug", database("XX000"), "UNEXPECTED", false],
    ["something throws a string", "boom", "UNEXPECTED", false],
  ])("%s", (_, cause, code, retryable) => {
    const error = toProviderError("orders-db", cause);
    expect(error).toMatchObject({ provider: "orders-db", code, retryable, cause });
    expect(error.message).not.toMatch(/alice|10\.0\.0\.7|secret_role/u);
  });

  it("leaves what is classified already as it is", () => {
    const error = new ProviderError("orders-db", "IDENTITY_CHANGED");
    expect(toProviderError("orders-db", error)).toBe(error);
  });
});
