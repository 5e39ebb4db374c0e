import type { Validator } from "../../../core/document/lazy-validator.ts";
import { ProviderError, type ProviderErrorCode } from "../../adapter/error.ts";
import { callHttp, type HttpAnswer, type HttpCall, parseJson } from "../../adapter/http.ts";
import { githubFailure } from "./failure.ts";

export interface Sending {
  readonly token: string;
  readonly body?: object;
}

/** Calls of GitHub's REST API that share a deadline. */
export interface Request {
  /** The answer, whatever its status. Throws `ProviderError` where none came. */
  send(method: HttpCall["method"], path: string, sending: Sending): Promise<HttpAnswer>;
  /** The body of a success. Throws `ProviderError` for everything else. */
  read<T>(shape: Validator<T>, method: HttpCall["method"], path: string, sending: Sending): Promise<T>;
  parse<T>(shape: Validator<T>, call: string, answer: HttpAnswer): T;
  failure(call: string, answer: HttpAnswer): ProviderError;
  fail(code: ProviderErrorCode, detail: string): ProviderError;
}

export interface RequestOptions {
  readonly provider: string;
  readonly apiUrl: string;
  readonly deadlineSeconds: number;
  readonly now: () => Date;
}

/** The adapter is written for this version ("API versions"). */
const API_VERSION = "2022-11-28";

/** A page of a hundred repositories is the longest answer. */
const MAX_BYTES = 8 * 1024 * 1024;

/** The deadline runs from this call on. */
export function startRequest({ provider, apiUrl, deadlineSeconds, now }: RequestOptions): Request {
  const endsAt = performance.now() + deadlineSeconds * 1000;
  const fail = (code: ProviderErrorCode, detail: string) =>
    new ProviderError(provider, code, new Error(detail));
  const failure = (call: string, answer: HttpAnswer) => githubFailure(provider, call, answer, now());

  async function send(
    method: HttpCall["method"],
    path: string,
    { token, body }: Sending,
  ): Promise<HttpAnswer> {
    const remaining = (endsAt - performance.now()) / 1000;
    if (remaining <= 0) throw fail("TIMEOUT", `No time is left for ${method} ${path}.`);
    const headers = {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "user-agent": "hallpass",
      "x-github-api-version": API_VERSION,
      ...(body && { "content-type": "application/json" }),
    };
    const call = { method, url: new URL(`${apiUrl.replace(/\/$/u, "")}${path}`), headers };
    return callHttp(body ? { ...call, body: JSON.stringify(body) } : call, {
      provider,
      deadlineSeconds: remaining,
      maxBytes: MAX_BYTES,
    });
  }

  function parse<T>(shape: Validator<T>, call: string, answer: HttpAnswer): T {
    if (answer.status < 200 || answer.status > 299) throw failure(call, answer);
    const value = parseJson(provider, answer);
    if (!shape(value)) throw fail("UNEXPECTED", `${call}: an answer of another form.`);
    return value;
  }

  return {
    send,
    parse,
    failure,
    fail,
    read: async (shape, method, path, sending) =>
      parse(shape, `${method} ${path}`, await send(method, path, sending)),
  };
}
