import { ProviderError } from "../adapter/error.ts";
import { callHttp, failureOf, type HttpAnswer, parseJson } from "../adapter/http.ts";
import { DEADLINE_SECONDS, type VaultConfiguration } from "./configuration.ts";

/** The HTTP API of Vault and OpenBao: their pages "HTTP API", "AppRole" and "/sys/health". */
export interface Api {
  /** The `data` of an answer; undefined where there is no such thing. Throws `ProviderError` for all else. */
  get(path: string): Promise<unknown>;
  post(path: string, body: object): Promise<unknown>;
  delete(path: string): Promise<void>;
  /** The id of the cluster. A standby tells it too. */
  readClusterId(): Promise<string>;
}

type Method = "GET" | "POST" | "DELETE";

/** Active, standby, disaster recovery secondary, performance standby: the page "/sys/health". */
const HEALTHY = [200, 429, 472, 473];

/** A token is not used in its last seconds, because a call may take some. */
const SPARE_SECONDS = 30;

interface Token {
  readonly text: string;
  readonly until: number;
}

/** What calls share. */
export interface Login {
  token?: Token | undefined;
}

/** The API for one call of the provider. Its requests share the deadline, and none is sent after it. */
export function openApi(configuration: VaultConfiguration, login: Login): Api {
  const { name, url, namespace, authMount = "approle", roleId, secretId, now, fetch } = configuration;
  const { deadlineSeconds = DEADLINE_SECONDS } = configuration;
  const end = performance.now() + deadlineSeconds * 1000;

  async function send(method: Method, path: string, headers: Record<string, string>, body?: object) {
    const left = (end - performance.now()) / 1000;
    if (left <= 0) throw new ProviderError(name, "TIMEOUT");
    return callHttp(
      {
        ...{ method, url: new URL(`v1/${path}`, url) },
        headers: {
          ...headers,
          "X-Vault-Request": "true",
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      { provider: name, deadlineSeconds: left, ...(fetch !== undefined && { fetch }) },
    );
  }
  const inNamespace = namespace === undefined ? {} : { "X-Vault-Namespace": namespace };

  async function logIn(): Promise<Token> {
    const body = { role_id: roleId, secret_id: secretId };
    const answer = await send("POST", `auth/${authMount}/login`, inNamespace, body);
    if (answer.status === 400) throw new ProviderError(name, "LOGIN_REFUSED", new Error("HTTP 400"));
    if (answer.status !== 200) throw failureOf(name, answer, now());
    const auth = fieldOf(parseJson(name, answer), "auth");
    const text = fieldOf(auth, "client_token");
    const seconds = fieldOf(auth, "lease_duration");
    if (typeof text !== "string" || typeof seconds !== "number")
      throw new ProviderError(name, "UNEXPECTED", new Error("The login has no token."));
    return { text, until: performance.now() + (seconds - SPARE_SECONDS) * 1000 };
  }

  async function sendWithToken(method: Method, path: string, body?: object): Promise<HttpAnswer> {
    const known =
      login.token !== undefined && performance.now() < login.token.until ? login.token : undefined;
    const token = known ?? (await logIn());
    login.token = token;
    const answer = await send(method, path, { ...inNamespace, "X-Vault-Token": token.text }, body);
    if (answer.status !== 403) return answer;
    login.token = undefined;
    // A token that was revoked, or that is older than a change of its policies.
    return known === undefined ? answer : sendWithToken(method, path, body);
  }

  async function call(method: Method, path: string, body?: object): Promise<unknown> {
    const answer = await sendWithToken(method, path, body);
    if (answer.status === 204) return undefined;
    if (answer.status === 404 && hasNoErrors(parseJson(name, answer))) return undefined;
    if (answer.status !== 200) throw failureOf(name, answer, now());
    return fieldOf(parseJson(name, answer), "data");
  }

  return {
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body),
    delete: async (path) => {
      await call("DELETE", path);
    },
    async readClusterId() {
      const answer = await send("GET", "sys/health", {});
      if (!HEALTHY.includes(answer.status)) throw failureOf(name, answer, now());
      const id = fieldOf(parseJson(name, answer), "cluster_id");
      if (typeof id === "string" && id !== "") return id;
      // 429 may also be a proxy that limits the rate of calls.
      if (answer.status !== 200) throw failureOf(name, answer, now());
      throw new ProviderError(name, "UNEXPECTED", new Error("No cluster id"));
    },
  };
}

/** Nothing there, or an empty list. A path that no engine serves has an error text in it. */
const hasNoErrors = (body: unknown): boolean => {
  const errors = fieldOf(body, "errors");
  return Array.isArray(errors) && errors.length === 0;
};

export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
