import { setTimeout as pause } from "node:timers/promises";
import type { HttpFetch } from "../../../src/providers/adapter/http.ts";
import type { Disturbance } from "../conformance.ts";
import type { Answer } from "./fake-graph.ts";

/** Answers for one host. */
type Host = (method: string, url: URL, body: string | undefined) => Answer;

/** Microsoft's hosts in a test: the login, and APIs that take its tokens. */
export interface FakeCloud {
  readonly fetch: HttpFetch;
  /** The forms with which somebody asked for a token. */
  readonly logins: URLSearchParams[];
  /** The tokens that count, with the scope of each. */
  readonly tokens: Map<string, string>;
  /** What an administrator has consented to. */
  permissions: string[];
  /** The object id of the application. */
  oid: string | undefined;
  disturbance: Disturbance | undefined;
  isDown: boolean;
  refusesLogin: boolean;
}

export const secret = "s3cret-of-the-application";

export function createFakeCloud(
  { tenant, deadlineSeconds }: { readonly tenant: string; readonly deadlineSeconds: number },
  hosts: Readonly<Record<string, Host>>,
): FakeCloud {
  let issued = 0;

  /** "OAuth 2.0 client credentials flow": POST /{tenant}/oauth2/v2.0/token; the scope is the API's address with `/.default`. */
  function login(url: URL, body: string): Answer {
    const form = new URLSearchParams(body);
    cloud.logins.push(form);
    if (url.pathname !== `/${tenant}/oauth2/v2.0/token`) throw new Error(`${url.href} is no token endpoint.`);
    if (cloud.refusesLogin)
      return [401, { error: "invalid_client", error_description: `AADSTS7000215: ${secret}` }];
    const claims = Buffer.from(JSON.stringify({ roles: cloud.permissions, oid: cloud.oid })).toString(
      "base64url",
    );
    const token = `token${++issued}.${claims}.signature`;
    cloud.tokens.set(token, form.get("scope") ?? "");
    return [200, { token_type: "Bearer", expires_in: 3599, access_token: token }];
  }

  async function disturb(act: () => Answer, isWrite: boolean, signal: AbortSignal): Promise<Response> {
    const { disturbance } = cloud;
    // "Microsoft Graph throttling guidance", "Throttling Resource Manager requests": 429 with Retry-After.
    if (disturbance === "throttled")
      return respond([429, { error: { code: "TooManyRequests" } }], { "retry-after": "7" });
    if (disturbance === "slow" && isWrite) {
      const late = pause((deadlineSeconds + 0.5) * 1000).then(act);
      return Promise.race([late.then(respond), aborted(signal)]);
    }
    if (cloud.isDown) return respond([503, { error: { code: "ServiceUnavailable" } }]);
    const given = act();
    if (disturbance === "lost-answer") throw new TypeError("fetch failed");
    return disturbance === "fails-after"
      ? respond([500, { error: { code: "InternalServerError" } }])
      : respond(given);
  }

  const cloud: FakeCloud = {
    ...{ logins: [], tokens: new Map(), disturbance: undefined, isDown: false, refusesLogin: false },
    ...{ permissions: [], oid: undefined },
    async fetch(url, { method, headers, body, signal }) {
      if (url.origin === "https://login.microsoftonline.com") return respond(login(url, body ?? ""));
      const host = hosts[url.origin];
      if (host === undefined) throw new Error(`${url.origin} is not faked.`);
      const token = headers.authorization?.replace(/^Bearer /u, "") ?? "";
      if (cloud.tokens.get(token) !== `${url.origin}/.default`)
        return respond([401, { error: { code: "InvalidAuthenticationToken" } }]);
      return disturb(() => host(method, url, body), method !== "GET", signal);
    },
  };
  return cloud;
}

const respond = ([status, body]: Answer, headers: Record<string, string> = {}): Response =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers });

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
