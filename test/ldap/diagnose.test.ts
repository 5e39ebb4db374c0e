// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX17: The credential of an adapter can grant anything.
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).

import { Attribute, Change } from "ldapts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ldapProvider } from "../../src/providers/ldap/provider.ts";
import { configure, now, open, ways } from "./directory-of-orders.ts";
import { hasSlapd } from "./servers.ts";
import { groupDn, nobody, personDn, type Slapd, startSlapd, suffix } from "./slapd.ts";

describe.runIf(hasSlapd())("the rights of Hallpass's account at slapd", () => {
  let slapd: Slapd;
  beforeAll(async () => {
    slapd = await startSlapd();
    for (const uid of ["alice", "eve"]) await slapd.addPerson(uid);
  });
  afterAll(() => slapd?.stop());

  const change = (operation: "add" | "delete" | "replace", type: string, ...values: string[]) =>
    slapd.asAdmin((client) =>
      client.modify(groupDn, new Change({ operation, modification: new Attribute({ type, values }) })),
    );
  const codesOf = async (provider: Awaited<ReturnType<typeof open>>) =>
    ((await provider.diagnose?.()) ?? []).map(({ code, severity }) => `${severity} ${code}`);

  it.each(ways)("are as the page gives them: %s", async (way) => {
    expect(await codesOf(await open(slapd, way))).toEqual([]);
    expect(await slapd.membersOf(groupDn)).toEqual([nobody]);
  });

  const people = { base: `ou=people,${suffix}`, attribute: "uid" };
  it.each([
    { ...people, base: `ou=pepole,${suffix}` },
    { ...people, attribute: "employeeNumber" },
    { ...people, filter: "(objectClass=posixAccount)" },
  ])("are of no use where the configuration finds nobody: %j", async (principals) => {
    expect(await codesOf(await open(slapd, "member", { principals }))).toContain("warning LDAP_NO_PEOPLE");
  });

  it("GX17: are too many for an administrator, and nothing is changed by asking", async () => {
    const before = await slapd.asAdmin((client) => client.search(suffix, { scope: "sub" }));
    const provider = await open(slapd, "member", { bindDn: `cn=admin,${suffix}`, password: "admin-secret" });
    expect(await codesOf(provider)).toContain("error LDAP_BEYOND");
    expect(await slapd.asAdmin((client) => client.search(suffix, { scope: "sub" }))).toEqual(before);
  });

  it.each(ways)("are too few where the rule is missing: %s", async (way) => {
    const other = await startSlapd({
      access: `
access to dn.subtree="ou=lent,${suffix}" attrs=member
  by users read
access to dn.subtree="ou=leases,${suffix}"
  by users read`,
    });
    try {
      await other.addPerson("alice");
      const provider = await open(other, way);
      expect(await codesOf(provider)).toContain("error LDAP_CANNOT_WRITE");
      const holding = {
        principal: "alice",
        entitlement: { provider: "directory", resource: "orders", role: "readonly" },
      };
      const ids = await provider.identify("alice", holding.entitlement);
      await expect(
        provider.hold({ ...holding, ids, until: new Date(Date.now() + 3_600_000) }),
      ).rejects.toMatchObject({ code: "REFUSED" });
    } finally {
      await other.stop();
    }
  });

  it("names a group that is not there", async () => {
    const readonly = "00000000-0000-4000-8000-000000000000";
    const provider = await open(slapd, "member", { resources: { orders: { roles: { readonly } } } });
    expect(await codesOf(provider)).toEqual(["error LDAP_NO_GROUP"]);
  });

  it("HH3: warns of an owner, and of a group in the group", async () => {
    await slapd.asAdmin((client) =>
      client.add(`cn=friends,ou=lent,${suffix}`, {
        objectClass: ["groupOfNames"],
        member: personDn("eve"),
      }),
    );
    await change("add", "member", `cn=friends,ou=lent,${suffix}`);
    await change("add", "owner", personDn("alice"));
    const found = (await (await open(slapd)).diagnose?.()) ?? [];
    await change("delete", "owner");
    await slapd.asAdmin((client) => client.del(`cn=friends,ou=lent,${suffix}`));
    expect(found).toMatchObject([
      {
        code: "LDAP_GROUP_MANAGER",
        severity: "warning",
        message: expect.stringContaining(personDn("alice")),
      },
      { code: "LDAP_NESTED_GROUP", severity: "warning", message: expect.stringContaining("cn=friends") },
    ]);
  });

  it("asks for a placeholder, and for one that is nobody", async () => {
    const { placeholder: _, ...without } = await configure(slapd);
    // The group's first member is the placeholder that this configuration does not know.
    expect(await codesOf(ldapProvider(without, now))).toEqual([
      "error LDAP_DANGLING_MEMBER",
      "error LDAP_NO_PLACEHOLDER",
    ]);
    expect(await codesOf(await open(slapd, "member", { placeholder: personDn("eve") }))).toContain(
      "error LDAP_PLACEHOLDER_IS_PERSON",
    );
  });
});
