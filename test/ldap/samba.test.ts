// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX17: The credential of an adapter can grant anything.
//   GX18: A role brings more than its name says.
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ldapAdapter } from "../../src/providers/ldap/adapter.ts";
import type { LdapConfiguration } from "../../src/providers/ldap/configuration.ts";
import { withSession } from "../../src/providers/ldap/connection/session.ts";
import { guidText } from "../../src/providers/ldap/identity/object-guid.ts";
import { readWindows } from "../../src/providers/ldap/membership/members.ts";
import { ldapProvider } from "../../src/providers/ldap/provider.ts";
import { openGate } from "../postgres/gate.ts";
import { testProvider } from "../providers/conformance.ts";
import { entitlement, now } from "./directory-of-orders.ts";
import { canReadOrder, domain, openSession, personDn, type Samba, secrets, startSamba } from "./samba.ts";
import { hasSamba } from "./servers.ts";

// Other characters are not allowed in a sAMAccountName.
const hostile = `x)(!(cn&b'c#`;
const lent = (name: string): string => `CN=${name},OU=Lent,${domain}`;
const group = lent("orders-readonly");

const uuidOf = async (samba: Samba, dn: string): Promise<string> =>
  guidText((await samba.read(dn, "objectGUID"))[0] ?? Buffer.alloc(0)) ?? "";

async function configure(
  samba: Samba,
  overrides: Partial<LdapConfiguration> = {},
  groupDn = group,
): Promise<LdapConfiguration> {
  const { host, port, caFile, serverName } = samba;
  return {
    ...{ name: "directory", url: `ldaps://${host}:${port}`, caFile, serverName },
    ...{ bindDn: "hallpass@example.test", password: secrets.hallpass, deadlineSeconds: 20 },
    principals: { base: `OU=People,${domain}`, attribute: "sAMAccountName", filter: "(objectClass=user)" },
    resources: { orders: { roles: { readonly: await uuidOf(samba, groupDn) } } },
    ...overrides,
  };
}

describe.runIf(hasSamba())("Active Directory", () => {
  let samba: Samba;
  beforeAll(async () => {
    samba = await startSamba();
    for (const name of ["alice", "eve", "carol", "dave", hostile]) await samba.addPerson(name);
    await samba.change(group, "add", "member", personDn("carol"));
  });
  afterAll(() => samba?.stop());

  const open = async (groupDn = group) => ldapProvider(await configure(samba, {}, groupDn), now);
  const principalsOf = async (): Promise<string[]> =>
    (await (await open()).listGrants([entitlement])).map(({ principal }) => principal).sort();

  it.each([
    ["Domain Admins", `CN=Domain Admins,CN=Users,${domain}`],
    ["Account Operators", `CN=Account Operators,CN=Builtin,${domain}`],
    ["a group in Domain Admins", lent("orders-admins")],
  ])("GX18: refuses to lend %s", async (name, dn) => {
    const isNested = name.includes("a group in");
    const admins = `CN=Domain Admins,CN=Users,${domain}`;
    if (isNested) await samba.change(admins, "add", "member", dn);
    const provider = await open(dn);
    await expect(provider.identify("dave", entitlement)).rejects.toMatchObject({
      code: "REFUSED",
      cause: { message: expect.stringContaining("power over the domain") },
    });
    if (isNested) await samba.change(admins, "delete", "member", dn);
  });

  it("lists who holds it through a group in the group or as a primary group, and writes nothing for them", async () => {
    await samba.change(lent("many"), "add", "member", personDn("dave"));
    await samba.change(group, "add", "member", lent("many"));
    const provider = await open();
    const ids = await provider.identify("dave", entitlement);
    const holding = { principal: "dave", entitlement, ids, until: new Date(Date.now() + 3_600_000) };
    expect(await provider.hold(holding)).toMatchObject({ changed: false });
    expect(await principalsOf()).toEqual([lent("many"), "carol", "dave"]);
    await samba.change(group, "delete", "member", lent("many"));
    expect(await principalsOf()).toEqual(["carol"]);

    const number = ids.entitlement.slice(ids.entitlement.lastIndexOf("-") + 1);
    await samba.change(personDn("carol"), "replace", "primaryGroupID", number);
    expect(await samba.read(group, "member")).toEqual([]);
    expect(await principalsOf()).toEqual(["carol"]);
    await samba.change(personDn("carol"), "replace", "primaryGroupID", "513");
    expect(await principalsOf()).toEqual(["carol"]);
  });

  it("HH5: ends by recorded ids after person and group were renamed, and refuses a person made anew", async () => {
    await samba.addPerson("erin");
    const provider = await open();
    const ids = await provider.identify("erin", entitlement);
    const holding = { principal: "erin", entitlement, ids, until: new Date(Date.now() + 3_600_000) };
    await provider.hold(holding);
    await samba.asAdmin(async (client) => {
      await client.modifyDN(personDn("erin"), "CN=mallory");
      await client.modifyDN(group, "CN=orders-ro");
    });
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    await samba.asAdmin(async (client) => {
      await client.modifyDN(lent("orders-ro"), "CN=orders-readonly");
      await client.del(personDn("mallory"));
    });
    await samba.addPerson("erin");
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(await provider.revoke(holding)).toMatchObject({ changed: false });
  });

  it("HH5: does not call an access ended that goes on because the group became the person's primary group", async () => {
    await samba.addPerson("frank");
    const provider = await open();
    const ids = await provider.identify("frank", entitlement);
    const holding = { principal: "frank", entitlement, ids, until: new Date(Date.now() + 3_600_000) };
    await provider.hold(holding);
    const number = ids.entitlement.slice(ids.entitlement.lastIndexOf("-") + 1);
    await samba.change(personDn("frank"), "replace", "primaryGroupID", number);
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await canReadOrder(samba, "frank")).toBe(true);
    await samba.change(personDn("frank"), "replace", "primaryGroupID", "513");
    // The domain made her a direct member, as it does for the primary group that an account leaves.
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(await canReadOrder(samba, "frank")).toBe(false);
  });

  it("reads a large group window by window", async () => {
    const people = ["alice", "carol", "dave", "eve"].map(personDn);
    for (const dn of people) await samba.change(lent("many"), "add", "member", dn).catch(() => {});
    const read = await withSession(await configure(samba), (session) =>
      readWindows(session, "directory", lent("many"), [], 3),
    );
    expect(read.windows).toBe(2);
    expect(read.values.toSorted()).toEqual(people);
  });

  it("has no links that end by themselves, and does not claim them", async () => {
    expect(await (await open()).traits()).toMatchObject({ nativeExpiry: "none", container: "shared" });
  });

  it.each([
    ["a certificate of another authority", { caFile: "/etc/hosts" }],
    ["another name in the certificate", { serverName: "ldap.example.org" }],
  ])("sends no password to a server with %s", async (_, overrides) => {
    const provider = ldapProvider(await configure(samba, overrides), now);
    await expect(provider.traits()).rejects.toMatchObject({ code: "UNREACHABLE" });
  });

  const codesOf = async (overrides: Partial<LdapConfiguration> = {}, groupDn = group) => {
    const provider = ldapProvider(await configure(samba, overrides, groupDn), now);
    return ((await provider.diagnose?.()) ?? []).map(({ code, severity }) => `${severity} ${code}`);
  };

  it("finds the delegated rights to be right, and no more", async () => {
    expect(await codesOf()).toEqual([]);
  });

  it("GX17: finds an administrator's account too strong", async () => {
    const administrator = { bindDn: "administrator@example.test", password: secrets.admin };
    const found = await codesOf(administrator);
    expect(found).toContain("error LDAP_POWERFUL_ACCOUNT");
    expect(found).toContain("error LDAP_BEYOND");
  });

  it("GX18: finds a group that is not delegated, or has power", async () => {
    expect(await codesOf({}, `CN=Domain Users,CN=Users,${domain}`)).toContain("error LDAP_CANNOT_WRITE");
    expect(await codesOf({}, `CN=Domain Admins,CN=Users,${domain}`)).toContain("error LDAP_POWERFUL_GROUP");
  });

  it("HH3: warns of a manager, and of a group in the group", async () => {
    await samba.change(group, "replace", "managedBy", personDn("dave"));
    await samba.change(group, "add", "member", lent("many"));
    const found = await codesOf();
    await samba.change(group, "delete", "member", lent("many"));
    await samba.change(group, "delete", "managedBy", personDn("dave"));
    expect(found).toEqual(["warning LDAP_GROUP_MANAGER", "warning LDAP_NESTED_GROUP"]);
  });

  // The suite deletes the group at its end.
  testProvider("Samba as a domain controller", async () => {
    const gate = await openGate(samba);
    await samba.change(group, "add", "description", "Reads all orders.");
    await samba.change(lent("many"), "add", "member", group);
    await samba.asAdmin((client) =>
      client.add(lent("staff"), { objectClass: ["group"], sAMAccountName: "staff", member: lent("many") }),
    );
    const configuration = await configure(samba, { url: `ldaps://${gate.host}:${gate.port}` });
    const provider = ldapProvider(configuration, now);
    return {
      ...{ provider, entitlement, abilities: ldapAdapter.abilities },
      powers: [{ entitlement, gives: [] }],
      told: [
        "use whatever was given to the group orders-readonly",
        "use whatever was given to groups that it is in: many, staff",
        "do what the group's description says: “Reads all orders.”",
      ],
      unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
      principals: { first: "alice", second: "eve", hostile },
      missing: "nobody",
      standing: "carol",
      fail: gate.close,
      secrets: Object.values(secrets),
      byHand: {
        give: (name) => samba.change(group, "add", "member", personDn(name)),
        take: (name) => samba.change(group, "delete", "member", personDn(name)),
      },
      canUse: (name) => canReadOrder(samba, name),
      openSession: (name) => openSession(samba, name),
      drop: {
        principal: (name) => samba.asAdmin((client) => client.del(personDn(name))),
        entitlement: () => samba.asAdmin((client) => client.del(group)),
      },
      hostile: [
        {
          id: "HH6",
          does: "asks the server without a pause",
          play: async (name) => {
            await Promise.all(Array.from({ length: 10 }, () => canReadOrder(samba, name)));
          },
        },
      ],
      openUnmapped: () =>
        ldapProvider(
          {
            ...configuration,
            resources: { archive: { roles: { readonly: "00000000-0000-4000-8000-000000000000" } } },
          },
          now,
        ),
      close: async () => {
        await provider.close();
        await gate.stop();
      },
    };
  });
});
