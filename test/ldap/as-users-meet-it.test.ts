// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   ID11: The account at the provider is dropped, and made anew under its name.
//   RV12: An open session outlives the grant.
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { readFileSync } from "node:fs";
import { Attribute, Change } from "ldapts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Provider } from "../../src/core/ports/provider.ts";
import { ldapProvider } from "../../src/providers/ldap/provider.ts";
import { until } from "../support/until.ts";
import { configure, entitlement, holdFor, now, open } from "./directory-of-orders.ts";
import { hasSlapd } from "./servers.ts";
import { canRead, groupDn, nobody, passwords, personDn, type Slapd, startSlapd, suffix } from "./slapd.ts";

describe.runIf(hasSlapd())("OpenLDAP, as its users meet it", () => {
  let slapd: Slapd;
  beforeAll(async () => {
    slapd = await startSlapd();
    for (const uid of ["alice", "eve", "carol", "Dave"]) await slapd.addPerson(uid);
  });
  afterAll(() => slapd?.stop());

  const change = (dn: string, operation: "add" | "delete" | "replace", type: string, ...values: string[]) =>
    slapd.asAdmin((client) =>
      client.modify(dn, new Change({ operation, modification: new Attribute({ type, values }) })),
    );
  const withAll = async (work: (provider: Provider) => Promise<unknown>): Promise<void> => {
    for (const way of ["member", "direct", "nested"] as const) await work(await open(slapd, way));
  };

  it("encrypts by StartTLS or from the first byte, and checks the server's certificate", async () => {
    const tls = { caFile: slapd.certificate, serverName: "ldap.example.org" };
    const ways = [
      { url: slapd.url, startTls: true, ...tls },
      { url: `ldaps://127.0.0.1:${slapd.securePort}`, ...tls },
    ];
    for (const way of ways) {
      expect(await (await open(slapd, "member", way)).traits()).toMatchObject({ container: "shared" });
      const wrong = [{ serverName: "ldap.example.com" }, { caFile: "/dev/null" }];
      for (const each of wrong)
        await expect((await open(slapd, "member", { ...way, ...each })).traits()).rejects.toMatchObject({
          code: "UNREACHABLE",
        });
    }
    expect(readFileSync(slapd.certificate, "utf8")).toContain("BEGIN CERTIFICATE");
  });

  it("says that the login is refused", async () => {
    const provider = await open(slapd, "member", { password: "wrong" });
    await expect(provider.traits()).rejects.toMatchObject({ code: "LOGIN_REFUSED", retryable: false });
  });

  it("declares what the mode and the server can do", async () => {
    expect(await (await open(slapd)).traits()).toMatchObject({ container: "shared", nativeExpiry: "none" });
    for (const way of ["direct", "nested"] as const)
      expect(await (await open(slapd, way)).traits()).toMatchObject({
        container: "separate",
        nativeExpiry: "removed",
        sessions: "survive",
      });
  });

  it("takes a name exactly as it is written in the directory", async () => {
    const provider = await open(slapd);
    await provider.identify("Dave", entitlement);
    for (const name of ["dave", "DAVE", " Dave", "Dave  ", ""])
      await expect(provider.identify(name, entitlement)).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
  });

  it("refuses a name that two entries have, an entry with two names, and its own account", async () => {
    await slapd.addPerson("twin");
    await change(personDn("twin"), "add", "uid", "eve");
    const provider = await open(slapd);
    for (const name of ["eve", "twin"])
      await expect(provider.identify(name, entitlement)).rejects.toMatchObject({ code: "REFUSED" });
    await change(personDn("twin"), "delete", "uid", "eve");
    const everybody = { base: suffix, attribute: "cn" };
    const own = await open(slapd, "member", { principals: everybody });
    await expect(own.identify("hallpass", entitlement)).rejects.toMatchObject({
      code: "REFUSED",
      cause: { message: expect.stringContaining("the account of Hallpass") },
    });
  });

  it("RV12: lets an open login read no more after the end, because slapd looks at the group each time", async () => {
    await withAll(async (provider) => {
      const holding = await holdFor(provider, "alice");
      await slapd.as(personDn("alice"), passwords.person, async (client) => {
        const read = async () => (await client.search(`ou=orders,${suffix}`)).searchEntries.length;
        expect(await read()).toBeGreaterThan(0);
        await provider.revoke(holding);
        await expect(read()).rejects.toMatchObject({ code: 32 });
      });
    });
  });

  it("HH5: ends by recorded ids after person and group were renamed and moved", async () => {
    await withAll(async (provider) => {
      const holding = await holdFor(provider, "alice");
      expect(await canRead(slapd, "alice")).toBe(true);
      const leavers = `ou=leavers,${suffix}`;
      await slapd.asAdmin(async (client) => {
        await client.add(leavers, { objectClass: ["organizationalUnit"] });
        await client.modifyDN(personDn("alice"), `uid=mallory,${leavers}`);
        await client.modifyDN(groupDn, `cn=orders-ro,ou=lent,${suffix}`);
      });
      expect(await provider.revoke(holding)).toMatchObject({ changed: true });
      const left = await slapd.membersOf(`cn=orders-ro,ou=lent,${suffix}`);
      expect(left).toEqual([nobody]);
      await slapd.asAdmin(async (client) => {
        await client.modifyDN(`uid=mallory,${leavers}`, `uid=alice,ou=people,${suffix}`);
        await client.modifyDN(`cn=orders-ro,ou=lent,${suffix}`, `cn=orders-readonly,ou=lent,${suffix}`);
        await client.del(leavers);
      });
      expect(await canRead(slapd, "alice")).toBe(false);
    });
  });

  it("ID11: refuses a person who was made anew under the name, and a group made anew", async () => {
    await slapd.addPerson("frank");
    const provider = await open(slapd);
    const holding = await holdFor(provider, "frank");
    await slapd.asAdmin((client) => client.del(personDn("frank")));
    await slapd.addPerson("frank");
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(await provider.revoke(holding)).toMatchObject({ changed: false });
  });

  it("replaces the last member by the placeholder, and without one says that it may not", async () => {
    const provider = await open(slapd);
    const holding = await holdFor(provider, "alice");
    await change(groupDn, "delete", "member", nobody);
    const without = await configure(slapd);
    const { placeholder: _, ...rest } = without;
    await expect(ldapProvider(rest, now).revoke(holding)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(await slapd.membersOf(groupDn)).toEqual([nobody]);
  });

  it("makes the entry of a grant end when slapd removes it, and the group loses it, too", async () => {
    const provider = await open(slapd, "nested");
    await holdFor(provider, "alice", 1);
    await until(
      "slapd removes the entry",
      () => slapd.membersOf(groupDn),
      (members) => members.length === 1,
    );
    expect(await canRead(slapd, "alice")).toBe(false);
    expect(await provider.listGrants([entitlement])).toEqual([]);
  });

  it("asks for a longer life than dds-max-ttl in vain, and leaves nothing", async () => {
    const other = await startSlapd({ maxTtl: 86_400 });
    try {
      await other.addPerson("alice");
      const provider = await open(other, "nested");
      await expect(holdFor(provider, "alice", 90_000)).rejects.toMatchObject({ code: "REFUSED" });
      expect(await other.membersOf(groupDn)).toEqual([nobody]);
      const left = await other.asAdmin((client) =>
        client.search(suffix, { filter: "(objectClass=dynamicObject)" }),
      );
      expect(left.searchEntries).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it("grants nothing by dynamic entries where the server has none", async () => {
    const other = await startSlapd({ dds: false });
    try {
      await other.addPerson("alice");
      const provider = await open(other, "nested");
      expect(await provider.traits()).toMatchObject({ nativeExpiry: "none" });
      await expect(provider.identify("alice", entitlement)).rejects.toMatchObject({ code: "REFUSED" });
      expect(await provider.diagnose?.()).toContainEqual(
        expect.objectContaining({ code: "LDAP_NO_DYNAMIC_ENTRIES", severity: "error" }),
      );
    } finally {
      await other.stop();
    }
  });

  it("throws for a listing that the server cuts short", async () => {
    const other = await startSlapd({ sizeLimit: 3 });
    try {
      for (let index = 0; index < 5; index++)
        await other.asAdmin((client) =>
          client.add(`cn=g${index},ou=direct,ou=leases,${suffix}`, {
            objectClass: ["groupOfNames"],
            member: nobody,
          }),
        );
      const provider = await open(other, "direct");
      await expect(provider.listGrants([entitlement])).rejects.toMatchObject({ code: "UNEXPECTED" });
    } finally {
      await other.stop();
    }
  });

  it("throws for members that it may not read, instead of listing nobody", async () => {
    const other = await startSlapd({
      access: `\naccess to dn.subtree="ou=lent,${suffix}" attrs=member\n  by * none`,
    });
    try {
      await expect((await open(other)).listGrants([entitlement])).rejects.toMatchObject({ code: "REFUSED" });
    } finally {
      await other.stop();
    }
  });

  it("throws for a search that the server refers to another server", async () => {
    const other = await startSlapd({
      access: `\naccess to dn.subtree="ou=people,${suffix}"\n  by users read`,
    });
    try {
      await other.addPerson("alice");
      const provider = await open(other);
      await provider.identify("alice", entitlement);
      await other.asAdmin((client) =>
        client.add(`ou=elsewhere,ou=people,${suffix}`, {
          objectClass: ["referral", "extensibleObject"],
          ref: "ldap://ldap.example.com/ou=people,dc=example,dc=com",
        }),
      );
      await expect(provider.identify("alice", entitlement)).rejects.toMatchObject({ code: "UNEXPECTED" });
    } finally {
      await other.stop();
    }
  });

  it("lists other groups in the inventory where the configuration asks for it", async () => {
    await slapd.asAdmin((client) =>
      client.add(`cn=payroll,ou=lent,${suffix}`, {
        objectClass: ["groupOfNames"],
        member: personDn("eve"),
      }),
    );
    const provider = await open(slapd, "member", { inventoryBase: `ou=lent,${suffix}` });
    const grants = [];
    for await (const grant of provider.inventory?.() ?? []) grants.push(grant);
    expect(grants).toMatchObject([
      {
        principal: "eve",
        entitlement: { provider: "directory", resource: "*", role: "payroll" },
        origin: "unknown",
      },
    ]);
    await slapd.asAdmin((client) => client.del(`cn=payroll,ou=lent,${suffix}`));
  });

  it("does not call a person ended who is gone while the group has a member that nobody can read", async () => {
    const other = await startSlapd({ refint: false });
    try {
      for (const uid of ["alice", "eve"]) await other.addPerson(uid);
      const provider = await open(other);
      const holding = await holdFor(provider, "alice");
      await other.asAdmin((client) => client.del(personDn("alice")));
      await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "UNEXPECTED" });
      // Whoever gets an entry of that name gets the access: it is listed.
      expect(await provider.listGrants([entitlement])).toMatchObject([{ principal: personDn("alice") }]);
      expect(await provider.diagnose?.()).toContainEqual(
        expect.objectContaining({ code: "LDAP_DANGLING_MEMBER", severity: "error" }),
      );
      await other.addPerson("alice");
      expect(await canRead(other, "alice")).toBe(true);
      expect(await provider.listGrants([entitlement])).toMatchObject([{ principal: "alice" }]);
    } finally {
      await other.stop();
    }
  });

  it("shows no password in a failure", async () => {
    const failure = await (await open(slapd, "member", { password: "s3cret-word" }))
      .traits()
      .catch((error: unknown) => error);
    expect(JSON.stringify(failure)).not.toContain("s3cret-word");
    expect(Object.values(passwords).every((secret) => !String(failure).includes(secret))).toBe(true);
  });
});
