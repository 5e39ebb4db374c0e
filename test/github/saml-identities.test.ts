import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { listIdentities } from "../../src/github/setup/saml-identities.ts";
import { silent } from "../support/builders/log.ts";

const node = (id: number | null, nameId: string | null, username: string | null = null) => ({
  samlIdentity: nameId === null ? null : { nameId },
  scimIdentity: username === null ? null : { username },
  user: id === null ? null : { databaseId: id },
});

type Node = ReturnType<typeof node>;

/** An organisation that answers with these pages, one after the other. */
function answering(pages: readonly (readonly (Node | null)[])[]) {
  const fetch = async (_url: string, { body }: { body: string }) => {
    const page = Number(JSON.parse(body).variables.after ?? 0);
    const pageInfo = { hasNextPage: page + 1 < pages.length, endCursor: String(page + 1) };
    const externalIdentities = { nodes: pages[page], pageInfo };
    return Response.json({ data: { organization: { samlIdentityProvider: { externalIdentities } } } });
  };
  return listIdentities(new Octokit({ log: silent, request: { fetch } }), "acme");
}

const saying = (body: object, status = 200) =>
  listIdentities(
    new Octokit({ log: silent, request: { fetch: async () => Response.json(body, { status }) } }),
    "acme",
  );

it("lists the names of each account, from every page", async () => {
  const found = await answering([
    [node(1, "a@acme", "a"), null],
    [node(2, null, "b"), node(null, "c@acme")],
  ]);
  expect([...found]).toEqual([
    [1, { nameId: "a@acme", scimUserName: "a" }],
    [2, { scimUserName: "b" }],
  ]);
});

it.each<[string, Node[]]>([
  ["a name that another account has too, in other letters", [node(2, "A@acme")]],
  ["a name that another identity has in the other place", [node(null, null, "a@acme")]],
  ["an account with two identities", [node(1, "b@acme")]],
])("leaves out %s", async (_what, others) => {
  expect((await answering([[node(1, "a@acme"), ...others]])).has(1)).toBe(false);
});

const hidden = { organization: { samlIdentityProvider: null } };

it.each<[string, object]>([
  ["no identity provider, or a person who is no owner", { data: hidden }],
  ["no organisation", { data: { organization: null } }],
  ["FORBIDDEN", { data: hidden, errors: [{ type: "FORBIDDEN", message: "Resource not accessible" }] }],
  ["too few scopes", { errors: [{ type: "INSUFFICIENT_SCOPES", message: "Your token has not" }] }],
])("suggests nothing at %s", async (_what, body) => {
  expect((await saying(body)).size).toBe(0);
});

it("takes no failure for an organisation without identities", async () => {
  await expect(saying({ message: "Bad credentials" }, 401)).rejects.toThrow(
    "list the SAML identities of acme",
  );
});
