import { afterAll, expect } from "vitest";
import { iamAdapter } from "../../src/providers/aws-iam/adapter.ts";
import { type ProviderFixture, testProvider } from "../providers/conformance.ts";
import { accessKey } from "./fake/server.ts";
import { canSession, createWorld, entitlement, readPolicy, template, told } from "./world.ts";

const mistakes: string[] = [];
afterAll(() => expect(mistakes).toEqual([]));

testProvider("aws-iam: sessions of a role", async (): Promise<ProviderFixture> => {
  const world = await createWorld([], 2);
  const { aws } = world;
  aws.self.policies.set("hallpass", readPolicy("iam:PutRolePolicy"));
  const people = { kind: "Session", role: "developer" } as const;
  const provider = world.open({ people });
  const role = aws.roles.get("developer");
  if (role === undefined) throw new Error("no role");
  const give = (session: string) =>
    role.policies.set(
      `by-hand-${session}`,
      JSON.stringify({
        Version: "2012-10-17",
        Statement: template.map(({ Condition = {}, ...each }) => ({
          ...each,
          Effect: "Allow",
          Condition: { ...Condition, StringEquals: { "aws:userid": `${role.id}:${session}` } },
        })),
      }),
    );
  give("carol@example.com");
  return {
    ...{ provider, entitlement, abilities: iamAdapter.abilities, told },
    principals: {
      first: "alice@example.com",
      second: "eve@example.com",
      hostile: ["+=,.@-_", "..", "--help"],
    },
    unknown: {
      resource: { ...entitlement, resource: "payroll" },
      role: { ...entitlement, role: "owner" },
    },
    // AssumeRole takes no name of one character.
    ...{ missing: "x", standing: "carol@example.com", secrets: [accessKey.secretAccessKey, "hunter2"] },
    canUse: (principal) => canSession(world, principal),
    openSession: async (principal) => ({
      isAlive: () => canSession(world, principal),
      close: async () => {},
    }),
    byHand: {
      async give(principal) {
        give(principal);
      },
      async take(principal) {
        for (const name of [`by-hand-${principal}`, "by-hand-stripped"]) role.policies.delete(name);
      },
    },
    async stripMark() {
      for (const [name, document] of [...role.policies])
        if (name.startsWith("hallpass-") && role.policies.delete(name))
          role.policies.set("by-hand-stripped", document);
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
    openUnmapped: () => world.open({ people, resources: { other: { roles: { readonly: template } } } }),
    async close() {
      mistakes.push(...aws.mistakes);
      await world.close();
    },
  };
});
