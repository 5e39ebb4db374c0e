import type { Validator } from "../../core/document/lazy-validator.ts";
import { ProviderError, type ProviderErrorCode } from "../adapter/error.ts";
import { callHttp, failureOf, type HttpAnswer, type HttpCall, parseJson } from "../adapter/http.ts";
import { startDeadline } from "../adapter/time-left.ts";
import type { ScimConfiguration } from "./configuration.ts";
import { listPages } from "./pages.ts";

/** A SCIM server, for one call of the port: all its requests share the deadline. */
export interface Api {
  /** The body of a success, and its version. `undefined` for 404; throws `ProviderError` for everything else. */
  find<T>(shape: Validator<T>, path: string, query?: Query): Promise<Found<T> | undefined>;
  /** All pages. Throws rather than return a part. `undefined`: the server refuses the query (400). */
  list<T extends { readonly id: string }>(
    shape: Validator<T>,
    path: string,
    query?: Query,
  ): Promise<T[] | undefined>;
  /** The answer, whatever its status. Sends `If-Match` where a version is given. */
  patch(path: string, operation: object, version?: string): Promise<HttpAnswer>;
  failure(answer: HttpAnswer): ProviderError;
  fail(code: ProviderErrorCode, detail: string): ProviderError;
  /** The seconds that are left. */
  left(): number;
}

export type Query = Readonly<Record<string, string>>;

export interface Found<T> {
  readonly value: T;
  /** RFC 7644, section 3.14: the ETag. */
  readonly version?: string;
}

/** A page of a hundred users, or a group of thousands. */
const MAX_BYTES = 16 * 1024 * 1024;

export const DEADLINE_SECONDS = 30;

/** The deadline runs from this call on. */
export function openApi({
  name,
  url,
  token,
  now,
  deadlineSeconds = DEADLINE_SECONDS,
}: ScimConfiguration): Api {
  const left = startDeadline(name, deadlineSeconds);
  const fail = (code: ProviderErrorCode, detail: string) => new ProviderError(name, code, new Error(detail));

  const send = async (
    method: HttpCall["method"],
    path: string,
    rest: Partial<HttpCall> = {},
    query: Query = {},
  ) => {
    const target = new URL(`${url.replace(/\/$/u, "")}${path}`);
    // Percent-encoded: some servers take "+" for a plus.
    target.search = Object.entries(query)
      .map((pair) => pair.map(encodeURIComponent).join("="))
      .join("&");
    const headers = { accept: "application/scim+json", authorization: `Bearer ${token}`, ...rest.headers };
    const options = { provider: name, deadlineSeconds: left(), maxBytes: MAX_BYTES };
    return callHttp({ ...rest, method, url: target, headers }, options);
  };

  /** 501 is the answer to what the server does not implement (RFC 7644, section 3.12): no retry helps. */
  const failure = (answer: HttpAnswer): ProviderError =>
    answer.status === 501 ? fail("REFUSED", "HTTP 501") : failureOf(name, answer, now());

  function parse<T>(shape: Validator<T>, path: string, answer: HttpAnswer): T {
    if (answer.status !== 200) throw failure(answer);
    const value = parseJson(name, answer);
    if (!shape(value)) throw fail("UNEXPECTED", `GET ${path}: an answer of another form.`);
    return value;
  }

  return {
    left,
    fail,
    failure,
    async find(shape, path, query) {
      const answer = await send("GET", path, {}, query);
      if (answer.status === 404) return undefined;
      const version = answer.headers.get("etag");
      return { value: parse(shape, path, answer), ...(version !== null && { version }) };
    },
    list: (shape, path, query) =>
      listPages({
        fail,
        shape,
        async read(isPage, at) {
          const answer = await send("GET", path, {}, { ...query, ...at });
          return answer.status === 400 ? undefined : parse(isPage, path, answer);
        },
      }),
    patch: (path, operation, version) =>
      send("PATCH", path, {
        headers: {
          "content-type": "application/scim+json",
          ...(version !== undefined && { "if-match": version }),
        },
        body: JSON.stringify({
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [operation],
        }),
      }),
  };
}

/** The path of one resource by its id. Throws for an id that a URL would resolve to another place. */
export function pathOf(api: Pick<Api, "fail">, type: "Users" | "Groups", id: string): string {
  if (id === "." || id === "..") throw api.fail("UNEXPECTED", `${type}/${id} is no path.`);
  return `/${type}/${encodeURIComponent(id)}`;
}
