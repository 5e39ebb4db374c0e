import { spawn } from "node:child_process";
import type { IncomingHttpHeaders } from "node:http";
import { gitEnvironment } from "../git/run.ts";

/** One request of git's smart HTTP protocol. */
export interface GitRequest {
  readonly method: string;
  /** `info/refs`, `git-upload-pack` or `git-receive-pack`. */
  readonly service: string;
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly user: string;
}

export interface GitReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Lets git itself answer, as a CGI child (`git http-backend`). */
export async function runBackend(directory: string, request: GitRequest): Promise<GitReply> {
  const child = spawn("git", ["http-backend"], { env: cgiEnvironment(directory, request), cwd: directory });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
  // git may answer without reading everything; its answer says why.
  child.stdin.on("error", () => {});
  child.stdin.end(request.body);
  await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return parseReply(Buffer.concat(output), Buffer.concat(complaints).toString("utf8"));
}

function cgiEnvironment(directory: string, request: GitRequest): Record<string, string> {
  const header = (name: string, variable: string): Record<string, string> => {
    const value = request.headers[name];
    return typeof value === "string" ? { [variable]: value } : {};
  };
  return {
    ...gitEnvironment(),
    GIT_PROJECT_ROOT: directory,
    GIT_HTTP_EXPORT_ALL: "1",
    GATEWAY_INTERFACE: "CGI/1.1",
    REQUEST_METHOD: request.method,
    PATH_INFO: `/${request.service}`,
    QUERY_STRING: request.search.replace(/^\?/, ""),
    CONTENT_LENGTH: String(request.body.length),
    REMOTE_USER: request.user,
    REMOTE_ADDR: "127.0.0.1",
    ...header("content-type", "CONTENT_TYPE"),
    ...header("git-protocol", "GIT_PROTOCOL"),
  };
}

function parseReply(output: Buffer, complaints: string): GitReply {
  const end = output.indexOf("\r\n\r\n");
  if (end === -1) throw new Error(`git http-backend gave no answer: ${complaints.trim()}`);
  const lines = output.toString("latin1", 0, end).split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const { status = "200", ...others } = headers;
  return { status: Number.parseInt(status, 10), headers: others, body: output.subarray(end + 4) };
}
