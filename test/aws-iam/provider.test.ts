import { afterAll, expect } from "vitest";
import { iamAdapter } from "../../src/providers/aws-iam/adapter.ts";
import { countBotocore } from "../providers/aws/botocore.ts";
import { type ProviderFixture, testProvider } from "../providers/conformance.ts";
import { accessKey } from "./fake/server.ts";
import { createWorld, entitlement, template, told } from "./world.ts";

countBotocore();

const hostile = ["+=,.@-_", "..", "--"];
const mistakes: string[] = [];
afterAll(() => expect(mistakes).toEqual([]));

/** What an administrator writes by hand: the same statements, without an end. */
const byHand = JSON.stringify({
  Version: "2012-10-17",
  Statement: template.map((each) => ({ ...each, Effect: "Allow" })),
});

testProvider("aws-iam", async (): Promise<ProviderFixture> => {
  const world = await createWorld(["alice", "eve", "carol", ...hostile], 2);
  const { aws, user } = world;
  const provider = world.open();
  user("carol").policies.set("by-hand", byHand);
  return {
    ...{ provider, entitlement, abilities: iamAdapter.abilities, told },
    principals: { first: "alice", second: "eve", hostile },
    unknown: {
      resource: { ...entitlement, resource: "payroll" },
      role: { ...entitlement, role: "owner" },
    },
    ...{ missing: "nobody", standing: "carol", secrets: [accessKey.secretAccessKey, "hunter2"] },
    canUse: (principal) => world.can(aws.users.has(principal) ? principal : "mallory"),
    async openSession(principal) {
      // Temporary credentials of the user (GetSessionToken): the user's policies are evaluated at each request.
      return { isAlive: () => world.can(principal), close: async () => {} };
    },
    byHand: {
      async give(principal) {
        user(principal).policies.set("by-hand", byHand);
      },
      async take(principal) {
        for (const name of [...user(principal).policies.keys()])
          if (name.startsWith("by-hand")) user(principal).policies.delete(name);
      },
    },
    async stripMark(principal) {
      const { policies } = user(principal);
      for (const [name, document] of [...policies])
        if (name.startsWith("hallpass-") && policies.delete(name)) policies.set("by-hand-2", document);
    },
    async expire(holding) {
      const until = new Date(Math.ceil(aws.now().getTime() / 1000) * 1000 + 60_000);
      await provider.hold({ ...holding, until });
      aws.advance(61_000);
    },
    fail(isFailing) {
      aws.isDown = isFailing;
    },
    disturb(disturbance) {
      aws.disturbance = disturbance;
    },
    hostile: [
      {
        id: "HH5",
        does: "has an administrator rename her user",
        async play(principal) {
          aws.users.set("mallory", user(principal));
          aws.users.delete(principal);
        },
        async clean(principal) {
          aws.users.set(principal, user("mallory"));
          aws.users.delete("mallory");
        },
      },
    ],
    openUnmapped: () => world.open({ resources: { other: { roles: { readonly: template } } } }),
    async close() {
      mistakes.push(...aws.mistakes);
      await world.close();
    },
  };
});
