import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bindingOf } from "../../../src/providers/google-iam/mark.ts";
import { isPolicy, type Policy, withGrant, withoutGrant } from "../../../src/providers/google-iam/policy.ts";

const role = "roles/bigquery.dataViewer";
const ids = { instance: "projects/415104041262", principal: "1001", entitlement: role };
const bindingTo = (until: string) =>
  bindingOf({ provider: "gcp", ids, email: "alice@example.com", until: new Date(until) });
const mine = bindingTo("2026-11-20T16:00:00Z");
const { title } = mine.condition;

/** Anything that others may have written there, with fields that Google may add one day. */
const binding = fc.record(
  {
    role: fc.constantFrom(role, "roles/owner", "roles/browser"),
    members: fc.array(
      fc.constantFrom("user:alice@example.com", "user:Bob@Example.com", "group:g@example.com"),
    ),
    condition: fc.record(
      {
        title: fc.constantFrom("expirable access", "hallpass:0123456789abcdef0123456789abcdef", "hallpass:"),
        description: fc.string(),
        expression: fc.constantFrom("true", 'request.time < timestamp("2026-11-20T16:00:00.000Z")'),
        location: fc.string(),
      },
      { requiredKeys: ["expression"] },
    ),
    later: fc.jsonValue(),
  },
  { requiredKeys: ["role", "members"] },
);
const policies = fc.record(
  {
    version: fc.constantFrom(1, 3),
    etag: fc.base64String({ minLength: 4 }),
    bindings: fc.array(binding),
    auditConfigs: fc.array(fc.record({ service: fc.string() })),
    later: fc.jsonValue(),
  },
  { requiredKeys: ["etag"] },
);

const bytesOf = ({ bindings = [], ...rest }: Policy): string =>
  JSON.stringify([{ ...rest, version: 3 }, bindings.filter(({ condition }) => condition?.title !== title)]);

describe("a change of a policy", () => {
  it("keeps every byte of what others wrote, and of all other fields, in their order", () => {
    fc.assert(
      fc.property(policies, fc.nat({ max: 5 }), (policy: Policy, at) => {
        const before = bytesOf(policy);
        const held = { ...policy, bindings: (policy.bindings ?? []).toSpliced(at, 0, mine) };
        const later = bindingTo("2026-11-21T16:00:00Z");
        for (const changed of [
          ...[withGrant(policy, mine), withGrant(held, later)],
          ...[withoutGrant(held, title), withoutGrant(policy, title)],
        ])
          expect(bytesOf(changed)).toBe(before);
      }),
    );
  });

  it("is written in version 3, with the etag that was read", () => {
    fc.assert(
      fc.property(policies, (policy) => {
        for (const { version, etag } of [withGrant(policy, mine), withoutGrant(policy, title)])
          expect({ version, etag }).toEqual({ version: 3, etag: policy.etag });
      }),
    );
  });

  it("leaves one binding of the grant, with the new end alone", () => {
    const later = bindingTo("2026-11-21T16:00:00Z");
    const twice = { etag: "a", bindings: [mine, { ...mine, role: "roles/browser" }] };
    expect(withGrant(twice, later).bindings).toEqual([later]);
  });
});

describe("an answer that is no policy", () => {
  it.each([
    ["has no etag", { bindings: [] }],
    ["has an empty etag", { etag: "", bindings: [] }],
    [
      "hides conditions",
      { etag: "a", bindings: [{ role: `${role}_withcond_2b17cc25d2cd9e2c54d8`, members: [] }] },
    ],
    ["has bindings of another form", { etag: "a", bindings: [{ role, members: "user:alice@example.com" }] }],
    ["has a condition without an expression", { etag: "a", bindings: [{ role, condition: { title: "x" } }] }],
  ])("%s", (_, value) => {
    expect(isPolicy(value)).toBe(false);
  });

  it("an empty policy is one", () => {
    expect(isPolicy({ etag: "ACAB" })).toBe(true);
  });
});
