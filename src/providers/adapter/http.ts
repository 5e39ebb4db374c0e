import { ProviderError, type ProviderErrorCode } from "./error.ts";

export interface HttpCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The part of `fetch` that a call needs. */
export type HttpFetch = (
  url: URL,
  init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
    readonly redirect: "manual";
    readonly signal: AbortSignal;
  },
) => Promise<Response>;

export interface HttpOptions {
  /** The provider's name, for errors. */
  readonly provider: string;
  readonly deadlineSeconds: number;
  /** Default one megabyte. */
  readonly maxBytes?: number;
  readonly fetch?: HttpFetch;
}

const MEGABYTE = 1024 * 1024;

/**
 * Calls an HTTP API and reads the whole answer, whatever its status. Follows no redirect: the credentials are for this host.
 * Throws `ProviderError`: `TIMEOUT` after the deadline, `UNREACHABLE` where no answer came, `UNEXPECTED` for a redirect, a
 * longer answer, one that is not UTF-8, or a web page that says 404: a proxy's word that a thing is gone would end access on paper only.
 */
export async function callHttp(
  { method, url, headers = {}, body }: HttpCall,
  { provider, deadlineSeconds, maxBytes = MEGABYTE, fetch = globalThis.fetch }: HttpOptions,
): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(Math.ceil(deadlineSeconds * 1000));
  const fail = (error: unknown): never => {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(provider, signal.aborted ? "TIMEOUT" : "UNREACHABLE", causeOf(error));
  };
  try {
    const response = await fetch(url, {
      ...{ method, headers: { ...headers }, redirect: "manual", signal },
      ...(body !== undefined && { body }),
    });
    if (response.status >= 300 && response.status < 400 && response.status !== 304)
      throw new ProviderError(provider, "UNEXPECTED", new Error(`Redirect: ${response.status}`));
    const text = await readText(response, provider, maxBytes);
    // The deadline cuts an answer whose end is that of its connection: what came until then is no whole one.
    signal.throwIfAborted();
    if (response.status === 404 && isWebPage(response.headers))
      throw new ProviderError(provider, "UNEXPECTED", new Error("404 from a web page, not from the API."));
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    return fail(error);
  }
}

const isWebPage = (headers: Headers): boolean => /^text\/html\b/iu.test(headers.get("content-type") ?? "");

/** What failed: fetch says "fetch failed" of everything, and has the reason in its cause. */
function causeOf(error: unknown): unknown {
  if (!(error instanceof TypeError) || !(error.cause instanceof Error)) return error;
  const { cause } = error;
  const code = "code" in cause ? String(cause.code) : cause.name;
  return cause.message === "" ? new Error(code, { cause }) : cause;
}

async function readText({ body }: Response, provider: string, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes)
      throw new ProviderError(provider, "UNEXPECTED", new Error(`Over ${maxBytes} bytes`));
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    throw new ProviderError(provider, "UNEXPECTED", error);
  }
}

/** Parses the JSON of an answer. Throws `ProviderError` (`UNEXPECTED`), which quotes none of it: JavaScript's own error does, and it may be a token. */
export function parseJson(provider: string, { text }: HttpAnswer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProviderError(provider, "UNEXPECTED", new Error("The answer is no JSON."));
  }
}

/** The usual meaning of a status that is not a success. An adapter that knows better about one of them looks at it first. */
export function failureOf(provider: string, answer: HttpAnswer, now: Date): ProviderError {
  const cause = new Error(`HTTP ${answer.status}`);
  return new ProviderError(provider, codeOf(answer.status), cause, retryAfterSeconds(answer.headers, now));
}

function codeOf(status: number): ProviderErrorCode {
  if (status === 401) return "LOGIN_REFUSED";
  if (status === 403) return "REFUSED";
  if (status === 408) return "TIMEOUT";
  if (status === 409 || status === 412 || status === 423) return "BUSY";
  if (status === 429) return "THROTTLED";
  return status >= 500 ? "UNREACHABLE" : "UNEXPECTED";
}

/** Seconds or a date: RFC 9110, section 10.2.3. 0 for none, or one that makes no sense. */
function retryAfterSeconds(headers: Headers, now: Date): number {
  const value = headers.get("retry-after") ?? "";
  if (/^\d{1,6}$/u.test(value)) return Number(value);
  const seconds = (Date.parse(value) - now.getTime()) / 1000;
  return seconds > 0 ? Math.ceil(seconds) : 0;
}
