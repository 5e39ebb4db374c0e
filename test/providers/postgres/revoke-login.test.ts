import { describe, expect, it } from "vitest";
import { revokeLogin } from "../../../src/providers/postgres/logins/revoke-login.ts";
import { limitsOf } from "../../../src/providers/postgres/sessions/step-limits.ts";
import { scripted } from "./scripted.ts";

const ids = { instance: "system:1", principal: "login:alice~orders~readonly", entitlement: "8" };
const server = { separate: true, instances: ["system:1"] } as const;
const limits = { ...limitsOf(5_000), goneMs: 0, startingMs: 0 };
const open = { id: "9", name: "alice~orders~readonly", enabled: true };
const closed = { ...open, enabled: false };

/** A server that lists the logins of the grant so, one listing after another and the last one for good; what was written there. */
async function endWith(...listings: object[][]) {
  const { query, asked } = scripted([
    ["starts_with(", () => (listings.length > 1 ? listings.shift() : listings[0]) ?? []],
    ["pg_try_advisory", [{ taken: true }]],
  ]);
  const outcome = await revokeLogin(query, "orders-db", server, ids, limits).catch((error) => error);
  return { outcome, wrote: asked.filter((sql) => /^(ALTER|DROP)/u.test(sql)) };
}

const close = `ALTER ROLE "alice~orders~readonly" NOLOGIN PASSWORD NULL VALID UNTIL '-infinity'`;

describe("the end of a login that was made for a grant", () => {
  it("closes it, then drops it", async () => {
    const { outcome, wrote } = await endWith([open], [open], [closed]);
    expect(outcome).toMatchObject({ changed: true });
    expect(wrote).toEqual([close, 'DROP ROLE "alice~orders~readonly"']);
  });

  it("drops none that was granted anew meanwhile", async () => {
    const { outcome, wrote } = await endWith([open], [open], [closed], [open]);
    expect(outcome).toMatchObject({ changed: true });
    expect(wrote).toEqual([close]);
  });

  it("fails, and drops none, when it is open still after it was closed", async () => {
    const { outcome, wrote } = await endWith([open]);
    expect(outcome).toMatchObject({ code: "BUSY", retryable: true });
    expect(wrote).toEqual([close, close]);
  });

  it("touches nothing where there is none", async () => {
    expect(await endWith([])).toEqual({ outcome: { changed: false, sessionsEnded: 0 }, wrote: [] });
  });
});
