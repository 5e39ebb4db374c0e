// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).
//   HH4: The holder sets the password of the lent role, and logs in as that role after the end.
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { Attribute, Change, type Client } from "ldapts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refreshRequest } from "../../src/providers/ldap/per-grant/time-to-live.ts";
import { until } from "../support/until.ts";
import { entitlement, holdFor, open } from "./directory-of-orders.ts";
import { hasSlapd } from "./servers.ts";
import { canRead, groupDn, nobody, passwords, personDn, type Slapd, startSlapd, suffix } from "./slapd.ts";

/** Members change the members of their group, people rename themselves, and whoever is lent something makes entries below it. */
const careless = `
access to dn.base="ou=people,${suffix}" attrs=children
  by users write
access to dn.onelevel="ou=lent,${suffix}" attrs=member
  by dn.exact="cn=hallpass,ou=services,${suffix}" write
  by dnattr=member write
  by users read
access to dn.subtree="ou=leases,${suffix}"
  by dn.exact="cn=hallpass,ou=services,${suffix}" manage
  by dn.exact="uid=alice,ou=people,${suffix}" manage
  by users read`;

describe.runIf(hasSlapd())("the end of an access at slapd, against its holder", () => {
  let slapd: Slapd;
  beforeAll(async () => {
    slapd = await startSlapd({ access: careless });
    for (const uid of ["alice", "eve"]) await slapd.addPerson(uid);
  });
  afterAll(() => slapd?.stop());

  const asAlice = <Result>(work: (client: Client) => Promise<Result>): Promise<Result> =>
    slapd.as(personDn("alice"), passwords.person, work);
  const addTo = (client: Client, group: string, member: string, type = "member"): Promise<void> =>
    client.modify(
      group,
      new Change({ operation: "add", modification: new Attribute({ type, values: [member] }) }),
    );
  /** Whether an application that searches for the groups of a person finds this one. */
  const isFound = async (dn: string, uid: string): Promise<boolean> => {
    const filter = `(&(objectClass=groupOfNames)(member=${personDn(uid)}))`;
    return (await slapd.asAdmin((client) => client.search(dn, { filter }))).searchEntries.length > 0;
  };
  const grantDn = async (): Promise<string> => {
    const { searchEntries } = await slapd.asAdmin((client) =>
      client.search(`ou=leases,${suffix}`, { filter: "(objectClass=dynamicObject)" }),
    );
    return searchEntries[0]?.dn ?? "";
  };

  it("HH3: who may add members adds a friend: she loses it, the friend keeps it and is listed", async () => {
    const provider = await open(slapd);
    const holding = await holdFor(provider, "alice");
    await asAlice((client) => addTo(client, groupDn, personDn("eve")));
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    await expect(asAlice((client) => addTo(client, groupDn, personDn("alice")))).rejects.toThrow();
    expect(await provider.listGrants([entitlement])).toMatchObject([{ principal: "eve", origin: "unknown" }]);
    await slapd.asAdmin((client) =>
      client.modify(
        groupDn,
        new Change({
          operation: "delete",
          modification: new Attribute({ type: "member", values: [personDn("eve")] }),
        }),
      ),
    );
  });

  it.each(["direct", "nested"] as const)(
    "HH3: who may add members to her own entry of a grant (%s) takes them with her",
    async (way) => {
      const provider = await open(slapd, way);
      const holding = await holdFor(provider, "alice");
      const dn = await grantDn();
      await asAlice((client) => addTo(client, dn, personDn("eve")));
      expect(
        (await provider.listGrants([entitlement])).map(({ principal, origin }) => [principal, origin]),
      ).toEqual([
        ["alice", "ours"],
        ["eve", "standing"],
      ]);
      await provider.hold(holding);
      expect(await canRead(slapd, "eve")).toBe(false);
      await asAlice((client) => addTo(client, dn, personDn("eve")));
      await provider.revoke(holding);
      for (const uid of ["alice", "eve"]) expect(await canRead(slapd, uid)).toBe(false);
      expect(await slapd.membersOf(groupDn)).toEqual([nobody]);
    },
  );

  it("HH3: who may add members does so under `member;lang-x`: it ends with her, and a friend is listed", async () => {
    const provider = await open(slapd);
    const holding = await holdFor(provider, "alice");
    await asAlice(async (client) => {
      for (const uid of ["alice", "eve"]) await addTo(client, groupDn, personDn(uid), "member;lang-x");
    });
    expect((await provider.listGrants([entitlement])).map(({ principal }) => principal)).toEqual([
      "alice",
      "eve",
    ]);
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(await isFound(groupDn, "alice")).toBe(false);
    expect(await provider.listGrants([entitlement])).toMatchObject([{ principal: "eve", origin: "unknown" }]);
    await slapd.asAdmin((client) =>
      client.modify(
        groupDn,
        new Change({ operation: "delete", modification: new Attribute({ type: "member;lang-x" }) }),
      ),
    );
  });

  it.each(["direct", "nested"] as const)(
    "HH3, HH4: who is a `member;lang-x` of her own entry of a grant (%s), and keeps it by an entry below, loses it",
    async (way) => {
      const provider = await open(slapd, way);
      const holding = await holdFor(provider, "alice");
      const dn = await grantDn();
      const child = `cn=keep,${dn}`;
      await asAlice(async (client) => {
        for (const uid of ["alice", "eve"]) await addTo(client, dn, personDn(uid), "member;lang-x");
        await client.add(child, { objectClass: ["organizationalRole", "dynamicObject"] });
      });
      expect(await provider.listGrants([entitlement])).toMatchObject([
        { principal: "alice", origin: "ours" },
        { principal: "eve", origin: "standing" },
      ]);
      await provider.hold(holding);
      expect(await isFound(dn, "eve")).toBe(false);
      await asAlice((client) => addTo(client, dn, personDn("alice"), "member;lang-x"));
      await provider.revoke(holding);
      expect(await isFound(dn, "alice")).toBe(false);
      await slapd.asAdmin(async (client) => {
        await client.del(child);
        await client.del(dn);
      });
    },
  );

  it.each(["direct", "nested"] as const)(
    "HH4: who makes entries below the entry of her grant (%s) does not keep it",
    async (way) => {
      const provider = await open(slapd, way);
      const holding = await holdFor(provider, "alice");
      const dn = await grantDn();
      const child = `cn=keep,${dn}`;
      await asAlice((client) => client.add(child, { objectClass: ["organizationalRole", "dynamicObject"] }));
      expect(await provider.revoke(holding)).toMatchObject({ changed: true });
      expect(await canRead(slapd, "alice")).toBe(false);
      expect(await provider.listGrants([entitlement])).toEqual([]);
      await slapd.asAdmin(async (client) => {
        await client.del(child);
        await client.del(dn);
      });
    },
  );

  it.each(["direct", "nested"] as const)(
    "HH5: who renames the entry of her grant (%s) does not keep it",
    async (way) => {
      const provider = await open(slapd, way);
      const holding = await holdFor(provider, "alice");
      const dn = await grantDn();
      await slapd.asAdmin((client) => client.modifyDN(dn, "cn=harmless"));
      expect(await provider.listGrants([entitlement])).toMatchObject([
        { principal: "alice", origin: "ours" },
      ]);
      expect(await provider.revoke(holding)).toMatchObject({ changed: true });
      expect(await canRead(slapd, "alice")).toBe(false);
      expect(await provider.listGrants([entitlement])).toEqual([]);
    },
  );

  it("HH3: who may refresh her own entry keeps the timer away, and not the end", async () => {
    const provider = await open(slapd, "nested");
    const holding = await holdFor(provider, "alice", 60);
    const dn = await grantDn();
    await asAlice((client) => client.exop("1.3.6.1.4.1.1466.101.119.1", refreshRequest(dn, 7_200)));
    const read = await slapd.asAdmin((client) =>
      client.search(dn, { scope: "base", attributes: ["entryTtl"] }),
    );
    expect(Number(read.searchEntries[0]?.entryTtl)).toBeGreaterThan(7_000);
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(await canRead(slapd, "alice")).toBe(false);
  });

  it("HH5: follows a person whom somebody renames again and again", async () => {
    const provider = await open(slapd);
    const holding = await holdFor(provider, "alice");
    let names = ["alice", "mallory"];
    let isEnded = false;
    const renaming = (async () => {
      while (!isEnded) {
        const [from = "", to = ""] = names;
        await slapd.asAdmin((client) => client.modifyDN(personDn(from), `uid=${to}`));
        names = [to, from];
      }
    })();
    for (let attempt = 0; attempt < 50 && !isEnded; attempt++)
      isEnded = await provider.revoke(holding).then(
        () => true,
        () => false,
      );
    const ended = isEnded;
    isEnded = true;
    await renaming;
    expect(ended).toBe(true);
    // slapd follows a rename after it has answered, and may write the member again; Hallpass looks again after each end.
    await until(
      "the access is gone for good",
      async () => {
        await provider.revoke(holding);
        return slapd.membersOf(groupDn);
      },
      (members) => members.length === 1 && members[0] === nobody,
    );
    if (names[0] === "mallory")
      await slapd.asAdmin((client) => client.modifyDN(personDn("mallory"), "uid=alice"));
  });
});
