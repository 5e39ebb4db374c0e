import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Caller } from "../caller.ts";
import { GitError } from "../git/run.ts";
import type { State } from "../state.ts";
import { HttpError } from "./error.ts";
import { parseFields } from "./fields.ts";
import type { FoundRoute } from "./router.ts";

/** An answer ready to be written out. */
export interface RestReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Runs one REST request and puts the answer into GitHub's form. */
export async function serveRest(
  state: State,
  caller: Caller,
  found: FoundRoute | undefined,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<RestReply> {
  const method = request.method ?? "GET";
  if (found === undefined) {
    throw new HttpError(501, `${method} ${url.pathname} is not supported by the sandbox.`);
  }
  const reply = await found.route.reply({
    state,
    caller,
    url,
    path: found.path,
    query: (name) => url.searchParams.get(name) ?? undefined,
    body: parseFields(body),
  });
  if (reply.body === undefined) return { status: reply.status, headers: {}, text: "" };
  const text = JSON.stringify(reply.body);
  const etag = `"${createHash("sha256").update(text).digest("hex")}"`;
  const headers = {
    "content-type": "application/json; charset=utf-8",
    etag,
    ...(reply.link === undefined ? {} : { link: reply.link }),
  };
  const unchanged = method === "GET" && matchesTag(request.headers["if-none-match"], etag);
  return unchanged ? { status: 304, headers: { etag }, text: "" } : { status: reply.status, headers, text };
}

const matchesTag = (header: string | undefined, etag: string): boolean =>
  header?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag) ?? false;

/** The answer for something thrown: GitHub's error shape, and 500 with the message for our own mistakes. */
export function refusalOf(error: unknown): RestReply {
  const known = error instanceof HttpError ? error : toHttpError(error);
  const { status, message, errors, headers } = known;
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    text: JSON.stringify({
      message,
      ...(errors === undefined ? {} : { errors }),
      documentation_url: "https://docs.github.com/rest",
      status: String(status),
    }),
  };
}

function toHttpError(error: unknown): HttpError {
  // git refused what the caller sent: an impossible path or tree, an object that is not there.
  if (error instanceof GitError) return new HttpError(422, error.message, { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  return new HttpError(500, `The sandbox failed: ${message}`, { cause: error });
}
