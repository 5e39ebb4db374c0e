import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OktaConfiguration } from "../../src/providers/okta/configuration.ts";
import type { GateAnswer } from "../support/http-gate.ts";
import { answerWith, refuse } from "./stand-ins.ts";
import { ofGroup, openWorld, type World } from "./world.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const credentials = { kind: "app", clientId: "0oaservice", privateKey, keyId: "key-1" } as const;

let world: World;
let now: Date;
/** The forms that were sent to the token endpoint. */
let forms: URLSearchParams[];
let answerToken: () => GateAnswer;
let issued: number;

beforeEach(async () => {
  world = await openWorld();
  now = new Date("2026-11-20T12:00:00Z");
  forms = [];
  issued = 0;
  answerToken = () => {
    issued++;
    return answerWith(200, {
      access_token: `token-${issued}`,
      token_type: "Bearer",
      expires_in: 3600,
      scope: "x",
    });
  };
  world.play(async ({ path, body }) => {
    if (path !== "/oauth2/v1/token") return undefined;
    forms.push(new URLSearchParams(body));
    return answerToken();
  });
});
afterEach(() => world.close());

const open = (given: Partial<OktaConfiguration> = {}) =>
  world.open({ credentials, now: () => now, ...given });
const used = () => [...new Set(world.gate.calls.map(({ headers }) => headers.authorization))].slice(1);
const decode = (part = ""): unknown => JSON.parse(Buffer.from(part, "base64url").toString());

describe("a service app at Okta", () => {
  it("asks for a token with a statement that its key signed (RFC 7523)", async () => {
    await open().listGrants([ofGroup]);
    const { client_assertion = "", ...form } = Object.fromEntries(forms[0] ?? []);
    expect(form).toEqual({
      grant_type: "client_credentials",
      scope: "okta.groups.manage okta.roles.read okta.logs.read okta.users.read okta.apps.manage",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    });
    const [header, claims, signature = ""] = client_assertion.split(".");
    expect(decode(header)).toEqual({ alg: "RS256", kid: "key-1" });
    expect(decode(claims)).toEqual({
      iss: "0oaservice",
      sub: "0oaservice",
      aud: `${world.gate.url}/oauth2/v1/token`,
      iat: 1_795_176_000,
      exp: 1_795_176_300,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/u),
    });
    const signed = Buffer.from(`${header}.${claims}`);
    expect(
      verify("RSA-SHA256", signed, createPublicKey(privateKey), Buffer.from(signature, "base64url")),
    ).toBe(true);
  });

  it("asks for the scopes that its configuration needs", async () => {
    await open({
      endSessions: true,
      resources: { orders: { roles: { readonly: { group: world.group } } } },
    }).listGrants([ofGroup]);
    expect(forms[0]?.get("scope")).toBe(
      "okta.groups.manage okta.roles.read okta.logs.read okta.users.manage",
    );
  });

  it("uses a token until it is about to end", async () => {
    const provider = open();
    await provider.listGrants([ofGroup]);
    now = new Date(now.getTime() + 50 * 60_000);
    await provider.listGrants([ofGroup]);
    now = new Date(now.getTime() + 6 * 60_000);
    await provider.listGrants([ofGroup]);
    expect(used()).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  it("gets another token where one was revoked, once for each call", async () => {
    const provider = open();
    await provider.listGrants([ofGroup]);
    const revoked = ["Bearer token-1"];
    const token = answerToken;
    world.play(async ({ path, headers }) => {
      if (path === "/oauth2/v1/token") return token();
      return revoked.includes(headers.authorization ?? "") ? refuse(401, "E0000011") : undefined;
    });
    await provider.listGrants([ofGroup]);
    revoked.push("Bearer token-2", "Bearer token-3", "Bearer token-4");
    await expect(provider.listGrants([ofGroup])).rejects.toMatchObject({ code: "LOGIN_REFUSED" });
  });

  it.each([
    ["does not know the app", answerWith(401, { error: "invalid_client" }), "LOGIN_REFUSED"],
    ["does not grant the scopes", answerWith(400, { error: "invalid_scope" }), "LOGIN_REFUSED"],
    ["demands proof of possession", answerWith(400, { error: "invalid_dpop_proof" }), "LOGIN_REFUSED"],
    [
      "binds the token to a key",
      answerWith(200, { access_token: "t", token_type: "DPoP", expires_in: 1 }),
      "LOGIN_REFUSED",
    ],
    ["answers with no token", answerWith(200, "token"), "LOGIN_REFUSED"],
    ["limits the rate of calls", refuse(429, "E0000047"), "THROTTLED"],
    ["is out of order", answerWith(503, {}), "UNREACHABLE"],
  ])("is refused where Okta %s", async (_what, answer, code) => {
    answerToken = () => answer;
    await expect(open().listGrants([ofGroup])).rejects.toMatchObject({
      code,
      retryable: code !== "LOGIN_REFUSED",
    });
  });

  it("never shows its key, not even a broken one", async () => {
    const broken = "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n";
    const error: unknown = await open({ credentials: { ...credentials, privateKey: broken } })
      .listGrants([ofGroup])
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "LOGIN_REFUSED" });
    expect(inspect(error, { depth: 9 })).not.toContain("hunter2");
  });
});
