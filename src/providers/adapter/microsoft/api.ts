import type { Validator } from "../../../core/document/lazy-validator.ts";
import { compileEntry } from "../entry-schema.ts";
import { ProviderError, type ProviderErrorCode } from "../error.ts";
import { callHttp, type HttpAnswer, type HttpCall, parseJson } from "../http.ts";
import { startDeadline } from "../time-left.ts";
import { readObjectId, readRoles } from "./claims.ts";
import { clouds } from "./clouds.ts";
import { isGone, microsoftFailure } from "./failure.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";
import type { Tenant } from "./tenant.ts";

export interface Call {
  /** The parts of the path as they are; they are encoded here. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
}

/** One API, for one call of the port: all its requests share the deadline. */
export interface Api {
  /** The object, or `undefined` where it is gone. Throws `ProviderError` for everything else. */
  find<T>(shape: Validator<T>, call: Call): Promise<T | undefined>;
  /** All pages of a list, or `undefined` where its owner is gone. Throws rather than return a part. */
  list<T>(shape: Validator<T>, call: Call): Promise<T[] | undefined>;
  /** At most so many entries. */
  listFirst<T>(shape: Validator<T>, call: Call, most: number): Promise<T[] | undefined>;
  /** The answer to a change, whatever its status. */
  send(method: HttpCall["method"], call: Call, body?: object): Promise<HttpAnswer>;
  parse<T>(shape: Validator<T>, answer: HttpAnswer): T;
  failure(call: string, answer: HttpAnswer): ProviderError;
  fail(code: ProviderErrorCode, detail: string, retryAfterSeconds?: number): ProviderError;
  /** The application's permissions at this API, as its token says them; `undefined` where it is not readable. Microsoft promises its form to nobody. */
  readPermissions(): Promise<readonly string[] | undefined>;
  /** The application's own object id, as its token says it. */
  readOwnId(): Promise<string | undefined>;
  /** Waits a moment before another look. Throws `ProviderError` (`TIMEOUT`) when the deadline is over. */
  pause(): Promise<void>;
}

/** Microsoft Graph, and Azure Resource Manager. */
export interface Apis {
  readonly graph: Api;
  readonly management: Api;
}

const MAX_PAGES = 1000;
const MAX_BYTES = 16 * 1024 * 1024;
const POLL_MS = 1000;

/** The fields that name the next page: OData's, and Azure Resource Manager's. */
interface Page {
  readonly value: readonly unknown[];
  readonly "@odata.nextLink"?: string | null;
  readonly nextLink?: string | null;
}

const link = { type: ["string", "null"] } as const;
const isPage = compileEntry<Page>({
  type: "object",
  required: ["value"],
  properties: { value: { type: "array" }, "@odata.nextLink": link, nextLink: link },
});

/** Opens a tenant; each call of the result starts a deadline. */
export function createApis(tenant: Tenant): () => Apis {
  const signIn = createSignIn(tenant);
  const { graph, management } = clouds[tenant.cloud];
  return () => {
    const left = startDeadline(tenant.name, tenant.deadlineSeconds);
    return {
      graph: bind(tenant, signIn, left, new URL("v1.0/", graph)),
      management: bind(tenant, signIn, left, new URL(management)),
    };
  };
}

function bind(tenant: Tenant, signIn: SignIn, left: () => number, base: URL): Api {
  const { name, now, fetch, pollMs = POLL_MS } = tenant;
  const fail = (code: ProviderErrorCode, detail: string, retryAfterSeconds = 0) =>
    new ProviderError(name, code, new Error(detail), retryAfterSeconds);
  const failure = (call: string, answer: HttpAnswer) => microsoftFailure(name, call, answer, now());

  function request(
    method: HttpCall["method"],
    url: URL,
    authorization: string,
    body: string | undefined,
  ): Promise<HttpAnswer> {
    const headers = {
      ...{ accept: "application/json", "user-agent": "hallpass", authorization },
      ...(body !== undefined && { "content-type": "application/json" }),
    };
    return callHttp(
      { method, url, headers, ...(body !== undefined && { body }) },
      { provider: name, deadlineSeconds: left(), maxBytes: MAX_BYTES, ...(fetch && { fetch }) },
    );
  }

  /** Every request here may be repeated: a token that was revoked gets one successor. */
  async function authorized(method: HttpCall["method"], url: URL, body?: string): Promise<HttpAnswer> {
    const authorization = await signIn.authorize(base.origin, left());
    const answer = await request(method, url, authorization, body);
    if (answer.status !== 401) return answer;
    await signIn.forget(base.origin, authorization);
    return request(method, url, await signIn.authorize(base.origin, left()), body);
  }

  function parse<T>(shape: Validator<T>, answer: HttpAnswer): T {
    const value = parseJson(name, answer);
    if (shape(value)) return value;
    throw fail("UNEXPECTED", "An answer of another form.");
  }

  function read<T>(shape: Validator<T>, url: URL, answer: HttpAnswer): T {
    if (answer.status === 200) return parse(shape, answer);
    throw failure(`GET ${url.pathname}`, answer);
  }

  /** Throws for a link to another host: the token is for this one. */
  function findNext(page: Page): URL | undefined {
    const next = page["@odata.nextLink"] ?? page.nextLink ?? "";
    if (next === "") return undefined;
    const url = URL.canParse(next) ? new URL(next) : undefined;
    if (url?.origin === base.origin && url.username === "" && url.password === "") return url;
    throw fail("UNEXPECTED", "The next page is elsewhere.");
  }

  async function listFirst<T>(shape: Validator<T>, call: Call, most: number): Promise<T[] | undefined> {
    const found: T[] = [];
    const seen = new Set<string>();
    for (let next: URL | undefined = toUrl(base, call); next !== undefined && found.length < most; ) {
      if (seen.size === MAX_PAGES || seen.has(next.href)) throw fail("UNEXPECTED", "The pages do not end.");
      const answer = await authorized("GET", next);
      if (isGone(answer) && seen.size === 0) return undefined;
      seen.add(next.href);
      const page: Page = read(isPage, next, answer);
      for (const each of page.value)
        if (shape(each)) found.push(each);
        else throw fail("UNEXPECTED", "An entry of a list has another form.");
      next = findNext(page);
    }
    return found.slice(0, most);
  }

  return {
    ...{ fail, failure, parse, listFirst },
    list: (shape, call) => listFirst(shape, call, Number.POSITIVE_INFINITY),
    async find(shape, call) {
      const url = toUrl(base, call);
      const answer = await authorized("GET", url);
      return isGone(answer) ? undefined : read(shape, url, answer);
    },
    send: (method, call, body) =>
      authorized(method, toUrl(base, call), body === undefined ? undefined : JSON.stringify(body)),
    readPermissions: async () => readRoles(await signIn.authorize(base.origin, left())),
    readOwnId: async () => readObjectId(await signIn.authorize(base.origin, left())),
    async pause() {
      const wait = Math.min(pollMs, left() * 1000);
      await new Promise((resolve) => setTimeout(resolve, wait));
      left();
    },
  };
}

/** Throws `Error` for a part that a URL resolves to another place. No id is of that form, and a name that is has been looked at before. */
function toUrl(base: URL, { path, query = {} }: Call): URL {
  if (path.some((part) => /^\.{0,2}$/u.test(part))) throw new Error("A part of a path is empty, or dots.");
  const url = new URL(path.map(encodePart).join("/"), base);
  url.search = Object.entries(query)
    .map(([field, value]) => `${field}=${encodeURIComponent(value)}`)
    .join("&");
  return url;
}

/** `$ref` stays as it is: OData, Part 2, section 4.5. */
const encodePart = (part: string): string => encodeURIComponent(part).replaceAll("%24", "$");
