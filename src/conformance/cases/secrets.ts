import assert from "node:assert/strict";
import { defineCase } from "../contract/case.ts";
import type { Disturbance, Fixture } from "../contract/fixture.ts";
import { assertNoSecret, showError } from "../contract/leaks.ts";
import { holdFor, identify } from "../contract/look.ts";

const disturbances: readonly Disturbance[] = ["lost-answer", "fails-after", "throttled", "partial"];

type Call = () => Promise<unknown>;

export const secrets = [
  defineCase({
    name: "shows no secret in an error: not in its message, its stack, its JSON or its fields",
    needs: ["secrets"],
    async run(fixture) {
      const errors = await collectErrors(fixture);
      assert.ok(errors.length > 0, "the fixture makes no call fail");
      for (const { name, error } of errors)
        assertNoSecret(showError(error), fixture.secrets, `the error of ${name}`);
    },
  }),

  defineCase({
    name: "shows no secret in what is published: grants, abilities, connection, findings and removal",
    needs: ["secrets"],
    async run(fixture) {
      const { provider, entitlement, principals } = fixture;
      const held = await holdFor(fixture, principals.first);
      const published = {
        ids: held.ids,
        grants: await provider.listGrants([entitlement]),
        traits: await provider.traits(),
        connection: provider.connect?.(held),
        removal: provider.describeRemoval?.(held),
        findings: [provider.check(entitlement), await provider.diagnose?.()],
        abilities: await provider.listAbilities?.(entitlement),
        activity: await provider.activity?.(held, new Date(0)),
      };
      for (const [what, value] of Object.entries(published))
        assertNoSecret(JSON.stringify(value) ?? "", fixture.secrets, what);
    },
  }),
];

/** The errors of every call, for every way in which the fixture can make it fail. */
async function collectErrors(fixture: Fixture): Promise<{ name: string; error: Error }[]> {
  const { provider, entitlement, principals, unknown, missing } = fixture;
  const held = await holdFor(fixture, principals.first);
  const elsewhere = { ...held, ids: { ...held.ids, instance: "4294967295" } };
  const refused: [string, Call][] = [
    ["hold elsewhere", () => provider.hold(elsewhere)],
    ["revoke elsewhere", () => provider.revoke(elsewhere)],
    ...(missing === undefined
      ? []
      : [["identify", () => identify(fixture, missing)] satisfies [string, Call]]),
    ...(unknown === undefined
      ? []
      : [["listGrants", () => provider.listGrants([unknown.role])] satisfies [string, Call]]),
  ];
  const calls: [string, Call][] = [
    ["identify", () => provider.identify(principals.first, entitlement)],
    ["listGrants", () => provider.listGrants([entitlement])],
    ["hold", () => provider.hold(held)],
    ["revoke", () => provider.revoke(held)],
    ["diagnose", async () => provider.diagnose?.()],
    ["listAbilities", async () => provider.listAbilities?.(entitlement)],
  ];
  const found = await Promise.all(refused.map(failureOf));
  for (const [how, begin, stop] of listFailures(fixture))
    for (const [name, call] of calls) {
      begin();
      try {
        found.push(await failureOf([`${name}, ${how}`, call]));
      } finally {
        stop();
      }
    }
  return found.flatMap((each) => each ?? []);
}

function listFailures({ fail, disturb, disturbances: possible = disturbances }: Fixture) {
  const failures: [how: string, begin: () => void, stop: () => void][] = [];
  if (fail !== undefined) failures.push(["while the system fails", () => fail(true), () => fail(false)]);
  if (disturb !== undefined)
    for (const each of disturbances.filter((disturbance) => possible.includes(disturbance)))
      failures.push([each, () => disturb(each), () => disturb(undefined)]);
  return failures;
}

async function failureOf([name, call]: [string, Call]): Promise<{ name: string; error: Error } | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return { name, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
