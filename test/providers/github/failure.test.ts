import { describe, expect, it } from "vitest";
import { githubFailure } from "../../../src/providers/github/api/failure.ts";

const now = new Date("2026-11-20T12:00:00Z");
const reset = String(now.getTime() / 1000 + 90);
const failure = (status: number, headers: Record<string, string> = {}, message = "No") =>
  githubFailure(
    "github",
    "PUT /teams",
    { status, headers: new Headers(headers), text: JSON.stringify({ message }) },
    now,
  );

describe("the meaning of GitHub's refusals", () => {
  it.each([
    [401, {}, "No", "LOGIN_REFUSED", 0],
    [403, {}, "Resource not accessible by integration", "REFUSED", 0],
    [403, { "retry-after": "7" }, "No", "THROTTLED", 7],
    [403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset }, "No", "THROTTLED", 90],
    [403, { "x-ratelimit-remaining": "0" }, "No", "THROTTLED", 60],
    [403, {}, "You have exceeded a secondary rate limit.", "THROTTLED", 60],
    [429, {}, "No", "THROTTLED", 60],
    [404, {}, "Not Found", "UNKNOWN_ENTITLEMENT", 0],
    [422, {}, "Validation Failed", "REFUSED", 0],
    [409, {}, "No", "BUSY", 0],
    [500, {}, "No", "UNREACHABLE", 0],
    [418, {}, "No", "UNEXPECTED", 0],
  ])("%s with %j and %j is %s", (status, headers, message, code, retryAfterSeconds) => {
    expect(failure(status, headers, message)).toMatchObject({ code, retryAfterSeconds });
  });

  it("keeps the call and GitHub's words out of the message, and in the cause", () => {
    const { message, cause } = failure(403, {}, "Team synchronization is enabled");
    expect(message).toBe(
      'Provider "github" refused: Hallpass\'s account there lacks a right, or the grant would give too much.',
    );
    expect(cause).toEqual(new Error("PUT /teams: 403 Team synchronization is enabled"));
  });
});
