import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Disturbance } from "../../conformance.ts";
import { Fault, type Input, type Output } from "./fault.ts";

export interface Request {
  readonly service: "sso-admin" | "identitystore" | "scheduler" | "sts" | "cloudtrail";
  /** The access key that signed it. */
  readonly key: string;
  readonly operation: string;
  readonly input: Input;
}

export interface Server {
  readonly url: string;
  /** All requests so far, as `service:operation`. */
  readonly seen: string[];
  fail(isFailing: boolean): void;
  disturb(disturbance: Disturbance | undefined): void;
  /** The next answer to this operation is lost, after its effect. */
  lose(operation: string): void;
  close(): Promise<void>;
}

/** HTTP of the three services: AWS JSON 1.1 with the target in a header, REST JSON for the scheduler, Query for STS. */
export async function startServer(
  handle: (request: Request, isLate: boolean) => Output,
  lateMs: number,
): Promise<Server> {
  let isFailing = false;
  let now: Disturbance | undefined;
  let hasWritten = false;
  const lost = new Set<string>();
  const seen: string[] = [];

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await parse(message);
    if (request === undefined) return void response.writeHead(404).end();
    seen.push(`${request.service}:${request.operation}`);
    const send = (work: () => Output) => respond(response, request, work);
    const isWrite = /^(?:Create|Update|Delete)/u.test(request.operation);
    if (isFailing) return send(() => throwFault("InternalServerException", 500));
    if (now === "throttled") return send(() => throwFault("ThrottlingException", 400));
    if (now === "partial" && request.input.NextToken !== undefined)
      return send(() => throwFault("InternalServerException", 500));
    if (now === "slow" && isWrite) {
      // Too late: nobody hears whether it worked.
      setTimeout(() => attempt(() => handle(request, true)), lateMs);
      return;
    }
    const outcome = attempt(() => handle(request, false));
    hasWritten ||= isWrite;
    if ((now === "lost-answer" && hasWritten) || lost.delete(request.operation)) {
      message.socket.destroy();
      return;
    }
    if (now === "fails-after" && hasWritten) return send(() => throwFault("InternalServerException", 500));
    send(outcome);
  }

  const server = createServer((message, response) => {
    answer(message, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  // Node's own 5 s are about one deadline: the client would reuse a connection in the moment it is closed.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${isAddress(address) ? address.port : 0}`,
    seen,
    fail: (failing) => {
      isFailing = failing;
    },
    disturb: (disturbance) => {
      now = disturbance;
      hasWritten = false;
    },
    lose: (operation) => void lost.add(operation),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === "object" && address !== null;

/** Runs it now, and gives the outcome later. */
function attempt(work: () => Output): () => Output {
  try {
    const output = work();
    return () => output;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

const throwFault = (name: string, status: number): never => {
  throw new Fault(name, status);
};

const targets: Readonly<Record<string, Request["service"]>> = {
  SWBExternalService: "sso-admin",
  AWSIdentityStore: "identitystore",
  CloudTrail_20131101: "cloudtrail",
};

async function parse(message: IncomingMessage): Promise<Request | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const url = new URL(message.url ?? "/", "http://aws.example");
  const [operation = "", prefix = ""] = String(message.headers["x-amz-target"] ?? "")
    .split(".")
    .reverse();
  const key = /Credential=(?<key>[^/]+)/u.exec(message.headers.authorization ?? "")?.groups?.key ?? "";
  const service = Object.hasOwn(targets, prefix) ? targets[prefix] : undefined;
  if (service !== undefined) return { service, operation, key, input: JSON.parse(body) };
  if (url.pathname === "/") {
    const { Action = "", ...input } = Object.fromEntries(new URLSearchParams(body));
    return { service: "sts", operation: Action, key, input };
  }
  const [, kind = "", name = ""] = url.pathname.split("/");
  const input: Record<string, unknown> = body === "" ? {} : JSON.parse(body);
  if (name !== "") input.Name = decodeURIComponent(name);
  if (url.searchParams.has("groupName")) input.GroupName = url.searchParams.get("groupName");
  if (url.searchParams.has("clientToken")) input.ClientToken = url.searchParams.get("clientToken");
  const verbs: Readonly<Record<string, string>> = {
    POST: "Create",
    PUT: "Update",
    DELETE: "Delete",
    GET: "Get",
  };
  const what = kind === "schedules" ? "Schedule" : "ScheduleGroup";
  return { service: "scheduler", key, operation: `${verbs[message.method ?? ""] ?? ""}${what}`, input };
}

function respond(response: ServerResponse, { service }: Request, work: () => Output): void {
  try {
    const output = work();
    if (typeof output.xml === "string")
      response.writeHead(200, { "content-type": "text/xml" }).end(output.xml);
    else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(output));
  } catch (error) {
    const { name, status, fields } = error instanceof Fault ? error : new Fault(`Fake: ${error}`, 500);
    const text = { __type: name, Message: "said hunter2-of-aws", ...fields };
    const type = { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": name };
    if (service === "sts") {
      const xml = `<ErrorResponse><Error><Type>Sender</Type><Code>${name}</Code><Message>no</Message></Error></ErrorResponse>`;
      response.writeHead(status, { "content-type": "text/xml" }).end(xml);
    } else response.writeHead(status, type).end(JSON.stringify(text));
  }
}
