import type { Validator } from "../../../core/document/lazy-validator.ts";
import { ProviderError, type ProviderErrorCode } from "../../adapter/error.ts";
import { callHttp, type HttpAnswer, type HttpCall, parseJson } from "../../adapter/http.ts";
import { startDeadline } from "../../adapter/time-left.ts";
import { DEADLINE_SECONDS, type OktaConfiguration } from "../configuration.ts";
import { oktaFailure } from "./failure.ts";
import { findNext } from "./links.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";

/** Okta's management API, for one call of the port: all its requests share the deadline. */
export interface Api {
  /** The body of a success; `undefined` for 404. Throws `ProviderError` for everything else. */
  find<T>(shape: Validator<T>, path: string): Promise<T | undefined>;
  /** All pages. Throws rather than return a part, also for 404. */
  list<T>(shape: Validator<readonly T[]>, path: string): Promise<T[]>;
  /** The same; `undefined` for 404. */
  findList<T>(shape: Validator<readonly T[]>, path: string): Promise<T[] | undefined>;
  /** At most so many entries. */
  listFirst<T>(shape: Validator<readonly T[]>, path: string, most: number): Promise<T[]>;
  /** A change: the answer, whatever its status. */
  send(method: HttpCall["method"], path: string, body?: object): Promise<HttpAnswer>;
  failure(call: string, answer: HttpAnswer): ProviderError;
  fail(code: ProviderErrorCode, detail: string): ProviderError;
}

/** A loop of links ends here. */
const MAX_PAGES = 1000;

const MAX_BYTES = 16 * 1024 * 1024;

/** Opens the API; each call of the result starts a deadline. */
export function createApi(configuration: OktaConfiguration): () => Api {
  const signIn = createSignIn(configuration);
  return () => bind(configuration, signIn);
}

function bind(
  { name, url, now, deadlineSeconds = DEADLINE_SECONDS }: OktaConfiguration,
  signIn: SignIn,
): Api {
  const left = startDeadline(name, deadlineSeconds);
  const fail = (code: ProviderErrorCode, detail: string) => new ProviderError(name, code, new Error(detail));
  const failure = (call: string, answer: HttpAnswer) => oktaFailure(name, call, answer, now());

  const call = (method: HttpCall["method"], path: string, headers: Record<string, string>, body?: string) =>
    callHttp(
      {
        method,
        url: new URL(path, url),
        headers: { accept: "application/json", ...headers },
        ...(body !== undefined && { body }),
      },
      { provider: name, deadlineSeconds: left(), maxBytes: MAX_BYTES },
    );
  const sendForm = (path: string, form: URLSearchParams) =>
    call("POST", path, { "content-type": "application/x-www-form-urlencoded" }, form.toString());

  async function send(method: HttpCall["method"], path: string, body?: object): Promise<HttpAnswer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      "user-agent": "hallpass",
      ...(text !== undefined && { "content-type": "application/json" }),
    };
    const authorization = await signIn.authorize(sendForm);
    const answer = await call(method, path, { ...headers, authorization }, text);
    // Every call here may be repeated: a token that was revoked gets one successor.
    if (answer.status !== 401 || !signIn.forget(authorization)) return answer;
    return call(method, path, { ...headers, authorization: await signIn.authorize(sendForm) }, text);
  }

  function parse<T>(shape: Validator<T>, path: string, answer: HttpAnswer): T {
    if (answer.status !== 200) throw failure(`GET ${path}`, answer);
    const value = parseJson(name, answer);
    if (!shape(value)) throw fail("UNEXPECTED", `GET ${path}: an answer of another form.`);
    return value;
  }

  async function findPages<T>(
    shape: Validator<readonly T[]>,
    path: string,
    most = Number.POSITIVE_INFINITY,
  ): Promise<T[] | undefined> {
    const found: T[] = [];
    const seen = new Set<string>();
    let next: string | undefined = path;
    while (next !== undefined && found.length < most) {
      if (seen.size === MAX_PAGES || seen.has(next))
        throw fail("UNEXPECTED", `GET ${path}: its pages do not end.`);
      seen.add(next);
      const answer: HttpAnswer = await send("GET", next);
      if (answer.status === 404) return undefined;
      found.push(...parse(shape, path, answer));
      next = findNext(answer.headers, new URL(path, url), fail);
    }
    return found.slice(0, most);
  }

  async function list<T>(
    shape: Validator<readonly T[]>,
    path: string,
    most = Number.POSITIVE_INFINITY,
  ): Promise<T[]> {
    const found = await findPages(shape, path, most);
    if (found === undefined) throw fail("UNKNOWN_ENTITLEMENT", `GET ${path}: 404`);
    return found;
  }

  return {
    send,
    fail,
    failure,
    list,
    listFirst: list,
    findList: findPages,
    async find(shape, path) {
      const answer = await send("GET", path);
      return answer.status === 404 ? undefined : parse(shape, path, answer);
    },
  };
}
