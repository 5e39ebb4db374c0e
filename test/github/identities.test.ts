// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   ID6: An account has no SAML identity, or two accounts share one.

import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { samlIdentities } from "../../src/github/identities.ts";
import { silent } from "../support/builders/log.ts";

interface Linked {
  readonly guid: string;
  readonly login: string | null;
  readonly id: number | null;
  readonly nameId: string | null;
  readonly userName: string | null;
}

const alice: Linked = { guid: "g1", login: "alice", id: 1001, nameId: "alice@acme", userName: "a.lice" };

/** An organisation with these identities; GitHub finds a name in either place. */
function answering(linked: readonly Linked[]) {
  const fetch = async (_url: string, { body }: { body: string }) => {
    const { login, userName: name } = JSON.parse(body).variables;
    const found = linked.filter((each) =>
      name === undefined ? each.login === login : [each.nameId, each.userName].includes(name),
    );
    const nodes = found.slice(0, 2).map(({ guid, id, nameId, userName }) => ({
      guid,
      samlIdentity: { nameId },
      scimIdentity: { username: userName },
      user: id === null ? null : { databaseId: id },
    }));
    return Response.json({
      data: { organization: { samlIdentityProvider: { externalIdentities: { nodes } } } },
    });
  };
  return samlIdentities(new Octokit({ log: silent, request: { fetch } }), "acme");
}

it("an identity is read with both its names", async () => {
  expect(await answering([alice]).read({ id: 1001, login: "alice" })).toEqual({
    nameId: "alice@acme",
    scimUserName: "a.lice",
  });
});

it.each<[string, Linked[]]>([
  ["whose first name is another's too", [{ ...alice, guid: "g2", login: null, id: null, userName: null }]],
  [
    "whose second name is another's too",
    [{ ...alice, guid: "g2", login: "eve", id: 1009, nameId: "eve@acme" }],
  ],
  ["of a login that has two", [{ ...alice, guid: "g2", nameId: "b@acme", userName: null }]],
])("ID6: an identity %s is nobody's", async (_what, others) => {
  expect(await answering([alice, ...others]).read({ id: 1001, login: "alice" })).toBeUndefined();
});

it("ID6: an identity that is linked to another account of this login is not its own", async () => {
  expect(await answering([alice]).read({ id: 1002, login: "alice" })).toBeUndefined();
});
