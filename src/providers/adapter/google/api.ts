import type { Validator } from "../../../core/document/lazy-validator.ts";
import { ProviderError, type ProviderErrorCode } from "../error.ts";
import { callHttp, type HttpAnswer, type HttpCall, type HttpFetch, parseJson } from "../http.ts";
import { startDeadline } from "../time-left.ts";
import { googleFailure, isGone } from "./failure.ts";
import {
  createGoogleSignIn,
  type GoogleSignIn,
  readOwnAddress,
  type Send,
  type SignInOptions,
} from "./sign-in.ts";

export interface GoogleOptions extends SignInOptions {
  readonly deadlineSeconds: number;
  readonly fetch?: HttpFetch;
}

/** Google's APIs, for one call of the port: all its requests share the deadline. */
export interface GoogleApi {
  /** Any call: the answer, whatever its status. */
  send(method: HttpCall["method"], url: URL, body?: object): Promise<HttpAnswer>;
  /** The body of a success; `undefined` where Google has no such thing. Throws `ProviderError` for everything else. */
  find<T>(shape: Validator<T>, url: URL): Promise<T | undefined>;
  /** The body of the answer to a call with a body. Throws `ProviderError` for everything but a success. */
  ask<T>(shape: Validator<T>, url: URL, body: object): Promise<T>;
  /** The body of an answer that is a success. Throws `ProviderError` for everything else. `call` is for the error. */
  read<T>(shape: Validator<T>, call: string, answer: HttpAnswer): T;
  /** The address of Hallpass's service account; `undefined` for a federation without one. */
  readOwnAddress(): Promise<string | undefined>;
  /** Waits, but not beyond the deadline. */
  pause(milliseconds: number): Promise<void>;
  /** The meaning of an answer that is no success. */
  failure(call: string, answer: HttpAnswer): ProviderError;
  fail(code: ProviderErrorCode, detail: string): ProviderError;
}

/** A policy has at most 1,500 principals; a page of log entries may be longer. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Opens Google's APIs; each call of the result starts a deadline. The calls share their token. */
export function createGoogleApi(options: GoogleOptions): () => GoogleApi {
  const signIn = createGoogleSignIn(options);
  return () => bind(options, signIn);
}

function bind(
  { provider, credentials, deadlineSeconds, fetch, now }: GoogleOptions,
  signIn: GoogleSignIn,
): GoogleApi {
  const left = startDeadline(provider, deadlineSeconds);
  const fail = (code: ProviderErrorCode, detail: string) =>
    new ProviderError(provider, code, new Error(detail));
  const failure = (call: string, answer: HttpAnswer) => googleFailure(provider, call, answer, now());

  const call: Send = ({ headers, ...rest }) =>
    callHttp(
      { ...rest, headers: { accept: "application/json", "user-agent": "hallpass", ...headers } },
      { provider, deadlineSeconds: left(), maxBytes: MAX_BYTES, ...(fetch && { fetch }) },
    );

  async function send(method: HttpCall["method"], url: URL, body?: object): Promise<HttpAnswer> {
    const asked = (token: string) =>
      call({
        ...{ method, url },
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    const token = await signIn.authorize(call);
    const answer = await asked(token);
    if (answer.status !== 401) return answer;
    // Nothing was done: a token that was revoked gets one successor.
    signIn.forget(token);
    return asked(await signIn.authorize(call));
  }

  function read<T>(shape: Validator<T>, what: string, answer: HttpAnswer): T {
    if (answer.status !== 200) throw failure(what, answer);
    const value = parseJson(provider, answer);
    if (!shape(value)) throw fail("UNEXPECTED", `${what}: an answer of another form.`);
    return value;
  }

  return {
    send,
    fail,
    failure,
    read,
    readOwnAddress: () => readOwnAddress(provider, credentials, call),
    async find(shape, url) {
      const answer = await send("GET", url);
      return isGone(answer) ? undefined : read(shape, `GET ${url.host}`, answer);
    },
    ask: async (shape, url, body) => read(shape, describe(url), await send("POST", url, body)),
    async pause(milliseconds) {
      if (milliseconds / 1000 > left()) throw fail("BUSY", "The deadline would pass during the next try.");
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
    },
  };
}

/** The host and the custom method: no name of a project or person. */
const describe = ({ host, pathname }: URL): string => `POST ${host} ${pathname.split(":").at(-1) ?? ""}`;
