import { ProviderError } from "./error.ts";
import { callHttp, failureOf, type HttpCall, type HttpFetch, parseJson } from "./http.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

export interface JsonApiOptions {
  /** The provider's name, for errors. */
  readonly provider: string;
  readonly url: string;
  /** Sent as `Authorization: Bearer`. */
  readonly token: string;
  readonly deadlineSeconds: number;
  now(): Date;
  readonly fetch?: HttpFetch;
}

export interface JsonCall {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
}

export interface JsonApi {
  /**
   * The object that the API answers, `{}` for no content; `undefined` for 404. `path` has one element for each part of the path, as it is: it is
   * encoded here. Throws `ProviderError`.
   */
  call(method: HttpCall["method"], path: readonly string[], call?: JsonCall): Promise<JsonObject | undefined>;
  /** A field that must be text. Throws `ProviderError` (`UNEXPECTED`). */
  readText(object: JsonObject | undefined, field: string): string;
  /** A field that must be a list of objects. Throws `ProviderError` (`UNEXPECTED`). */
  readList(object: JsonObject | undefined, field: string): JsonObject[];
}

/** An API over HTTP that takes and gives JSON objects, with a token. */
export function openJsonApi({ provider, url, token, deadlineSeconds, now, fetch }: JsonApiOptions): JsonApi {
  const unexpected = (what: string) => new ProviderError(provider, "UNEXPECTED", new Error(what));
  const base = url.replace(/\/*$/u, "");

  function requireObject(value: unknown): JsonObject {
    if (isObject(value)) return value;
    throw unexpected("The answer is no object.");
  }

  return {
    async call(method, path, { query = {}, body } = {}) {
      // A URL resolves these to another place: the API has nothing of such a name.
      if (path.some((part) => /^\.{0,2}$/u.test(part))) return undefined;
      const target = new URL(`${base}/${path.map(encodeURIComponent).join("/")}`);
      for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value);
      const headers = {
        ...{ accept: "application/json", authorization: `Bearer ${token}` },
        ...(body && { "content-type": "application/json" }),
      };
      const answer = await callHttp(
        { method, url: target, headers, ...(body && { body: JSON.stringify(body) }) },
        { provider, deadlineSeconds, ...(fetch && { fetch }) },
      );
      if (answer.status === 404) return undefined;
      if (answer.status < 200 || answer.status >= 300) throw failureOf(provider, answer, now());
      return answer.text === "" ? {} : requireObject(parseJson(provider, answer));
    },
    readText(object, field) {
      const value = object?.[field];
      if (typeof value === "string") return value;
      throw unexpected(`"${field}" is no text.`);
    },
    readList(object, field) {
      const value = object?.[field];
      if (Array.isArray(value)) return value.map(requireObject);
      throw unexpected(`"${field}" is no list.`);
    },
  };
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
