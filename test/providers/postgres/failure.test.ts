import { DatabaseError } from "pg";
import { describe, expect, it } from "vitest";
import { ProviderError } from "../../../src/providers/adapter/error.ts";
import { toProviderError } from "../../../src/providers/postgres/sessions/failure.ts";

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
    ["a lock is not to be had", database("55P03"), "BUSY", true],
    ["a transaction cannot be ordered", database("40001"), "BUSY", true],
    ["a row was deleted meanwhile", database("XX000", "tuple concurrently deleted"), "BUSY", true],
    ["the role was dropped meanwhile", database("42704"), "BUSY", true],
    ["the server has no memory left", database("53200"), "UNREACHABLE", true],
    ["the server starts up", database("57P03"), "UNREACHABLE", true],
    ["the server closes the connection", database("08006"), "UNREACHABLE", true],
    [
      "the server offers no TLS",
      new Error("The server does not support SSL connections"),
      "UNREACHABLE",
      true,
    ],
    ["the connection was lost before", new Error("Client is not queryable"), "UNREACHABLE", true],
    ...["ECONNRESET", "EHOSTUNREACH", "ENETUNREACH", "EAI_AGAIN", "EPIPE", "ETIMEDOUT"].map(
      (code) => [`the network says ${code}`, socket(code), "UNREACHABLE", true] as const,
    ),
    ["a certificate is not trusted", socket("DEPTH_ZERO_SELF_SIGNED_CERT"), "UNEXPECTED", false],
    ["the grantor may not grant", database("0LP01"), "REFUSED", false],
    ["the role may not be used so", database("0P000"), "REFUSED", false],
    ["the database does not exist", database("3D000"), "REFUSED", false],
    ["a statement is wrong", database("42601"), "UNEXPECTED", false],
    ["a state is missing", database(""), "UNEXPECTED", false],
    ["the password is wrong", database("28P01"), "LOGIN_REFUSED", false],
    ["the account may not log in from here", database("28000"), "LOGIN_REFUSED", false],
    ["a right is missing", database("42501"), "REFUSED", false],
    ["the server has a bug", database("XX000"), "UNEXPECTED", false],
    ["something throws a string", "boom", "UNEXPECTED", false],
  ] as readonly (readonly [string, unknown, string, boolean])[])("%s", (_, cause, code, retryable) => {
    const error = toProviderError("orders-db", cause);
    expect(error).toMatchObject({ provider: "orders-db", code, retryable, cause });
    expect(error.message).not.toMatch(/alice|10\.0\.0\.7|secret_role/u);
  });

  it("leaves what is classified already as it is", () => {
    const error = new ProviderError("orders-db", "IDENTITY_CHANGED");
    expect(toProviderError("orders-db", error)).toBe(error);
  });
});
