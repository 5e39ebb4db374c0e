import { constants, createHash, verify, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readCertificate } from "../../../src/providers/adapter/microsoft/certificate.ts";
import { clouds } from "../../../src/providers/adapter/microsoft/clouds.ts";
import { makeSelfSigned, makeSelfSignedRsa } from "../../support/self-signed.ts";
import { secret } from "./fake-cloud.ts";
import { client, createWorld, entitlement, tenant } from "./world.ts";

const alice = "alice@acme.example";
const decode = (part = ""): unknown => JSON.parse(Buffer.from(part, "base64url").toString());

describe("the sign-in at Microsoft", () => {
  const folder = mkdtempSync(join(tmpdir(), "hallpass-token-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("asks once for a token of the API, with the secret", async () => {
    const world = createWorld([alice]);
    const provider = world.open();
    await Promise.all([1, 2, 3].map(() => provider.identify(alice, entitlement)));
    expect(world.cloud.logins.map((form) => Object.fromEntries(form))).toEqual([
      {
        ...{ grant_type: "client_credentials", client_id: client, client_secret: secret },
        scope: "https://graph.microsoft.com/.default",
      },
    ]);
  });

  it("asks again shortly before the token ends", async () => {
    const world = createWorld([alice]);
    const provider = world.open();
    await provider.identify(alice, entitlement);
    world.graph.now = new Date(world.graph.now.getTime() + 56 * 60_000);
    await provider.identify(alice, entitlement);
    expect(world.cloud.logins).toHaveLength(2);
  });

  it("gets one successor for a token that Microsoft no longer knows", async () => {
    const world = createWorld([alice]);
    const provider = world.open();
    await provider.identify(alice, entitlement);
    world.cloud.tokens.clear();
    await Promise.all([1, 2, 3].map(() => provider.identify(alice, entitlement)));
    expect(world.cloud.logins).toHaveLength(2);
  });

  it("signs with the key of its certificate", async () => {
    const { key, cert } = makeSelfSignedRsa("hallpass");
    const certificate = readCertificate(key.replaceAll("\n", "\\n"), cert, "here");
    const world = createWorld([alice], { credentials: { kind: "certificate", certificate } });
    await world.open().identify(alice, entitlement);
    const form = world.cloud.logins[0];
    expect(form?.get("client_assertion_type")).toBe("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    const [header, claims, signature = ""] = (form?.get("client_assertion") ?? "").split(".");
    const x509 = new X509Certificate(cert);
    const thumbprint = createHash("sha256").update(x509.raw).digest("base64url");
    expect(decode(header)).toEqual({ alg: "PS256", typ: "JWT", "x5t#S256": thumbprint });
    const at = world.graph.now.getTime() / 1000;
    expect(decode(claims)).toMatchObject({
      ...{ iss: client, sub: client, nbf: at, iat: at, exp: at + 300 },
      aud: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
    });
    const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST: saltLength } = constants;
    const isSigned = verify(
      "sha256",
      Buffer.from(`${header}.${claims}`),
      { key: x509.publicKey, padding, saltLength },
      Buffer.from(signature, "base64url"),
    );
    expect(isSigned).toBe(true);
  });

  it.each([
    ["another key", () => [makeSelfSignedRsa("a").key, makeSelfSignedRsa("b").cert] as const],
    ["a key that is not RSA", () => [makeSelfSigned("a").key, makeSelfSigned("a").cert] as const],
    ["no key", () => [secret, secret] as const],
  ])("does not take %s for a certificate, and shows nothing of it", (_, make) => {
    const [key, cert] = make();
    const read = () => readCertificate(key, cert, "HALLPASS_PROVIDERS/0");
    expect(read).toThrow(
      /^HALLPASS_PROVIDERS\/0\/signIn: keyFrom and certificateFrom must hold an RSA key[^-]*$/u,
    );
  });

  it("shows the token of a file, as it is at that moment", async () => {
    const path = join(folder, "token");
    const world = createWorld([alice], { credentials: { kind: "file", path } });
    for (const token of ["first.federated.token", "second.federated.token"]) {
      writeFileSync(path, `${token}\n`);
      await world.open().identify(alice, entitlement);
      expect(world.cloud.logins.at(-1)?.get("client_assertion")).toBe(token);
    }
    const missing = world.open({ credentials: { kind: "file", path: join(folder, "none") } });
    await expect(missing.identify(alice, entitlement)).rejects.toMatchObject({ code: "LOGIN_REFUSED" });
  });

  it("that is refused names Microsoft's number, and none of its words", async () => {
    const world = createWorld([alice]);
    world.cloud.refusesLogin = true;
    const error = await world
      .open()
      .identify(alice, entitlement)
      .catch((each: unknown) => each);
    expect(error).toMatchObject({ code: "LOGIN_REFUSED", cause: new Error("token: 401 AADSTS7000215") });
  });

  it("knows three clouds, each with hosts of its own, over TLS", () => {
    const hosts = Object.values(clouds).flatMap((each) => Object.values(each));
    expect(new Set(hosts).size).toBe(hosts.length);
    expect(hosts.every((each) => each.startsWith("https://"))).toBe(true);
  });
});

describe("the pages of a list", () => {
  const pageOf = (change: object) => new Response(JSON.stringify({ value: [], ...change }), { status: 200 });
  const openWith = (answer: (url: URL) => Response) => {
    const world = createWorld([alice]);
    const { fetch } = world.cloud;
    return world.open({
      fetch: async (url, init) => (url.pathname.endsWith("/members") ? answer(url) : fetch(url, init)),
    });
  };

  it.each([
    "https://evil.example/v1.0/groups/x/members?$skiptoken=1",
    "http://graph.microsoft.com/v1.0/groups/x/members?$skiptoken=1",
    "https://user:password@graph.microsoft.com/v1.0/groups/x/members",
    "/v1.0/groups/x/members",
  ])("are not followed to %s", async (link) => {
    const provider = openWith(() => pageOf({ "@odata.nextLink": link }));
    await expect(provider.listGrants([entitlement])).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it("are not followed in a circle", async () => {
    const provider = openWith((url) => pageOf({ "@odata.nextLink": url.href }));
    await expect(provider.listGrants([entitlement])).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it.each([{ value: undefined }, { value: "none" }, { value: [{ name: "no id" }] }, { value: [null] }])(
    "are not believed as %j",
    async (change) => {
      const provider = openWith(() => pageOf(change));
      await expect(provider.listGrants([entitlement])).rejects.toMatchObject({ code: "UNEXPECTED" });
    },
  );

  it("that name somebody twice are read again later", async () => {
    const provider = openWith(() => pageOf({ value: [{ id: "a" }, { id: "a" }] }));
    await expect(provider.listGrants([entitlement])).rejects.toMatchObject({ code: "BUSY", retryable: true });
  });

  it("that are slowed down without a pause are asked for after a while", async () => {
    const provider = openWith(() => new Response("", { status: 429 }));
    await expect(provider.listGrants([entitlement])).rejects.toMatchObject({
      ...{ code: "THROTTLED", retryAfterSeconds: 30 },
    });
  });
});
