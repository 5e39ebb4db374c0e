import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compileEntry } from "../../../src/providers/adapter/entry-schema.ts";
import { createGoogleApi } from "../../../src/providers/adapter/google/api.ts";
import {
  type GoogleCredentials,
  parseCredentials,
} from "../../../src/providers/adapter/google/credentials.ts";
import type { HttpFetch } from "../../../src/providers/adapter/http.ts";
import { findDescribed } from "./description.ts";
import { createFakeGoogle } from "./fake-google.ts";
import { accountOfHallpass, keyFile, keyOfHallpass } from "./key.ts";

const isAny = compileEntry<object>({ type: "object" });
const scopes = ["https://www.googleapis.com/auth/cloud-platform"];
const role = new URL("https://iam.googleapis.com/v1/roles/browser");
const folder = mkdtempSync(join(tmpdir(), "hallpass-google-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));

const read = (file: object): GoogleCredentials => {
  const credentials = parseCredentials(JSON.stringify(file));
  if (credentials === undefined) throw new Error("No credentials.");
  return credentials;
};

const openWith = (credentials: GoogleCredentials, fetch: HttpFetch, clock = { now: new Date() }) =>
  createGoogleApi({
    ...{ provider: "gcp", credentials, scopes, deadlineSeconds: 2, fetch },
    now: () => clock.now,
  });

const answer = (body: object, status = 200): Response => new Response(JSON.stringify(body), { status });

interface Seen {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers each address, and remembers what it was asked. */
function scripted(answers: Readonly<Record<string, (seen: Seen) => Response>>) {
  const seen: Seen[] = [];
  const fetch: HttpFetch = async (url, { method, headers, body }) => {
    const asked = { url: url.href, headers, body: body ?? "" };
    seen.push(asked);
    if (/^(?:sts|iamcredentials|iam)\./u.test(url.host)) findDescribed(method, url, body);
    const found = Object.entries(answers).find(([prefix]) => url.href.startsWith(prefix));
    if (found === undefined) throw new TypeError(`fetch failed: ${url.href}`);
    return found[1](asked);
  };
  return { seen, fetch };
}

describe("signing in at Google by a key", () => {
  const createGoogle = () =>
    createFakeGoogle({
      ...{ deadlineSeconds: 2, writes: () => false, lists: () => false },
      answer: () => ({ status: 200, body: { name: "roles/browser" } }),
    });
  const key = read(JSON.parse(keyFile));

  it("shows a signed statement, and the token serves until shortly before its end", async () => {
    const google = createGoogle();
    const clock = { now: new Date("2026-11-20T12:00:00Z") };
    const open = openWith(key, google.fetch, clock);
    for (const time of ["12:00:00", "12:55:00", "12:57:30"]) {
      clock.now = new Date(`2026-11-20T${time}Z`);
      await open().find(isAny, role);
    }
    expect(google.tokens.size).toBe(2);
  });

  it("gets another token when Google no longer knows the first", async () => {
    const google = createGoogle();
    const open = openWith(key, google.fetch);
    await open().find(isAny, role);
    google.tokens.clear();
    await open().find(isAny, role);
    expect(google.tokens.size).toBe(1);
  });

  it("gives up after one successor", async () => {
    const { seen, fetch } = scripted({
      "https://oauth2.googleapis.com/token": () => answer({ access_token: "a", expires_in: 3600 }),
      "https://iam.googleapis.com/": () => answer({}, 401),
    });
    await expect(openWith(key, fetch)().find(isAny, role)).rejects.toMatchObject({ code: "LOGIN_REFUSED" });
    expect(seen).toHaveLength(4);
  });

  it.each([
    [400, "LOGIN_REFUSED"],
    [401, "LOGIN_REFUSED"],
    [403, "LOGIN_REFUSED"],
    [200, "LOGIN_REFUSED"],
    [429, "THROTTLED"],
    [503, "UNREACHABLE"],
  ])("answered with %i is %s, and shows no word of the answer", async (status, code) => {
    const { fetch } = scripted({
      "https://oauth2.googleapis.com/token": () =>
        answer({ error: "invalid_grant", error_description: "hunter2" }, status),
    });
    const error = await openWith(key, fetch)()
      .find(isAny, role)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code });
    expect(String(error instanceof Error ? error.cause : "")).not.toContain("hunter2");
  });

  it("with a key that is none shows nothing of it", async () => {
    const broken = read({
      ...JSON.parse(keyFile),
      private_key: "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n",
    });
    const error = await openWith(broken, createGoogle().fetch)()
      .find(isAny, role)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: "LOGIN_REFUSED",
      cause: new Error("The private key is no RSA key."),
    });
  });

  it("shows the statement to Google's own address alone, whatever the file says", async () => {
    const google = createGoogle();
    const credentials = read({ ...JSON.parse(keyFile), token_uri: "https://evil.example/token" });
    await openWith(credentials, google.fetch)().find(isAny, role);
    expect(google.tokens.size).toBe(1);
    expect(JSON.stringify(credentials)).not.toContain("evil.example");
    expect(credentials).toMatchObject({ email: accountOfHallpass, privateKey: keyOfHallpass });
  });
});

describe("signing in by the machine's metadata server", () => {
  it("proves that it is meant, and names the scopes", async () => {
    const { seen, fetch } = scripted({
      "http://metadata.google.internal/": () => answer({ access_token: "m", expires_in: 3600 }),
      "https://iam.googleapis.com/": () => answer({}),
    });
    await openWith({ kind: "metadata" }, fetch)().find(isAny, role);
    expect(seen[0]).toMatchObject({
      url: `http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token?scopes=${encodeURIComponent(scopes[0] ?? "")}`,
      headers: { "metadata-flavor": "Google" },
    });
    expect(seen[1]?.headers.authorization).toBe("Bearer m");
  });

  it("tells the address of the account", async () => {
    const { seen, fetch } = scripted({
      "http://metadata.google.internal/": () => new Response(`${accountOfHallpass}\n`),
    });
    expect(await openWith({ kind: "metadata" }, fetch)().readOwnAddress()).toBe(accountOfHallpass);
    expect(seen[0]).toMatchObject({
      url: "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/email",
      headers: { "metadata-flavor": "Google" },
    });
  });

  it("fails where there is no such server", async () => {
    const { fetch } = scripted({});
    await expect(openWith({ kind: "metadata" }, fetch)().find(isAny, role)).rejects.toMatchObject({
      code: "UNREACHABLE",
    });
  });
});

describe("signing in by federation", () => {
  const audience =
    "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/providers/github";
  const impersonation = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${accountOfHallpass}:generateAccessToken`;
  const file = join(folder, "token");
  writeFileSync(file, "subject-token\n");
  const federation = {
    type: "external_account",
    audience,
    subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
    token_url: "https://evil.example/token",
    credential_source: { file },
  };
  const answers = {
    "https://ci.example/": () => answer({ value: "subject-token" }),
    "https://sts.googleapis.com/v1/token": () =>
      answer({ access_token: "exchanged", expires_in: 3600, token_type: "Bearer" }),
    "https://iamcredentials.googleapis.com/": () =>
      answer({ accessToken: "account's", expireTime: "2126-11-20T13:00:00Z" }),
    "https://iam.googleapis.com/": () => answer({}),
  };

  it("exchanges the token of a file at Google's own address", async () => {
    const { seen, fetch } = scripted(answers);
    await openWith(read(federation), fetch)().find(isAny, role);
    expect(seen.map(({ url }) => url)).toEqual(["https://sts.googleapis.com/v1/token", role.href]);
    expect(JSON.parse(seen[0]?.body ?? "")).toMatchObject({
      ...{ audience, subjectToken: "subject-token", scope: scopes[0] },
      subjectTokenType: "urn:ietf:params:oauth:token-type:jwt",
    });
    expect(seen[1]?.headers.authorization).toBe("Bearer exchanged");
  });

  it("exchanges the token of an address, and asks for one of the service account", async () => {
    const { seen, fetch } = scripted(answers);
    const credentials = read({
      ...federation,
      service_account_impersonation_url: impersonation,
      credential_source: {
        url: "https://ci.example/token?audience=x",
        headers: { Authorization: "Bearer ci" },
        format: { type: "json", subject_token_field_name: "value" },
      },
    });
    const open = openWith(credentials, fetch);
    await open().find(isAny, role);
    await open().find(isAny, role);
    expect(seen.map(({ url }) => new URL(url).host)).toEqual([
      ...["ci.example", "sts.googleapis.com", "iamcredentials.googleapis.com"],
      ...["iam.googleapis.com", "iam.googleapis.com"],
    ]);
    expect(seen[0]?.headers.Authorization).toBe("Bearer ci");
    expect(seen[2]?.headers.authorization).toBe("Bearer exchanged");
    expect(seen[3]?.headers.authorization).toBe("Bearer account's");
  });

  it.each([
    ["a file that is not there", { credential_source: { file: join(folder, "none") } }],
    [
      "an answer without the token",
      {
        credential_source: {
          url: "https://ci.example/",
          format: { type: "json", subject_token_field_name: "other" },
        },
      },
    ],
  ])("is refused with %s", async (_, change) => {
    const { fetch } = scripted(answers);
    await expect(
      openWith(read({ ...federation, ...change }), fetch)().find(isAny, role),
    ).rejects.toMatchObject({
      code: "LOGIN_REFUSED",
    });
  });

  it.each([
    [
      "another host for the account's token",
      {
        service_account_impersonation_url:
          "https://evil.example/v1/projects/-/serviceAccounts/a@b.c:generateAccessToken",
      },
    ],
    ["an address in clear text", { credential_source: { url: "http://ci.example/" } }],
    ["a program", { credential_source: { executable: { command: "/bin/token" } } }],
    ["the signature of another cloud", { credential_source: { environment_id: "aws1" } }],
    ["another audience", { audience: "https://evil.example" }],
  ])("takes no file with %s", (_, change) => {
    expect(parseCredentials(JSON.stringify({ ...federation, ...change }))).toBeUndefined();
  });
});

describe("an answer of Google's that is no success", () => {
  const key = read(JSON.parse(keyFile));
  const failWith = (status: number, reason: string, headers = {}) => {
    const { fetch } = scripted({
      "https://oauth2.googleapis.com/token": () => answer({ access_token: "a", expires_in: 3600 }),
      "https://iam.googleapis.com/": () =>
        new Response(JSON.stringify({ error: { status: "X", message: "hunter2", details: [{ reason }] } }), {
          status,
          headers,
        }),
    });
    return openWith(key, fetch)()
      .find(isAny, role)
      .catch((error: unknown) => error);
  };

  it.each([
    [400, "", "REFUSED"],
    [403, "SERVICE_DISABLED", "REFUSED"],
    [403, "rateLimitExceeded", "THROTTLED"],
    [403, "quotaExceeded", "THROTTLED"],
    [409, "", "BUSY"],
    [429, "RATE_LIMIT_EXCEEDED", "THROTTLED"],
    [500, "", "UNREACHABLE"],
    [503, "", "UNREACHABLE"],
  ])("%i %s is %s, with Google's codes and none of its words", async (status, reason, code) => {
    const error = await failWith(status, reason);
    expect(error).toMatchObject({ code });
    expect(String(error instanceof Error ? error.cause : "")).toBe(
      `Error: GET iam.googleapis.com: ${status} X ${reason}`.trimEnd(),
    );
  });

  it("is tried again after the pause that Google names, or a minute", async () => {
    expect(await failWith(429, "", { "retry-after": "9" })).toMatchObject({ retryAfterSeconds: 9 });
    expect(await failWith(429, "")).toMatchObject({ retryAfterSeconds: 60 });
  });
});
