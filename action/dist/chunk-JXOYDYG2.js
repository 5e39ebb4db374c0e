import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";

// src/providers/adapter/http.ts
var MEGABYTE = 1024 * 1024;
async function callHttp({ method, url, headers = {}, body }, { provider, deadlineSeconds, maxBytes = MEGABYTE, fetch = globalThis.fetch }) {
  const signal = AbortSignal.timeout(Math.ceil(deadlineSeconds * 1e3));
  const fail = (error) => {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(provider, signal.aborted ? "TIMEOUT" : "UNREACHABLE", causeOf(error));
  };
  try {
    const response = await fetch(url, {
      ...{ method, headers: { ...headers }, redirect: "manual", signal },
      ...body !== void 0 && { body }
    });
    if (response.status >= 300 && response.status < 400 && response.status !== 304)
      throw new ProviderError(provider, "UNEXPECTED", new Error(`Redirect: ${response.status}`));
    const text = await readText(response, provider, maxBytes);
    signal.throwIfAborted();
    if (response.status === 404 && isWebPage(response.headers))
      throw new ProviderError(provider, "UNEXPECTED", new Error("404 from a web page, not from the API."));
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    return fail(error);
  }
}
var isWebPage = (headers) => /^text\/html\b/iu.test(headers.get("content-type") ?? "");
function causeOf(error) {
  if (!(error instanceof TypeError) || !(error.cause instanceof Error)) return error;
  const { cause } = error;
  const code = "code" in cause ? String(cause.code) : cause.name;
  return cause.message === "" ? new Error(code, { cause }) : cause;
}
async function readText({ body }, provider, maxBytes) {
  const chunks = [];
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
function parseJson(provider, { text }) {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProviderError(provider, "UNEXPECTED", new Error("The answer is no JSON."));
  }
}
function failureOf(provider, answer, now) {
  const cause = new Error(`HTTP ${answer.status}`);
  return new ProviderError(provider, codeOf(answer.status), cause, retryAfterSeconds(answer.headers, now));
}
function codeOf(status) {
  if (status === 401) return "LOGIN_REFUSED";
  if (status === 403) return "REFUSED";
  if (status === 408) return "TIMEOUT";
  if (status === 409 || status === 412 || status === 423) return "BUSY";
  if (status === 429) return "THROTTLED";
  return status >= 500 ? "UNREACHABLE" : "UNEXPECTED";
}
function retryAfterSeconds(headers, now) {
  const value = headers.get("retry-after") ?? "";
  if (/^\d{1,6}$/u.test(value)) return Number(value);
  const seconds = (Date.parse(value) - now.getTime()) / 1e3;
  return seconds > 0 ? Math.ceil(seconds) : 0;
}

export {
  callHttp,
  parseJson,
  failureOf
};
