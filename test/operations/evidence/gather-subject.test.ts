import { expect, it } from "vitest";
import type { Account, ExternalIdentity } from "../../../src/core/decision/github-facts.ts";
import type { GitHub } from "../../../src/core/ports/github.ts";
import type { Identities } from "../../../src/core/ports/identities.ts";
import { gatherSubject } from "../../../src/operations/evidence/gather-subject.ts";
import { ALICE, CAROL, rulesWith, settings } from "../../support/builders/evidence.ts";
import { unusedGitHub, unusedIdentities } from "../../support/unused.ts";

/** GitHub with one account besides the requester's. */
const gitHubWith = (account: Account): GitHub => ({
  ...unusedGitHub,
  readAccount: async (login) => (login === account.login ? account : undefined),
});

const carol: Account = { ...CAROL, type: "User" };
const alice: Account = { ...ALICE, type: "User" };
const linked: ExternalIdentity = { nameId: "alice@acme.example" };
const identities: Identities = {
  ...unusedIdentities,
  read: async ({ id }) => (id === ALICE.id ? linked : undefined),
};
const asking = (subject: string, ...providers: string[]) => ({
  subject,
  entitlements: providers.map((provider) => ({ provider, resource: "orders", role: "readonly" })),
  duration: "2h",
  reason: "Stuck refunds",
});
const told = rulesWith({ settings: settings({ externalIdentities: { cloud: "nameId" } }) });
const github = gitHubWith(carol);

it.each([
  ["is the requester, whatever the case of the login", "ALICE", { subject: alice }],
  ["is whom GitHub knows by the login", "carol", { subject: carol }],
  ["is nobody when GitHub knows nobody", "nobody", {}],
])("the subject of a request %s", async (_name, subject, expected) => {
  const request = asking(subject, "orders-db");
  expect(await gatherSubject({ github, identities }, alice, told, request)).toEqual(expected);
});

it("a request that cannot be read has no subject", async () => {
  expect(await gatherSubject({ github, identities }, alice, told, undefined)).toEqual({});
});

it.each([
  ["asked for one of the accounts there", ["orders-db", "cloud"], told, { externalIdentity: linked }],
  ["not asked where the map says who is who", ["orders-db"], told, {}],
  ["not asked for what every object has", ["constructor"], told, {}],
  ["not asked where no provider goes by it", ["cloud"], rulesWith(), {}],
  ["not asked where there are no settings", ["cloud"], rulesWith({ settings: undefined }), {}],
])("the identity provider is %s", async (_name, providers, rules, expected) => {
  expect(await gatherSubject({ github, identities }, alice, rules, asking("alice", ...providers))).toEqual({
    subject: alice,
    ...expected,
  });
});

it("an account that is linked to nothing has no identity", async () => {
  const request = asking("carol", "cloud");
  expect(await gatherSubject({ github, identities }, alice, told, request)).toEqual({ subject: carol });
});
