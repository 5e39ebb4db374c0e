import { generateKeyPairSync } from "node:crypto";
import { importPKCS8, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

// Clients make JWTs by the real clock. The sandbox's may run ahead of it.
let ahead = 0;
let github: LocalGitHub;

beforeAll(async () => {
  github = await startLocalGitHub({ clock: () => new Date(Date.now() + ahead) });
});
afterAll(() => github.stop());

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

interface Claims {
  readonly iss?: string;
  readonly iat?: number;
  readonly exp?: number;
}

/** A JWT of an app. Times are seconds from now. */
async function signJwt({ iss, iat = -60, exp = 540 }: Claims = {}, pem = github.sandbox.apps[0].privateKey) {
  const seconds = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: iss ?? String(github.sandbox.apps[0].appId),
    iat: seconds + iat,
    exp: seconds + exp,
  })
    .setProtectedHeader({ alg: "RS256" })
    .sign(await importPKCS8(pem, "RS256"));
}

const strangersKey = () =>
  generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();

describe("credentials", () => {
  const jwts = [
    { what: "its own", claims: {}, status: 200 },
    { what: "one that has ended", claims: { iat: -900, exp: -300 }, status: 401 },
    { what: "one that lives too long", claims: { exp: 3600 }, status: 401 },
    { what: "one from the future", claims: { iat: 300 }, status: 401 },
    { what: "one of an unknown app", claims: { iss: "1" }, status: 401 },
  ];
  it.each(jwts)("an app with $what is answered $status", async ({ claims, status }) => {
    expect((await github.call("/app", bearer(await signJwt(claims)))).status).toBe(status);
  });

  it("a JWT signed by a stranger is refused", async () => {
    expect((await github.call("/app", bearer(await signJwt({}, strangersKey())))).status).toBe(401);
  });

  it("each private key of an app signs in until it is deleted, and one is always left", async () => {
    const { control } = github.sandbox;
    const statusWith = async (pem?: string) =>
      (await github.call("/app", bearer(await signJwt({}, pem)))).status;
    const first = github.sandbox.apps[0].privateKey;
    const { privateKey } = await control.generateAppKey();
    expect([await statusWith(), await statusWith(privateKey)]).toEqual([200, 200]);
    control.deleteAppKey(privateKey);
    expect([await statusWith(), await statusWith(privateKey)]).toEqual([200, 401]);
    expect(() => control.deleteAppKey(first)).toThrow("keeps its last key");
  });

  it("a JWT finds the installation and gets a token that ends after an hour", async () => {
    const { headers } = bearer(await signJwt());
    const found = await github.call("/repos/acme/access/installation", { headers });
    expect(found.body).toMatchObject({
      id: 8001,
      app_id: 7001,
      app_slug: "robot",
      target_type: "Organization",
    });
    const made = await github.call("/app/installations/8001/access_tokens", { method: "POST", headers });
    expect(made).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^ghs_/) } });
    const token = await github.appToken();
    expect((await github.call("/repos/acme/access", bearer(token))).status).toBe(200);
    ahead = 60 * 60 * 1000;
    expect(await github.call("/repos/acme/access", bearer(token))).toMatchObject({
      status: 401,
      body: { message: "Bad credentials", status: "401", documentation_url: expect.any(String) },
    });
    ahead = 0;
  });

  it("a token can be narrowed and not widened", async () => {
    const ask = (permissions: object) =>
      outcomeOf(
        github
          .asApp()
          .apps.createInstallationAccessToken({ installation_id: 8001, permissions })
          .then(({ data }) =>
            github.call("/repos/acme/access/git/refs", {
              method: "POST",
              ...bearer(data.token),
              body: JSON.stringify({ ref: "refs/heads/x", sha: "0".repeat(40) }),
            }),
          )
          .then(({ status }) => {
            if (status === 403) throw new Error("narrowed");
          }),
      );
    expect(await ask({ contents: "read" })).toBe("narrowed");
    expect(await ask({ contents: "write" })).toBe("allowed");
    expect(await ask({ administration: "write" })).toMatch(/^422 .*administration/);
  });

  const strangers = [
    {
      what: "a wrong token",
      path: "/repos/acme/access",
      headers: { authorization: "Bearer nonsense" },
      status: 401,
    },
    { what: "no token, for a private repository", path: "/repos/acme/access", headers: {}, status: 404 },
    { what: "no token, for a person", path: "/users/alice", headers: {}, status: 200 },
    { what: "no token, for oneself", path: "/user", headers: {}, status: 401 },
  ];
  it.each(strangers)("$what answers $status", async ({ path, headers, status }) => {
    expect((await github.call(path, { headers })).status).toBe(status);
  });

  it("an app does only what its permissions name", async () => {
    const janitor = github.asApp(github.sandbox.apps[1]);
    const check = { name: "robot/verdict", head_sha: "0".repeat(40) };
    expect(await outcomeOf(janitor.checks.create({ ...at, ...check }))).toMatch(
      /^403 Resource not accessible/,
    );
    expect(await outcomeOf(janitor.teams.listMembersInOrg({ org: "acme", team_slug: "security" }))).toMatch(
      /^403 /,
    );
    expect(await outcomeOf(github.as("olga").checks.create({ ...at, ...check }))).toMatch(
      /^403 .*GitHub App/,
    );
  });
});
