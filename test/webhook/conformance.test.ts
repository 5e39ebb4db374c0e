import { randomBytes } from "node:crypto";
import { attacks } from "../../src/conformance/cases/names.ts";
import type { Grant } from "../../src/core/access/grant.ts";
import { webhookAdapter } from "../../src/providers/webhook/adapter.ts";
import { type ProviderFixture, testProvider } from "../providers/conformance.ts";
import { startDisturber } from "./disturber.ts";
import { startReceiver } from "./receiver.ts";

const secret = `whsec_${randomBytes(32).toString("base64")}`;
const entitlement = { provider: "contracts", resource: "merger", role: "reader" };
const { provider: _, ...named } = entitlement;
const worst = `x"; -- $(touch /tmp/pwned) {"a":1}\n\u0000\ud800'`;
const names = ["alice", "eve", "carol", worst, ...attacks];
const people = Object.fromEntries(names.map((name, index) => [name, `u${index}`]));

testProvider("webhook, the example receiver of the documentation", async (): Promise<ProviderFixture> => {
  const ids = { instance: "i1", principal: `u${names.indexOf("carol")}`, entitlement: JSON.stringify(named) };
  const standing: Omit<Grant, "entitlement"> & { entitlement: typeof named } = {
    ...{ principal: "carol", entitlement: named, ids, origin: "standing" },
  };
  const state = { instance: "i1", people, entitlements: [named], standing: [standing], ours: {}, last: {} };
  const receiver = await startReceiver(secret, state);
  const disturber = await startDisturber(receiver.port);
  const provider = webhookAdapter.open(
    {
      url: disturber.url,
      secretFrom: "SECRET",
      networks: ["127.0.0.0/8"],
      container: "separate",
      nativeExpiry: "removed",
      sessions: "ended",
      offers: ["inventory"],
      deadlineSeconds: 2,
      resources: { merger: ["reader"] },
    },
    {
      name: "contracts",
      where: "HALLPASS_PROVIDERS/0",
      readSecret: () => secret,
      findVerifier: async () => undefined,
      findPublicKey: async () => undefined,
      now: () => new Date(),
    },
  );
  return {
    provider,
    entitlement,
    abilities: webhookAdapter.abilities,
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    principals: { first: "alice", second: "eve", hostile: worst },
    missing: "nobody",
    standing: "carol",
    secrets: [secret],
    fail: disturber.fail,
    disturb: disturber.disturb,
    expire: receiver.expire,
    byHand: {
      async give(principal) {
        receiver.change((before) => ({
          ...before,
          standing: [
            ...before.standing,
            { ...standing, principal, ids: { ...ids, principal: before.people[principal] ?? "" } },
          ],
        }));
      },
      async take(principal) {
        receiver.change((before) => ({
          ...before,
          standing: before.standing.filter((each) => !("principal" in each) || each.principal !== principal),
          ours: Object.fromEntries(
            Object.entries(before.ours).filter(([, { grant }]) => grant?.principal !== principal),
          ),
        }));
      },
    },
    async close() {
      await provider.close();
      await disturber.stop();
      await receiver.stop();
    },
  };
});
