import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { HoldingIds } from "../../core/access/holding.ts";
import { ProviderError } from "../../providers/adapter/error.ts";
import { defineCase } from "../contract/case.ts";
import type { Fixture } from "../contract/fixture.ts";
import { assertFails, assertHeld, assertListed, hostileNames, identify } from "../contract/look.ts";

/** Names with a meaning in a language that an adapter may write. Without quoting, each would do harm or name another account. */
export const attacks = [
  // SQL
  `x"; drop role alice; --`,
  `x' OR '1'='1`,
  // LDAP: a filter (RFC 4515) and a distinguished name (RFC 4514)
  "*)(uid=*))(|(uid=*",
  "alice,ou=admins+cn=x",
  // A shell
  "$(touch hacked)`id`; rm -rf .",
  "--help",
  // URLs
  "../../admins?role=owner#x",
  "alice%2F..%2Feve",
  "..",
  // JSON, JSON paths and patches
  `alice","role":"owner`,
  "alice~1eve/0",
  "__proto__",
] as const;

export const names = [
  defineCase({
    name: "treats a hostile name as nothing but a name",
    unless: (fixture) => (hostileNames(fixture).length === 0 ? "no principal has a hostile name" : undefined),
    async run(fixture) {
      for (const name of hostileNames(fixture)) await holdAndEnd(fixture, name);
      assert.ok(await identify(fixture, fixture.principals.first), "the first principal is still there");
    },
  }),

  defineCase({
    name: "knows no principal by a name that attacks SQL, LDAP, a shell, a URL or JSON, or takes it as a name",
    async run(fixture) {
      // A directory has none of these; a system without one takes every name.
      const takesAll = (await findIds(fixture, `nobody-${randomUUID()}`)) !== undefined;
      const known = hostileNames(fixture);
      for (const name of attacks.filter((each) => !known.includes(each))) {
        if ((await findIds(fixture, name)) === undefined) continue;
        assert.ok(takesAll, `${JSON.stringify(name)} is taken for the name of an account`);
        await holdAndEnd(fixture, name);
      }
      for (const name of [fixture.principals.first, fixture.principals.second])
        await assertListed(fixture, name, []);
    },
  }),

  defineCase({
    name: "knows no principal that does not exist",
    needs: ["missing"],
    async run(fixture) {
      await assertFails(identify(fixture, fixture.missing), "identify", { code: "UNKNOWN_PRINCIPAL" });
    },
  }),

  defineCase({
    name: "finds an unknown resource and an unknown role, and names what there is",
    needs: ["unknown"],
    async run({ provider, unknown, entitlement }) {
      assert.deepEqual(provider.check(entitlement), []);
      for (const [code, wrong, right] of [
        ["RESOURCE_UNKNOWN", unknown.resource, entitlement.resource],
        ["ROLE_UNKNOWN", unknown.role, entitlement.role],
      ] as const) {
        const findings = provider.check(wrong);
        assert.deepEqual(
          findings.map((finding) => [finding.code, finding.severity]),
          [[code, "error"]],
        );
        for (const { fix } of findings)
          assert.ok(fix.includes(`"${right}"`), `the fix names "${right}": ${fix}`);
      }
    },
  }),

  defineCase({
    name: "throws for an entitlement it does not know instead of listing nothing",
    needs: ["unknown"],
    async run({ provider, unknown, entitlement, principals }) {
      const code = "UNKNOWN_ENTITLEMENT";
      await assertFails(provider.listGrants([entitlement, unknown.role]), "listGrants", { code });
      await assertFails(provider.identify(principals.first, unknown.resource), "identify", { code });
    },
  }),
];

/** The ids of a name; `undefined` when nobody has it. */
async function findIds({ provider, entitlement }: Fixture, name: string): Promise<HoldingIds | undefined> {
  try {
    return await provider.identify(name, entitlement);
  } catch (error) {
    if (error instanceof ProviderError && error.code === "UNKNOWN_PRINCIPAL") return undefined;
    throw error;
  }
}

async function holdAndEnd(fixture: Fixture, name: string): Promise<void> {
  const held = await identify(fixture, name);
  const what = JSON.stringify(name);
  assert.equal(
    (await fixture.provider.hold(held)).changed,
    true,
    `whether hold changed something for ${what}`,
  );
  await assertHeld(fixture, name);
  assert.equal(
    (await fixture.provider.revoke(held)).changed,
    true,
    `whether revoke changed something for ${what}`,
  );
  await assertListed(fixture, name, []);
}
