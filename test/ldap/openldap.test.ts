import { Attribute, Change } from "ldapts";
import { describe } from "vitest";
import { ldapAdapter } from "../../src/providers/ldap/adapter.ts";
import { openGate } from "../postgres/gate.ts";
import { testProvider } from "../providers/conformance.ts";
import { entitlement, open, targetOf, ways } from "./directory-of-orders.ts";
import { hasSlapd } from "./servers.ts";
import { canRead, passwords, personDn, startSlapd, suffix } from "./slapd.ts";

const hostile = `x*)(uid=*))(|(uid=a,b+c="d";<e>\\f#`;

describe.runIf(hasSlapd())("OpenLDAP", () => {
  for (const way of ways)
    testProvider(`slapd, ${way}`, async () => {
      const slapd = await startSlapd();
      for (const uid of ["alice", "eve", "carol", hostile]) await slapd.addPerson(uid);
      const byHand = `cn=by hand,${targetOf(way)}`;
      if (way === "direct")
        await slapd.asAdmin((client) =>
          client.add(byHand, { objectClass: ["groupOfNames"], member: `cn=nobody,${suffix}` }),
        );
      const group = way === "direct" ? byHand : targetOf(way);
      const change = (operation: "add" | "delete", uid: string) =>
        slapd.asAdmin((client) =>
          client.modify(group, [
            new Change({
              operation,
              modification: new Attribute({ type: "member", values: [personDn(uid)] }),
            }),
          ]),
        );
      await change("add", "carol");
      const gate = await openGate(slapd);
      const provider = await open(slapd, way, { url: `ldap://${gate.host}:${gate.port}` });
      return {
        provider,
        entitlement,
        abilities: ldapAdapter.abilities,
        unknown: {
          resource: { ...entitlement, resource: "payroll" },
          role: { ...entitlement, role: "owner" },
        },
        principals: { first: "alice", second: "eve", hostile },
        missing: "nobody",
        standing: "carol",
        fail: gate.close,
        secrets: Object.values(passwords),
        byHand: { give: (uid) => change("add", uid), take: (uid) => change("delete", uid) },
        canUse: (uid) => canRead(slapd, uid),
        close: async () => {
          await provider.close();
          await gate.stop();
          await slapd.stop();
        },
      };
    });
});
