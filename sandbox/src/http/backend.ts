import type { IncomingHttpHeaders } from "node:http";
import { flush, packetOf } from "../git/pkt-line.ts";
import { remembered } from "../git/remembered.ts";
import { runGit, type Store } from "../git/run.ts";

/** One request of git's smart HTTP protocol. */
export interface GitRequest {
  readonly method: string;
  /** `info/refs`, `git-upload-pack` or `git-receive-pack`. */
  readonly service: string;
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface GitReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const services = ["git-upload-pack", "git-receive-pack"];

/** Lets git itself answer, like `git http-backend` (gitprotocol-http), for smart clients only, as GitHub does. */
export async function runBackend(store: Store, request: GitRequest): Promise<GitReply> {
  const { method, search, headers, body } = request;
  const protocol = String(headers["git-protocol"] ?? "");
  if (method === "GET" && request.service === "info/refs") {
    const service = new URLSearchParams(search).get("service") ?? "";
    if (!services.includes(service)) return refuse(403, "Please upgrade your git client.");
    return reply(`${service}-advertisement`, await greet(store, service, protocol));
  }
  if (method !== "POST" || !services.includes(request.service)) return refuse(404, "Not Found");
  const { service } = request;
  if (headers["content-type"] !== `application/x-${service}-request`)
    return refuse(415, "Unsupported Media Type");
  return reply(`${service}-result`, await serve(store, [service, "--stateless-rpc"], protocol, body));
}

/** The first answer to a client: the refs, or, in version 2, git's capabilities. */
async function greet(store: Store, service: string, protocol: string): Promise<Buffer> {
  if (service === "git-upload-pack" && /^(?:.*:)?version=2(?::.*)?$/.test(protocol))
    return greetVersion2(store);
  const refs = await advertise(store, service, protocol);
  return Buffer.concat([packetOf(`# service=${service}\n`), Buffer.from(flush), refs]);
}

const advertise = (store: Store, service: string, protocol: string): Promise<Buffer> =>
  serve(store, [service, "--http-backend-info-refs"], protocol);

/** The request names no ref and no object. */
const greetVersion2 = remembered((store: Store) => advertise(store, "git-upload-pack", "version=2"));

async function serve(
  store: Store,
  [service = "", ...args]: readonly string[],
  protocol: string,
  input: string | Buffer = "",
): Promise<Buffer> {
  const command = [service.replace(/^git-/, ""), ...args, "."];
  // git exits with an error after it has answered a client's forbidden request; the answer explains the error.
  return (await runGit(store, command, { input, allow: [1, 128], env: { GIT_PROTOCOL: protocol } })).stdout;
}

const reply = (kind: string, body: Buffer): GitReply => ({
  status: 200,
  headers: {
    "content-type": `application/x-${kind}`,
    expires: "Fri, 01 Jan 1980 00:00:00 GMT",
    pragma: "no-cache",
    "cache-control": "no-cache, max-age=0, must-revalidate",
  },
  body,
});

const refuse = (status: number, message: string): GitReply => ({
  status,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body: Buffer.from(message),
});
