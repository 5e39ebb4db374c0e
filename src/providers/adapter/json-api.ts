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
  /** The same for a list that the API answers as it is: an array of objects. */
  list(path: readonly string[], query?: JsonCall["query"]): Promise<JsonObject[] | undefined>;
  /** A field that must be an id, text or a whole number, as text. Throws `ProviderError` (`UNEXPECTED`). */
  readId(object: JsonObject | undefined, field: string): string;
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

  function requireList(value: unknown): JsonObject[] {
    if (Array.isArray(value)) return value.map(requireObject);
    throw unexpected("The answer is no list.");
  }

  /** `undefined` for 404. */
  async function ask(
    method: HttpCall["method"],
    path: readonly string[],
    { query = {}, body }: JsonCall = {},
  ): Promise<{ readonly value: unknown } | undefined> {
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
    return { value: answer.text === "" ? {} : parseJson(provider, answer) };
  }

  return {
    async call(method, path, call) {
      const answer = await ask(method, path, call);
      return answer && requireObject(answer.value);
    },
    async list(path, query = {}) {
      const answer = await ask("GET", path, { query });
      return answer && requireList(answer.value);
    },
    readId(object, field) {
      const value = object?.[field];
      if ((typeof value === "string" && value !== "") || Number.isSafeInteger(value)) return String(value);
      throw unexpected(`"${field}" is no id.`);
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
