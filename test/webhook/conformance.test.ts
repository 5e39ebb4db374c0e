import { randomBytes } from "node:crypto";
import { attacks } from "../../src/conformance/cases/names.ts";
import { createContext } from "../../src/providers/context.ts";
import { webhookAdapter } from "../../src/providers/webhook/adapter.ts";
import { type ProviderFixture, testProvider } from "../providers/conformance.ts";
import { DEADLINE_SECONDS, startDisturber } from "./disturber.ts";
import { type ReceiverGrant, type ReceiverState, startReceiver } from "./receiver.ts";

const secret = `whsec_${randomBytes(32).toString("base64")}`;
const entitlement = { provider: "contracts", resource: "merger", role: "reader" };
const named = { resource: "merger", role: "reader" };
const worst = `x"; -- $(touch /tmp/pwned) {"a":1}\n\u0000\ud800'`;
const names = ["alice", "eve", "carol", worst, ...attacks];
const people = Object.fromEntries(names.map((name, index) => [name, `u${index}`]));

/** A grant that Hallpass did not make, under a key of its own. */
function standingGrant(principal: string): Record<string, ReceiverGrant> {
  const ids = { instance: "i1", principal: people[principal] ?? "", entitlement: JSON.stringify(named) };
  return { [`standing ${principal}`]: { grant: { principal, entitlement: named, ids, origin: "standing" } } };
}

const withoutGrantsOf = ({ grants, ...state }: ReceiverState, principal: string): ReceiverState => ({
  ...state,
  grants: Object.fromEntries(
    Object.entries(grants).filter(([, { grant }]) => grant?.principal !== principal),
  ),
});

const rename = ({ people, ...state }: ReceiverState, from: string, to: string): ReceiverState => ({
  ...state,
  people: Object.fromEntries(Object.entries(people).map(([name, id]) => [name === from ? to : name, id])),
});

const openWebhook = (url: string, resources: Record<string, string[]>) =>
  webhookAdapter.open(
    {
      ...{
        url,
        secretFrom: "SECRET",
        networks: ["127.0.0.0/8"],
        deadlineSeconds: DEADLINE_SECONDS,
        resources,
        powers: [{ resource: "merger", role: "reader", githubTeam: 7 }],
      },
      ...{ container: "separate", nativeExpiry: "removed", sessions: "ended", offers: ["inventory"] },
      connect: { link: "https://contracts.example/{resource}?as={principal}" },
    },
    createContext("contracts", 0, { SECRET: secret }, { now: () => new Date() }),
  );

testProvider("webhook, the example receiver of the documentation", async (): Promise<ProviderFixture> => {
  const receiver = await startReceiver(secret, {
    ...{ instance: "i1", people, entitlements: [named], grants: standingGrant("carol") },
  });
  const disturber = await startDisturber(receiver.port);
  const provider = openWebhook(disturber.url, { merger: ["reader"] });
  return {
    provider,
    entitlement,
    abilities: webhookAdapter.abilities,
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    powers: [{ entitlement, gives: [{ kind: "github-team", id: 7 }] }],
    principals: { first: "alice", second: "eve", hostile: [worst, ...attacks] },
    missing: "nobody",
    standing: "carol",
    secrets: [secret, secret.slice("whsec_".length)],
    fail: disturber.fail,
    disturb: disturber.disturb,
    expire: receiver.expire,
    openUnmapped: () => openWebhook(disturber.url, { board: ["reader"] }),
    byHand: {
      give: async (principal) =>
        receiver.change((state) => ({
          ...state,
          grants: { ...state.grants, ...standingGrant(principal) },
        })),
      take: async (principal) => receiver.change((state) => withoutGrantsOf(state, principal)),
    },
    // The example gives access to nothing but its own list.
    async canUse(principal) {
      const account = people[principal] ?? "nobody";
      return Object.values(receiver.read().grants).some(({ grant }) => grant?.ids.principal === account);
    },
    drop: {
      principal: async (principal) => receiver.change((state) => rename(state, principal, "somebody else")),
      entitlement: async () => receiver.change((state) => ({ ...state, entitlements: [] })),
    },
    hostile: [
      {
        id: "HH5",
        does: "renames the account",
        play: async (principal) => receiver.change((state) => rename(state, principal, `${principal} 2`)),
        clean: async (principal) => receiver.change((state) => rename(state, `${principal} 2`, principal)),
      },
      {
        id: "HH6",
        does: "floods the receiver with messages that nobody signed",
        async play() {
          const body = JSON.stringify({ type: "access.hold", padding: "x".repeat(100_000) });
          const flood = Array.from({ length: 300 }, () => fetch(receiver.url, { method: "POST", body }));
          await Promise.allSettled(flood);
        },
      },
    ],
    async close() {
      await provider.close();
      await disturber.stop();
      await receiver.stop();
    },
  };
});
