import type { Validator } from "../../../core/document/lazy-validator.ts";
import type { ProviderError, ProviderErrorCode } from "../../adapter/error.ts";
import type { HttpAnswer, HttpCall } from "../../adapter/http.ts";
import type { GithubConfiguration } from "../configuration.ts";
import { type Request, type RequestOptions, startRequest } from "./request.ts";
import { createSignIn, findInstallation, type SignIn, signAs } from "./sign-in.ts";

/** GitHub's REST API with the adapter's credentials, for one call of the port: all its requests share the deadline. */
export interface Api {
  /** The body of a success. Throws `ProviderError` for everything else. */
  get<T>(shape: Validator<T>, path: string): Promise<T>;
  /** The same; `undefined` for 404. */
  find<T>(shape: Validator<T>, path: string): Promise<T | undefined>;
  /** All pages. Throws rather than return a part. */
  list<Item>(shape: Validator<readonly Item[]>, path: string): Promise<Item[]>;
  /** A change. Answers for success, and for 404 where `gone` says so; throws `ProviderError` otherwise. */
  send(method: HttpCall["method"], path: string, options?: Change): Promise<HttpAnswer>;
  parse: Request["parse"];
  /** Whether the credentials see every repository of the organisation, so that one they do not see is gone. */
  seesAll(): Promise<boolean>;
  /** The permissions of the App. Throws for a token. */
  readPermissions(): Promise<Readonly<Record<string, string>>>;
  fail(code: ProviderErrorCode, detail: string): ProviderError;
}

export interface Change {
  readonly body?: object;
  /** 404 is an answer too: there is nothing left to change. */
  readonly gone?: boolean;
}

/** More than any list that makes sense; a loop of links ends here. */
const MAX_PAGES = 1000;

/** Opens the API; each call of the result starts a deadline. */
export function createApi(
  configuration: GithubConfiguration,
  options: Omit<RequestOptions, "now">,
): () => Api {
  const signIn = createSignIn(configuration);
  return () => bind(configuration, startRequest({ ...options, now: configuration.now }), signIn);
}

function bind(configuration: GithubConfiguration, request: Request, signIn: SignIn): Api {
  async function ask(method: HttpCall["method"], path: string, body?: object): Promise<HttpAnswer> {
    const token = await signIn.token(request);
    const sending = { token, ...(body && { body }) };
    const answer = await request.send(method, path, sending);
    // Every call here may be repeated: a token that was revoked gets one successor.
    if (answer.status !== 401 || !signIn.forget(token)) return answer;
    return request.send(method, path, { ...sending, token: await signIn.token(request) });
  }

  async function list<Item>(shape: Validator<readonly Item[]>, path: string): Promise<Item[]> {
    const found: Item[] = [];
    let next: string | undefined = `${path}${path.includes("?") ? "&" : "?"}per_page=100`;
    for (let pages = 0; next !== undefined; pages++) {
      if (pages === MAX_PAGES) throw request.fail("UNEXPECTED", `${path} has over ${MAX_PAGES} pages.`);
      const answer: HttpAnswer = await ask("GET", next);
      found.push(...request.parse(shape, `GET ${path}`, answer));
      next = findNext(answer.headers, request.fail, configuration.apiUrl);
    }
    return found;
  }

  const readInstallation = () => findInstallation(configuration, signAs(configuration), request);

  return {
    list,
    parse: request.parse,
    fail: request.fail,
    get: async (shape, path) => request.parse(shape, `GET ${path}`, await ask("GET", path)),
    find: async (shape, path) => {
      const answer = await ask("GET", path);
      return answer.status === 404 ? undefined : request.parse(shape, `GET ${path}`, answer);
    },
    seesAll: async () =>
      configuration.credentials.kind === "app" && (await readInstallation()).repository_selection === "all",
    readPermissions: async () => (await readInstallation()).permissions,
    send: async (method, path, { body, gone = false } = {}) => {
      const answer = await ask(method, path, body);
      if ((answer.status >= 200 && answer.status <= 299) || (gone && answer.status === 404)) return answer;
      throw request.failure(`${method} ${path}`, answer);
    },
  };
}

/**
 * The path of the next page (RFC 8288). Only the path counts: behind a proxy the link names another host, and the credentials are not for it.
 * Without a slash before it, a path would become a part of the host's name: URLs of other schemes have such paths.
 */
function findNext(
  headers: Headers,
  fail: Api["fail"],
  apiUrl = "https://api.github.com",
): string | undefined {
  const [, link] = /<([^>]*)>;\s*rel="next"/u.exec(headers.get("link") ?? "") ?? [];
  if (link === undefined) return undefined;
  if (!URL.canParse(link, apiUrl)) throw fail("UNEXPECTED", "The link to the next page is no URL.");
  const { pathname, search } = new URL(link, apiUrl);
  const base = new URL(apiUrl).pathname.replace(/\/$/u, "");
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : pathname;
  if (!path.startsWith("/")) throw fail("UNEXPECTED", "The link to the next page has no path.");
  return `${path}${search}`;
}
