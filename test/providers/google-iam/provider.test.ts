import { googleIamAdapter } from "../../../src/providers/google-iam/adapter.ts";
import { expressionOf } from "../../../src/providers/google-iam/mark.ts";
import type { Binding } from "../../../src/providers/google-iam/policy.ts";
import { type ProviderFixture, testProvider, testProviderByLease } from "../conformance.ts";
import { keyOfHallpass } from "../google/key.ts";
import { createWorld, entitlement, role, type World } from "./world.ts";

const [alice, eve, carol] = ["alice@example.com", "eve@example.com", "carol@example.com"] as const;
const hostile = ["o'brien#x/../y@example.com", "a%2f..%2fb@example.com", "$x`id`|y&z{}@example.com"];

/** Lets the ends of Hallpass's bindings pass, as if that much time had gone by. */
const expire = ({ iam }: World): void =>
  iam.edit((bindings) =>
    bindings.map(({ condition, ...binding }): Binding => {
      if (condition === undefined) return binding;
      const expression = expressionOf(new Date(iam.clock.getTime() - 1000));
      return { ...binding, condition: { ...condition, expression } };
    }),
  );

async function setUp(people: "directory" | "email"): Promise<ProviderFixture> {
  const world = createWorld([alice, eve, carol, ...hostile]);
  const { iam, byHand } = world;
  await byHand.give(carol);
  const own = { project: "acme-admin", roles: { readonly: role } };
  const resources = { ...world.configuration.resources, own };
  return {
    ...{ provider: world.open({ people, resources }), entitlement, byHand },
    abilities: googleIamAdapter.abilities,
    secrets: [keyOfHallpass, keyOfHallpass.split("\n")[3] ?? ""],
    principals: { first: alice, second: eve, hostile },
    unknown: {
      resource: { ...entitlement, resource: "payroll" },
      role: { ...entitlement, role: "owner" },
    },
    powers: [
      { entitlement, gives: [] },
      { entitlement: { ...entitlement, resource: "own" }, gives: [{ kind: "own-account" }] },
    ],
    told: [
      "read in bigquery: tables.getData",
      "do what the description of Reader of orders says: “For on-call, see the wiki.”",
    ],
    missing: "nobody@example.com",
    standing: carol,
    async canUse(email) {
      const at = iam.clock;
      iam.log.push({
        at,
        email,
        methodName: "google.cloud.bigquery.v2.JobService.InsertJob",
        resourceName: "projects/x",
      });
      return iam.may(email, role);
    },
    fail(isFailing) {
      iam.isDown = isFailing;
    },
    disturb(disturbance) {
      iam.disturbance = disturbance;
    },
    expire: async () => expire(world),
    async stripMark() {
      iam.edit((bindings) =>
        bindings.map(({ condition, ...binding }) =>
          condition === undefined ? binding : { ...binding, condition: { ...condition, title: "temporary" } },
        ),
      );
    },
    openUnmapped: () =>
      world.open({ people, resources: { other: { folder: "1234", roles: { readonly: "roles/browser" } } } }),
    drop: {
      principal: async (email) => iam.deleteUser(email),
      async entitlement() {
        iam.roles.set(role, { permissions: [], deleted: true });
      },
    },
    hostile: [
      {
        id: "HH6",
        does: "has the policy written by others around the end",
        play: async () => {
          iam.rivals = 3;
        },
      },
      {
        id: "HH5",
        does: "has her account deleted and another made under its address",
        async play(email) {
          iam.deleteUser(email);
          iam.users.set(email, { id: "200000000000000000001", aliases: [] });
        },
        async clean(email) {
          iam.users.set(email, { id: "10000000000000000000", aliases: [] });
        },
      },
    ],
    close: async () => {},
  };
}

testProvider("google-iam", () => setUp("directory"));

// By its address alone nobody is known to be missing, deleted or another.
testProviderByLease("google-iam with people: email", async () => {
  const { missing, drop, ...fixture } = await setUp("email");
  return { ...fixture, disturbances: ["lost-answer", "fails-after", "throttled", "partial"] };
});
