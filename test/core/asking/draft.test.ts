import { describe, expect, it } from "vitest";
import { nameDraft, writeDraft } from "../../../src/core/asking/draft.ts";
import { parseRequest, parseRequestPath, requestPath } from "../../../src/core/files/request.ts";

const now = new Date("2026-11-20T12:00:00Z");
const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
const draft = {
  entitlements: [entitlement],
  login: "alice",
  duration: "1h",
  reason: "Stuck refunds",
} as const;

describe("the file of a draft", () => {
  it("is named by the day, the person and the access", () => {
    expect(nameDraft(draft, "7f3a", now)).toBe("2026-11-20-alice-orders-readonly-7f3a");
  });

  it.each([
    { resource: "team:payments/orders@eu", role: "roles/bigquery.dataViewer" },
    { resource: "a..b", role: "x".repeat(128) },
    { resource: "Orders", role: "READ" },
  ])("has a name that a request may have, also for $resource", (names) => {
    const name = nameDraft({ ...draft, entitlements: [{ ...entitlement, ...names }] }, "7f3a", now);
    expect(parseRequestPath(requestPath(`payments/${name}`))?.name).toBe(name);
  });

  it.each([
    { resource: "2026", role: "1e3" },
    { resource: "true", role: "null" },
    { resource: "no", role: "on" },
    { resource: "a:b", role: "x@y.z:1" },
    { resource: "0x1F", role: "1_000" },
    { resource: "2026-11-20", role: "12:30" },
  ])("is a request for just that access: $resource, $role", (names) => {
    const asked = { ...entitlement, ...names };
    const { value, findings } = parseRequest(writeDraft({ ...draft, entitlements: [asked] }), "a.yaml");
    expect(findings).toEqual([]);
    expect(value).toEqual({
      subject: "alice",
      entitlements: [asked],
      duration: "1h",
      reason: "Stuck refunds",
    });
  });

  it("says that it is an emergency", () => {
    const { value } = parseRequest(writeDraft({ ...draft, breakGlass: true }), "a.yaml");
    expect(value?.breakGlass).toBe(true);
  });

  it("keeps quotes, line ends and comments of a reason in the reason", () => {
    const reason = 'say "no": # { } \n- x: y';
    const { value } = parseRequest(writeDraft({ ...draft, reason }), "a.yaml");
    expect(value?.reason).toBe(reason);
  });

  it("reads a login of digits as a login", () => {
    expect(parseRequest(writeDraft({ ...draft, login: "1234" }), "a.yaml").value?.subject).toBe("1234");
  });

  it("holds several accesses, and says so in its name", () => {
    const audit = { ...entitlement, role: "audit" };
    const several = { ...draft, entitlements: [entitlement, audit] } as const;
    expect(parseRequest(writeDraft(several), "a.yaml").value?.entitlements).toEqual([entitlement, audit]);
    expect(nameDraft(several, "7f3a", now)).toBe("2026-11-20-alice-orders-readonly-and-1-7f3a");
  });

  it("names the request that it extends", () => {
    const base = "payments/2026-11-20-alice-orders-readonly-7f3a";
    expect(parseRequest(writeDraft({ ...draft, extends: base }), "a.yaml").value?.extends).toBe(base);
  });
});
