import { Attribute, Change, type Client } from "ldapts";
import { describe } from "vitest";
import { ldapAdapter } from "../../src/providers/ldap/adapter.ts";
import { accepting, RESULT } from "../../src/providers/ldap/connection/failure.ts";
import { ldapProvider } from "../../src/providers/ldap/provider.ts";
import type { ProviderFixture } from "../providers/conformance.ts";
import { testProvider } from "../providers/conformance.ts";
import { until } from "../support/until.ts";
import { configure, entitlement, now, targetOf, type Way, ways } from "./directory-of-orders.ts";
import { disturbances, openDisturbingGate } from "./disturbing-gate.ts";
import { hasSlapd } from "./servers.ts";
import {
  addPerson,
  canRead,
  hallpassDn,
  openAs,
  passwords,
  personDn,
  type Slapd,
  startSlapd,
  suffix,
} from "./slapd.ts";

const hostile = `x*)(uid=*))(|(uid=a,b+c="d";<e>\\f#`;
const deadlineSeconds = 2;

/** People may rename, delete and make entries of people, which is more than they should. */
const careless = `
access to dn.subtree="ou=people,${suffix}"
  by dn.exact="${hallpassDn}" read
  by users write`;

async function fixtureOf(way: Way): Promise<ProviderFixture> {
  const slapd = await startSlapd({ access: careless });
  for (const uid of ["alice", "eve", "carol", hostile]) await slapd.addPerson(uid);
  const group = way === "direct" ? await addGroupByHand(slapd) : targetOf(way);
  const change = (operation: "add" | "delete", uid: string) =>
    slapd.asAdmin((client) => changeMember(client, group, operation, personDn(uid)));
  await change("add", "carol");
  const told = await addWords(slapd, way);
  const gate = await openDisturbingGate(slapd, (deadlineSeconds + 0.5) * 1000);
  const configuration = await configure(slapd, way, {
    ...{ url: gate.url, deadlineSeconds },
    powers: [{ resource: "orders", role: "readonly", githubTeam: 7 }],
    resources: {
      orders: {
        command: "read-orders --as {principal} {role}",
        roles: { readonly: await slapd.uuidOf(targetOf(way)) },
      },
    },
  });
  const provider = ldapProvider(configuration, now);
  const grantOf = async (uid: string) => (await findGrantEntries(slapd, uid))[0] ?? "";
  return {
    ...{ provider, entitlement, abilities: ldapAdapter.abilities, told },
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    powers: [{ entitlement, gives: [{ kind: "github-team", id: 7 }] }],
    principals: { first: "alice", second: "eve", hostile },
    missing: "nobody",
    standing: "carol",
    fail: gate.close,
    disturb: gate.disturb,
    disturbances,
    secrets: Object.values(passwords),
    byHand: {
      give: (uid) => change("add", uid),
      take: async (uid) => void (await accepting([RESULT.noSuchAttribute], change("delete", uid))),
    },
    // Also under the name that she takes below.
    canUse: async (uid) =>
      (await canRead(slapd, uid)) || (uid === "alice" && (await canRead(slapd, "mallory"))),
    openSession: (uid) => openAs(slapd, uid),
    openUnmapped: () =>
      ldapProvider(
        {
          ...configuration,
          resources: { archive: { roles: { readonly: "00000000-0000-4000-8000-000000000000" } } },
        },
        now,
      ),
    drop: {
      principal: (uid) => slapd.asAdmin((client) => client.del(personDn(uid))),
      entitlement: () => slapd.asAdmin((client) => deleteTree(client, targetOf(way))),
    },
    ...(way !== "member" && {
      stripMark: async (uid: string) =>
        slapd.asAdmin(async (client) =>
          client.modify(
            await grantOf(uid),
            new Change({ operation: "delete", modification: new Attribute({ type: "description" }) }),
          ),
        ),
      expire: async (holding) => {
        await provider.hold({ ...holding, until: new Date(Date.now() + 1000) });
        await until(
          "slapd removes the entry",
          () => findGrantEntries(slapd, holding.principal),
          ({ length }) => length === 0,
        );
      },
    }),
    hostile: [
      {
        id: "HH5",
        does: "renames herself",
        play: (uid) =>
          slapd.as(personDn(uid), passwords.person, (client) =>
            client.modifyDN(personDn(uid), "uid=mallory"),
          ),
        clean: (uid) => slapd.asAdmin((client) => client.modifyDN(personDn("mallory"), `uid=${uid}`)),
      },
      {
        id: "HH5",
        does: "deletes her entry and makes it anew",
        play: (uid) =>
          slapd.as(personDn(uid), passwords.person, async (client) => {
            await client.del(personDn(uid));
            await addPerson(client, uid);
          }),
      },
      {
        id: "HH6",
        does: "asks the server without a pause",
        play: async (uid) => {
          const asking = Array.from({ length: 30 }, () => canRead(slapd, uid));
          await Promise.all(asking);
        },
      },
    ],
    close: async () => {
      await provider.close();
      await gate.stop();
      await slapd.stop();
    },
  };
}

const changeMember = (
  client: Client,
  group: string,
  operation: "add" | "delete",
  member: string,
): Promise<void> =>
  client.modify(
    group,
    new Change({ operation, modification: new Attribute({ type: "member", values: [member] }) }),
  );

/** A description of what is lent, and a group that it is in. Answers what approvers are told. */
async function addWords(slapd: Slapd, way: Way): Promise<string[]> {
  const target = targetOf(way);
  const description = new Attribute({ type: "description", values: ["Reads all orders."] });
  await slapd.asAdmin(async (client) => {
    await client.modify(target, new Change({ operation: "add", modification: description }));
    const staff = { objectClass: ["groupOfNames"], member: [target], description: "Not this one." };
    await client.add(`cn=order staff,ou=lent,${suffix}`, staff);
  });
  return [
    `use whatever was given to the group ${way === "direct" ? target : "orders-readonly"}`,
    "use whatever was given to groups that it is in: order staff",
    "do what the group's description says: “Reads all orders.”",
  ];
}

async function addGroupByHand({ asAdmin }: Slapd): Promise<string> {
  const dn = `cn=by hand,${targetOf("direct")}`;
  await asAdmin((client) => client.add(dn, { objectClass: ["groupOfNames"], member: `cn=nobody,${suffix}` }));
  return dn;
}

async function findGrantEntries({ asAdmin }: Slapd, uid: string): Promise<string[]> {
  const { searchEntries } = await asAdmin((client) =>
    client.search(`ou=leases,${suffix}`, { filter: "(objectClass=dynamicObject)", attributes: ["member"] }),
  );
  return searchEntries.filter(({ member }) => member === personDn(uid)).map(({ dn }) => dn);
}

async function deleteTree(client: Client, dn: string): Promise<void> {
  const { searchEntries } = await client.search(dn, { scope: "sub", attributes: ["1.1"] });
  for (const entry of searchEntries.toSorted((a, b) => b.dn.length - a.dn.length)) await client.del(entry.dn);
}

describe.runIf(hasSlapd())("OpenLDAP", () => {
  for (const way of ways) testProvider(`slapd, ${way}`, () => fixtureOf(way));
});
