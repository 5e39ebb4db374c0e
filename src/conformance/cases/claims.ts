import assert from "node:assert/strict";
import type { Connection } from "../../core/access/connection.ts";
import { describeEntitlement } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import { sameIds } from "../../core/access/holding.ts";
import { defineCase } from "../contract/case.ts";
import { holdFor, hostileNames, oursOf, settle } from "../contract/look.ts";
import { activeCharacters } from "../contract/shell.ts";
import { attacks } from "./names.ts";

const MOST_ACTIVITY = 1000;
const onOneLine = /^\P{Cc}+$/u;

export const claims = [
  defineCase({
    name: "declares traits that are among its abilities",
    needs: ["abilities"],
    async run({ provider, abilities }) {
      const traits = await provider.traits();
      for (const key of ["container", "nativeExpiry", "sessions"] as const) {
        const claimed: readonly string[] = abilities[key];
        assert.ok(
          claimed.includes(traits[key]),
          `${key} is "${traits[key]}"; the abilities say ${claimed.join(", ")}`,
        );
      }
      assert.match(abilities.system, onOneLine, "the system it connects");
    },
  }),

  defineCase({
    name: "declares how long a call and a listing may take, and says the same each time",
    async run({ provider }) {
      const traits = await provider.traits();
      assert.ok(traits.deadlineSeconds > 0 && Number.isFinite(traits.deadlineSeconds), "deadlineSeconds");
      assert.ok(
        traits.consistencySeconds >= 0 && Number.isFinite(traits.consistencySeconds),
        "consistencySeconds",
      );
      assert.deepEqual(await provider.traits(), traits);
    },
  }),

  defineCase({
    name: "says how to connect, on one line, whatever the principal's name",
    unless: ({ provider }) => (provider.connect === undefined ? "the adapter has no connect" : undefined),
    async run(fixture) {
      const { provider, entitlement, principals } = fixture;
      const usual = provider.connect?.({ principal: principals.first, entitlement });
      assert.ok(usual !== undefined, "connect says nothing for the first principal");
      assertConnection(usual);
      for (const principal of [...hostileNames(fixture), ...attacks]) {
        const odd = provider.connect?.({ principal, entitlement });
        if (odd === undefined) continue;
        assertConnection(odd);
        assert.equal(
          shapeOf(odd),
          shapeOf(usual),
          `the name ${JSON.stringify(principal)} is not quoted: ${odd.text}`,
        );
      }
    },
  }),

  defineCase({
    name: "lists all access in its inventory, also what it did not give",
    unless: ({ provider }) => (provider.inventory === undefined ? "the adapter has no inventory" : undefined),
    async run(fixture) {
      const { provider, principals, standing } = fixture;
      const held = await holdFor(fixture, principals.first);
      const origin = await oursOf(fixture);
      const read = () => readAll(provider.inventory?.() ?? []);
      const isOurs = (grant: Grant) => sameIds(grant.ids, held.ids) && grant.origin === origin;
      const seen = await settle(fixture, read, (grants) => grants.some(isOurs));
      assert.equal(seen.filter(isOurs).length, 1, "the grant of Hallpass in the inventory");
      if (standing !== undefined)
        assert.ok(
          seen.some(({ principal }) => principal === standing),
          "standing access is in the inventory",
        );
    },
  }),

  defineCase({
    name: "tells what the person did, the oldest first and each on one line",
    unless: ({ provider }) => (provider.activity === undefined ? "the adapter has no activity" : undefined),
    async run(fixture) {
      const held = await holdFor(fixture, fixture.principals.first);
      await fixture.canUse?.(held.principal);
      const told = (await fixture.provider.activity?.(held, new Date(0))) ?? [];
      assert.ok(told.length <= MOST_ACTIVITY, `${told.length} entries`);
      for (const { action } of told) assert.match(action, onOneLine);
      const times = told.map(({ at }) => at.getTime());
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
        "the order of the entries",
      );
      const later = await fixture.provider.activity?.(held, new Date("2999-01-01T00:00:00Z"));
      // `undefined` also where silence proves nothing.
      assert.deepEqual(later ?? [], [], "entries after a time that is not there yet");
    },
  }),

  defineCase({
    name: "says which power over Hallpass each entitlement gives",
    unless: ({ provider, powers }) => {
      if (powers !== undefined) return undefined;
      return provider.powers === undefined
        ? "the adapter knows of no power over Hallpass"
        : "the fixture has no powers";
    },
    async run({ provider, powers = [], unknown }) {
      for (const { entitlement, gives } of powers)
        assert.deepEqual(
          provider.powers?.(entitlement) ?? [],
          gives,
          `the power that ${describeEntitlement(entitlement)} gives`,
        );
      // The ledger also names what the configuration no longer has.
      for (const each of [unknown?.resource, unknown?.role]) if (each !== undefined) provider.powers?.(each);
    },
  }),

  defineCase({
    name: "finds no error in the rights with which it passes this suite",
    unless: ({ provider }) => (provider.diagnose === undefined ? "the adapter has no diagnose" : undefined),
    async run({ provider }) {
      const findings = (await provider.diagnose?.()) ?? [];
      const errors = findings.filter(({ severity }) => severity === "error");
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
      );
    },
  }),
];

function assertConnection({ kind, text }: Connection): void {
  assert.match(text, onOneLine, "a connection is one line");
  if (kind === "link") assert.equal(new URL(text).protocol, "https:", "a link is https");
}

/** What a name must not change: the words a shell acts on, or the server and the parts of a path. */
function shapeOf({ kind, text }: Connection): string {
  if (kind === "command") return activeCharacters(text);
  const { origin, pathname, searchParams } = new URL(text);
  return [origin, pathname.split("/").length, ...searchParams.keys()].join(" ");
}

async function readAll(grants: AsyncIterable<Grant> | Iterable<Grant>): Promise<Grant[]> {
  const read: Grant[] = [];
  for await (const grant of grants) read.push(grant);
  return read;
}
