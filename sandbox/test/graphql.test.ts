import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalGitHub, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;
beforeAll(async () => {
  github = await startLocalGitHub();
});
afterAll(() => github.stop());

const query = `
  # The whole of what is understood.
  query Identities($org: String!, $after: String, $login: String, $userName: String, $first: Int) {
    organization(login: $org) {
      samlIdentityProvider {
        externalIdentities(first: $first, after: $after, login: $login, userName: $userName, membersOnly: false) {
          nodes { guid samlIdentity { nameId } scimIdentity { username } user { databaseId login } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }`;

const ask = (text: string, variables: object = {}, token = github.tokenOf("olga")) =>
  github.call("/graphql", {
    method: "POST",
    headers: { authorization: `bearer ${token}` },
    body: JSON.stringify({ query: text, variables }),
  });
const identities = (variables: object = {}, token?: string) =>
  ask(query, { org: "acme", first: 100, ...variables }, token);
const nothing = { data: { organization: { samlIdentityProvider: null } } };

describe("the organisation's external identities", () => {
  it("are none while nobody was linked", async () => {
    expect((await identities()).body).toEqual(nothing);
  });

  it("are told to owners, a page at a time, unlinked ones without a user", async () => {
    const { control } = github.sandbox;
    control.linkSaml("alice", { nameId: "alice@acme.example", scimUserName: "a.lice" });
    control.linkSaml("carol", { nameId: "carol@acme.example" });
    control.linkSaml(null, { scimUserName: "nobody.yet" });
    const alice = {
      guid: expect.any(String),
      samlIdentity: { nameId: "alice@acme.example" },
      scimIdentity: { username: "a.lice" },
      user: { databaseId: 1001, login: "alice" },
    };
    const carol = {
      guid: expect.any(String),
      samlIdentity: { nameId: "carol@acme.example" },
      scimIdentity: null,
      user: { databaseId: 1003, login: "carol" },
    };
    const unlinked = {
      guid: expect.any(String),
      samlIdentity: null,
      scimIdentity: { username: "nobody.yet" },
      user: null,
    };
    const page = (nodes: object[], hasNextPage = false) => ({
      data: {
        organization: {
          samlIdentityProvider: {
            externalIdentities: { nodes, pageInfo: { hasNextPage, endCursor: expect.any(String) } },
          },
        },
      },
    });
    expect((await identities()).body).toEqual(page([alice, carol, unlinked]));
    expect((await identities({ login: "carol" })).body).toEqual(page([carol]));
    expect((await identities({ userName: "nobody.yet" })).body).toEqual(page([unlinked]));
    const firstPage = await identities({ first: 2 });
    expect(firstPage.body).toEqual(page([alice, carol], true));
    const after = /"endCursor":"([^"]+)"/.exec(JSON.stringify(firstPage.body))?.[1];
    expect((await identities({ first: 2, after })).body).toEqual(page([unlinked]));
    control.renameLogin("carol", "caroline");
    const renamed = { ...carol, user: { databaseId: 1003, login: "caroline" } };
    expect((await identities({ login: "caroline" })).body).toEqual(page([renamed]));
    control.unlinkSaml("caroline");
    expect((await identities({ userName: "carol@acme.example" })).body).toEqual(
      page([{ ...carol, user: null }]),
    );
  });

  it("are nothing to anybody where single sign-on is configured on the enterprise", async () => {
    github.sandbox.control.linkSaml("eve", { nameId: "eve@acme.example" });
    github.sandbox.control.moveSaml("enterprise");
    expect((await identities()).body).toEqual(nothing);
    expect((await identities({}, await github.appToken())).body).toEqual(nothing);
    github.sandbox.control.moveSaml("organization");
  });

  it("are understood as octokit sends them", async () => {
    github.sandbox.control.linkSaml("dave", { nameId: "dave@acme.example" });
    const answer = await github
      .as("olga")
      .graphql(
        '{ organization(login: "acme") { samlIdentityProvider { externalIdentities(first: 1, login: "dave", membersOnly: true) { nodes { user { databaseId } } } } } }',
      );
    expect(answer).toEqual({
      organization: {
        samlIdentityProvider: { externalIdentities: { nodes: [{ user: { databaseId: 1004 } }] } },
      },
    });
  });

  it("are told to an app that may read members, an error to one that may not", async () => {
    github.sandbox.control.linkSaml("eve", { nameId: "eve@acme.example" });
    const told = await identities({ login: "eve" }, await github.appToken());
    expect(JSON.stringify(told.body)).toContain("eve@acme.example");
    const { status, body } = await identities({}, await github.appToken(github.sandbox.apps[1]));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...nothing,
      errors: [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }],
    });
  });

  it("are nothing to members, and closed to strangers", async () => {
    github.sandbox.control.linkSaml("eve", { nameId: "eve@acme.example" });
    expect((await identities({}, github.tokenOf("alice"))).body).toEqual(nothing);
    expect((await github.call("/graphql", { method: "POST", body: "{}" })).status).toBe(401);
    expect((await identities({}, "wrong")).status).toBe(401);
  });

  it.each([
    [{ org: "other" }, "Could not resolve to an Organization with the login of 'other'."],
    [{ first: null }, "You must provide a `first` or `last` value"],
    [{ first: 101 }, "exceeds the `first` limit of 100 records"],
    [{ after: "nowhere" }, "`nowhere` does not appear to be a valid cursor."],
  ])("of %j are an error", async (variables, message) => {
    github.sandbox.control.linkSaml("eve", { nameId: "eve@acme.example" });
    const { status, body } = await identities(variables);
    expect(status).toBe(200);
    expect(body).toMatchObject({ errors: [{ message: expect.stringContaining(message) }] });
  });
});

describe("any other GraphQL", () => {
  it.each([
    ["{ viewer { login } }", "The GraphQL field viewer is"],
    ['{ organization(login: "acme") { teams } }', "The GraphQL field organization.teams is"],
    [
      '{ organization(id: "1") { samlIdentityProvider } }',
      "The argument id of the GraphQL field organization is",
    ],
    ['{ organization(login: "acme") { samlIdentityProvider } }', "samlIdentityProvider without fields is"],
    ["mutation { addStar }", 'with "mutation" where "{" is due'],
    ['{ me: organization(login: "acme") { name } }', "The GraphQL alias me is"],
    ["{ ...All }", 'with "All" where "on" is due'],
    ["query ($a: Int = 1) { viewer }", "A default of a GraphQL variable is"],
    ["{ organization(login: [1]) { x } }", "The GraphQL value [ is"],
    ["{ organization", '"the end"'],
  ])("%s answers 501 and names it", async (text, message) => {
    const { status, body } = await ask(text);
    expect(status).toBe(501);
    expect(body).toMatchObject({ message: expect.stringContaining(message) });
  });
});

describe("a text", () => {
  const edits = (id: string) =>
    ask(
      `query($id: ID!) { node(id: $id) { id
        ... on Issue { body lastEditedAt includesCreatedEdit userContentEdits(first: 1) { totalCount } }
        ... on IssueComment { body lastEditedAt includesCreatedEdit userContentEdits(first: 1) { totalCount } } } }`,
      { id },
    );
  const whole = { lastEditedAt: null, includesCreatedEdit: false, userContentEdits: { totalCount: 0 } };
  const edited = {
    lastEditedAt: expect.any(String),
    includesCreatedEdit: true,
    userContentEdits: { totalCount: 2 },
  };
  const at = { owner: "acme", repo: "access" };

  it("of an issue says that it was edited, also by another person; a new title is no edit of it", async () => {
    const { data } = await github.as("alice").issues.create({ ...at, title: "a", body: "one" });
    const { node_id: id, number: issue_number } = data;
    await github.as("alice").issues.update({ ...at, issue_number, title: "b", body: "one" });
    expect((await edits(id)).body).toEqual({ data: { node: { id, body: "one", ...whole } } });
    await github.as("olga").issues.update({ ...at, issue_number, body: "two" });
    expect((await edits(id)).body).toEqual({ data: { node: { id, body: "two", ...edited } } });
  });

  it("of a comment does too", async () => {
    const issue_number = (await github.as("alice").issues.create({ ...at, title: "a" })).data.number;
    const { data } = await github.as("alice").issues.createComment({ ...at, issue_number, body: "one" });
    expect((await edits(data.node_id)).body).toEqual({
      data: { node: { id: data.node_id, body: "one", ...whole } },
    });
    await github.as("alice").issues.updateComment({ ...at, comment_id: data.id, body: "two" });
    expect((await edits(data.node_id)).body).toEqual({
      data: { node: { id: data.node_id, body: "two", ...edited } },
    });
  });

  it("that is not there is an error", async () => {
    expect((await edits("bm9uZQ")).body).toMatchObject({
      data: { node: null },
      errors: [{ type: "NOT_FOUND" }],
    });
  });
});
