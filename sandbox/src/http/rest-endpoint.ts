import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Caller } from "../caller.ts";
import { DiffTooLarge } from "../git/diff.ts";
import { GitError } from "../git/run.ts";
import type { State } from "../state.ts";
import { HttpError } from "./error.ts";
import { parseFields } from "./fields.ts";
import type { Reply } from "./route.ts";
import type { FoundRoute } from "./router.ts";
import { writeJson } from "./write-json.ts";

/** An answer ready to be sent. */
export interface RestReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const json = { "content-type": "application/json; charset=utf-8" };

/** Runs one REST request and returns GitHub's answer, or 501 for an unsupported request. */
export async function serveRest(
  state: State,
  caller: Caller,
  found: FoundRoute | undefined,
  request: IncomingMessage,
  url: URL,
  body: Buffer,
): Promise<RestReply> {
  const method = request.method ?? "GET";
  if (found === undefined) throw unsupported(`${method} ${url.pathname}`);
  refuseMediaType(request.headers.accept);
  const asked = new Set(["page", "per_page"]);
  const reply = await found.route.reply({
    state,
    caller,
    url,
    path: found.path,
    query: (name) => {
      asked.add(name);
      return url.searchParams.get(name) ?? undefined;
    },
    body: parseFields(body),
  });
  if (method === "GET") refuseUnknownParameters(url, asked);
  return formatReply(method, request.headers["if-none-match"], reply);
}

const unsupported = (what: string): HttpError =>
  new HttpError(501, `${what} is not supported by the sandbox.`);

/** Refuses other media types, such as raw or diff. */
function refuseMediaType(accept: string | undefined): void {
  const [special] = /application\/vnd\.github\.(?:\w+\.)?(?:raw|diff|patch|html|text|full|object|sha)\b/.exec(
    accept ?? "",
  ) ?? [undefined];
  if (special !== undefined) throw unsupported(`The media type ${special}`);
}

/** Refuses unsupported filters: ignoring one would return a list that is too long and looks right. */
function refuseUnknownParameters(url: URL, asked: ReadonlySet<string>): void {
  const unknown = [...url.searchParams.keys()].filter((name) => !asked.has(name));
  if (unknown.length > 0) throw unsupported(`The parameter ${unknown.join(", ")} of GET ${url.pathname}`);
}

function formatReply(method: string, ifNoneMatch: string | undefined, reply: Reply): RestReply {
  if (reply.body === undefined) return { status: reply.status, headers: {}, text: "" };
  const text = writeJson(reply.body);
  const etag = `"${createHash("sha256").update(text).digest("hex")}"`;
  if (method === "GET" && matchesTag(ifNoneMatch, etag)) return { status: 304, headers: { etag }, text: "" };
  const link: Record<string, string> = reply.link === undefined ? {} : { link: reply.link };
  return { status: reply.status, headers: { ...json, etag, ...link }, text };
}

const matchesTag = (header: string | undefined, etag: string): boolean =>
  header?.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag) ?? false;

/** The answer to an error: GitHub's error shape, or 500 with the message for a defect of the sandbox. */
export function refusalOf(error: unknown): RestReply {
  const { status, message, errors, headers, documentation_url } =
    error instanceof HttpError ? error : toHttpError(error);
  return {
    status,
    headers: { ...json, ...headers },
    text: JSON.stringify({
      message,
      ...(errors === undefined ? {} : { errors }),
      documentation_url,
      status: String(status),
    }),
  };
}

const tooLarge = "Server Error: Sorry, this diff is taking too long to generate.";

function toHttpError(error: unknown): HttpError {
  if (error instanceof DiffTooLarge) return new HttpError(422, tooLarge, { cause: error });
  // git refused the caller's data: an impossible path or tree, or a missing object.
  if (error instanceof GitError) return new HttpError(422, error.message, { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  return new HttpError(500, `The sandbox failed: ${message}`, { cause: error });
}
