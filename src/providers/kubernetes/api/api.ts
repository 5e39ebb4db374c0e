import type { Validator } from "../../../core/document/lazy-validator.ts";
import { ProviderError, type ProviderErrorCode } from "../../adapter/error.ts";
import { callHttp, type HttpAnswer, type HttpCall, parseJson } from "../../adapter/http.ts";
import type { KubernetesConfiguration } from "../configuration.ts";
import { type Access, openAccess } from "./credentials.ts";
import { kubernetesFailure } from "./failure.ts";
import { type Binding, isBindingList } from "./shapes.ts";

/** The API server, for one call of the port: all its requests share the deadline. */
export interface Api {
  readonly token: string | undefined;
  /** The answer, whatever its status. Throws `ProviderError` where none came. */
  send(method: HttpCall["method"], path: string, body?: object): Promise<HttpAnswer>;
  /** The object; `undefined` for 404. Throws `ProviderError` for every other failure. */
  find<T>(shape: Validator<T>, path: string): Promise<T | undefined>;
  /** The body of a success. Throws `ProviderError` for everything else. */
  parse<T>(shape: Validator<T>, call: string, answer: HttpAnswer): T;
  /** All bindings of a collection. Throws rather than return a part. */
  list(path: string): Promise<Binding[]>;
  failure(call: string, answer: HttpAnswer): ProviderError;
  fail(code: ProviderErrorCode, detail: string): ProviderError;
}

/** A page of that many bindings is far below this. */
const PAGE = 250;
const MAX_BYTES = 32 * 1024 * 1024;
/** More pages than any list that makes sense; a loop of tokens ends here. */
const MAX_PAGES = 2000;
/** A list whose snapshot expires is begun again so often. */
const MAX_STARTS = 3;

export async function openApi(configuration: KubernetesConfiguration): Promise<Api> {
  const { name, server, deadlineSeconds = 15, now } = configuration;
  const endsAt = performance.now() + deadlineSeconds * 1000;
  const access = await openAccess(configuration);
  const fail = (code: ProviderErrorCode, detail: string) => new ProviderError(name, code, new Error(detail));
  const failure = (call: string, answer: HttpAnswer) => kubernetesFailure(name, call, answer, now());

  async function send(method: HttpCall["method"], path: string, body?: object): Promise<HttpAnswer> {
    const remaining = (endsAt - performance.now()) / 1000;
    if (remaining <= 0) throw fail("TIMEOUT", `No time is left for ${method} ${path}.`);
    const url = new URL(`${server.replace(/\/$/u, "")}${path}`);
    return callHttp(buildCall(method, url, access, body), {
      ...{ provider: name, deadlineSeconds: remaining, maxBytes: MAX_BYTES, fetch: access.fetch },
    });
  }

  function parse<T>(shape: Validator<T>, call: string, answer: HttpAnswer): T {
    if (answer.status < 200 || answer.status > 299) throw failure(call, answer);
    const value = parseJson(name, answer);
    if (!shape(value)) throw fail("UNEXPECTED", `${call}: an answer of another form.`);
    return value;
  }

  async function find<T>(shape: Validator<T>, path: string): Promise<T | undefined> {
    const answer = await send("GET", path);
    return answer.status === 404 ? undefined : parse(shape, `GET ${path}`, answer);
  }

  /** `undefined` where the snapshot expired midway. */
  async function listOnce(path: string): Promise<Binding[] | undefined> {
    const found: Binding[] = [];
    let token = "";
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const query = new URLSearchParams({ limit: String(PAGE), ...(token && { continue: token }) });
      const answer = await send("GET", `${path}?${query}`);
      if (answer.status === 410 && token !== "") return undefined;
      const { items, metadata } = parse(isBindingList, `GET ${path}`, answer);
      found.push(...items);
      token = metadata.continue ?? "";
      if (token === "") return found;
    }
    throw fail("UNEXPECTED", `${path} has over ${MAX_PAGES} pages.`);
  }

  /** "If the client needs a consistent list, it must restart their list without the continue field" (ListOptions, `continue`). */
  async function list(path: string): Promise<Binding[]> {
    for (let start = 0; start < MAX_STARTS; start++) {
      const found = await listOnce(path);
      if (found !== undefined) return found;
    }
    throw fail("BUSY", `The list of ${path} expired ${MAX_STARTS} times.`);
  }

  return { token: access.token, send, find, parse, list, failure, fail };
}

function buildCall(method: HttpCall["method"], url: URL, access: Access, body: object | undefined): HttpCall {
  const headers = { accept: "application/json", "user-agent": "hallpass", ...access.headers };
  if (body === undefined) return { method, url, headers };
  const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  return { method, url, headers: { ...headers, "content-type": type }, body: JSON.stringify(body) };
}
