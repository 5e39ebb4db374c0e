import { describe, expect, it } from "vitest";
import type { Entry } from "../../../src/providers/ldap/connection/entry.ts";
import type { Change, Question, Session } from "../../../src/providers/ldap/connection/session.ts";
import type { Directory } from "../../../src/providers/ldap/identity/directory.ts";
import { holdMembership } from "../../../src/providers/ldap/membership/hold-membership.ts";

// Samba 4.17 has no links that end. The shapes: [MS-ADTS], section 3.1.1.9.2, and LDAP_SERVER_LINK_TTL_OID; a member is
// added as <TTL=seconds,DN>, and a search with the control shows what is left in the same form.

const group = {
  dn: "CN=orders,DC=example,DC=test",
  id: "0-0 S-1-5-21-1-2-3-1000",
  entry: { dn: "", attributes: new Map() },
};
const person = {
  dn: "CN=Alice,DC=example,DC=test",
  id: "11111111-1111-1111-1111-111111111111",
  name: "alice",
  primaryGroup: "513",
};
const now = new Date("2026-11-20T12:00:00Z");
const until = new Date("2026-11-20T13:00:00Z");
const entitlement = { provider: "directory", resource: "orders", role: "readonly" };
const holding = {
  principal: "alice",
  entitlement,
  ids: { instance: "i", principal: "p", entitlement: "e" },
  until,
};

/** A forest with the feature. `links`: the member values with the seconds they have left, none for a link without an end. */
function forest(links: Map<string, number | undefined>, keepsEnds = true) {
  const asked: Question["controls"][] = [];
  const changes: (readonly Change[])[] = [];
  const guid = Buffer.from("11".repeat(16), "hex");
  const of = (dn: string, name: string, values: (string | Buffer)[]): Entry => ({
    dn,
    attributes: new Map([[name, values]]),
  });

  function apply({ operation, values: [value = ""] }: Change): void {
    const { seconds, dn = value } = /^<TTL=(?<seconds>\d+),(?<dn>.*)>$/u.exec(value)?.groups ?? {};
    if (operation === "delete") links.delete(dn);
    else links.set(dn, seconds === undefined || !keepsEnds ? undefined : Number(seconds));
  }
  const shown = ([dn, seconds]: [string, number | undefined]): string =>
    seconds === undefined ? dn : `<TTL=${seconds},${dn}>`;

  const refuse = (): never => {
    throw new Error("not part of this test");
  };
  const session: Session = {
    ...{ add: refuse, delete: refuse, extended: refuse, pages: refuse, findOne: refuse },
    async read(dn, { controls }) {
      if (dn.includes("Privileged Access Management"))
        return of(dn, "msds-enabledfeaturebl", ["CN=Partitions"]);
      if (dn.startsWith("<GUID=")) return of(person.dn, "objectguid", [guid]);
      asked.push(controls);
      return of(dn, "member;range=0-*", [...links].map(shown));
    },
    async search({ base }) {
      return base === group.dn && links.has(person.dn) ? [of(base, "member", [])] : [];
    },
    async modify(_, list) {
      changes.push(list);
      list.forEach(apply);
    },
  };
  const directory: Directory = {
    ...{
      provider: "directory",
      session,
      flavour: "active-directory",
      root: "DC=example,DC=test",
      instance: "i",
    },
    ...{ hasDynamicEntries: false, settings: "CN=Configuration,DC=example,DC=test" },
    configuration: {
      ...{ name: "directory", url: "ldaps://dc.example.test", bindDn: "hallpass@example.test", password: "" },
      principals: { base: "DC=example,DC=test", attribute: "sAMAccountName" },
      resources: {},
    },
  };
  return { links, asked, changes, hold: () => holdMembership(directory, group, person, holding, now) };
}

describe("links that end, in a forest with Privileged Access Management", () => {
  it("are added with the seconds to the end, and read again with the control", async () => {
    const { hold, changes, asked } = forest(new Map());
    expect(await hold()).toEqual({ changed: true, sessionsEnded: 0 });
    expect(changes).toEqual([
      [{ operation: "add", attribute: "member", values: [`<TTL=3600,${person.dn}>`] }],
    ]);
    expect(asked).toEqual([["1.2.840.113556.1.4.2309"]]);
  });

  it("are made longer in one change", async () => {
    const { hold, changes, links } = forest(new Map([[person.dn, 60]]));
    expect(await hold()).toEqual({ changed: false, sessionsEnded: 0 });
    expect(changes).toEqual([
      [
        { operation: "delete", attribute: "member", values: [person.dn] },
        { operation: "add", attribute: "member", values: [`<TTL=3600,${person.dn}>`] },
      ],
    ]);
    expect(links.get(person.dn)).toBe(3_600);
  });

  it.each([
    ["a link without an end is somebody else's", undefined],
    ["a longer one is, too", 7_200],
  ])("are left alone: %s", async (_, seconds) => {
    const { hold, changes } = forest(new Map([[person.dn, seconds]]));
    expect(await hold()).toEqual({ changed: false, sessionsEnded: 0 });
    expect(changes).toEqual([]);
  });

  it("are taken back where the directory did not keep the end", async () => {
    const { hold, links } = forest(new Map(), false);
    await expect(hold()).rejects.toMatchObject({ code: "REFUSED" });
    expect([...links]).toEqual([]);
  });
});
