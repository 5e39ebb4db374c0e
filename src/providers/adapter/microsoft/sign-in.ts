import { readFile } from "node:fs/promises";
import { compileEntry } from "../entry-schema.ts";
import { ProviderError } from "../error.ts";
import { callHttp, failureOf, type HttpAnswer, parseJson } from "../http.ts";
import { signAssertion } from "./certificate.ts";
import { clouds } from "./clouds.ts";
import type { Tenant } from "./tenant.ts";

export interface SignIn {
  /** The value of the header `Authorization` for an API, by its origin. `seconds`: what is left of the deadline. */
  authorize(origin: string, seconds: number): Promise<string>;
  /** The API did not know this token: the next call gets another one. */
  forget(origin: string, authorization: string): Promise<void>;
}

/** A token that ends within this time gets a successor. */
const RENEWAL_MS = 5 * 60_000;

interface Known {
  readonly authorization: string;
  readonly endsAt: number;
}

/** Signs in as the application itself ("OAuth 2.0 client credentials flow"), once for each API. */
export function createSignIn(tenant: Tenant): SignIn {
  const known = new Map<string, Promise<Known>>();
  const isGood = ({ endsAt }: Known): boolean => endsAt - tenant.now().getTime() > RENEWAL_MS;

  /** Requests at the same time share one token. */
  function issue(origin: string, seconds: number): Promise<Known> {
    const issued = issueToken(tenant, origin, seconds);
    known.set(origin, issued);
    issued.catch(() => known.delete(origin));
    return issued;
  }

  return {
    async authorize(origin, seconds) {
      for (;;) {
        const pending = known.get(origin);
        if (pending === undefined) return (await issue(origin, seconds)).authorization;
        const found = await pending;
        if (isGood(found)) return found.authorization;
        if (known.get(origin) === pending) known.delete(origin);
      }
    },
    async forget(origin, authorization) {
      const found = known.get(origin);
      // Another request has asked for a successor.
      if ((await found)?.authorization === authorization && known.get(origin) === found) known.delete(origin);
    },
  };
}

const isToken = compileEntry<{ readonly access_token: string; readonly expires_in: number }>({
  type: "object",
  required: ["access_token", "expires_in"],
  properties: {
    token_type: { type: "string", pattern: "^[Bb]earer$" },
    access_token: { type: "string", minLength: 1 },
    expires_in: { type: "number" },
  },
});

async function issueToken(tenant: Tenant, origin: string, deadlineSeconds: number): Promise<Known> {
  const { name, now, cloud, fetch } = tenant;
  const url = new URL(`${clouds[cloud].login}/${tenant.tenant}/oauth2/v2.0/token`);
  const asked = now().getTime();
  const form = new URLSearchParams({
    ...{ grant_type: "client_credentials", client_id: tenant.client, scope: `${origin}/.default` },
    ...(await prove(tenant, url.href)),
  });
  const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
  const answer = await callHttp(
    { method: "POST", url, headers, body: form.toString() },
    { provider: name, deadlineSeconds, ...(fetch && { fetch }) },
  );
  if (answer.status === 400 || answer.status === 401) throw refused(name, answer);
  if (answer.status !== 200) throw failureOf(name, answer, now());
  const token = parseJson(name, answer);
  if (!isToken(token)) throw new ProviderError(name, "UNEXPECTED", new Error("A token of another form."));
  return { authorization: `Bearer ${token.access_token}`, endsAt: asked + token.expires_in * 1000 };
}

/** The fields of the form that prove who asks: a secret, an assertion of our own, or one of another identity provider ("Workload identity federation"). */
async function prove(
  { name, client, credentials, now }: Tenant,
  audience: string,
): Promise<Readonly<Record<string, string>>> {
  if (credentials.kind === "secret") return { client_secret: credentials.secret };
  const assertion =
    credentials.kind === "file"
      ? await readToken(name, credentials.path)
      : signAssertion(credentials.certificate, { client, audience, now: now() });
  return {
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
  };
}

/** Read each time: Kubernetes and others replace the file before its token ends. */
async function readToken(provider: string, path: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    throw new ProviderError(provider, "LOGIN_REFUSED", error);
  }
}

/** Keeps the number of the error (`AADSTS7000222`), and none of its words. */
function refused(provider: string, { status, text }: HttpAnswer): ProviderError {
  const number = /AADSTS\d{4,9}/u.exec(text)?.[0] ?? "";
  return new ProviderError(provider, "LOGIN_REFUSED", new Error(`token: ${status} ${number}`));
}
