import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createNodeMiddleware, Probot, ProbotOctokit } from "probot";
import hallpass, { type Sink } from "../../app.ts";
import type { ServerConfig } from "../../configuration/config.ts";
import type { Log } from "../../core/ports/log.ts";
import { DEPLOYMENTS_PATH, type DeploymentWebhook, hearDeployment } from "./deployment-webhook.ts";
import { createSlots } from "./slots.ts";
import { type BodyFault, readBody } from "./webhook-body.ts";

export const WEBHOOKS_PATH = "/api/github/webhooks";
/** GitHub delivers payloads of at most 25 MB ("Webhook events and payloads"). */
export const MAX_BODY = 25 * 1024 * 1024;

/** Limits for senders before their signature is verified: at most `smallBodies × smallBytes + largeBodies × 25 MB` of memory. */
export interface ServerLimits {
  readonly connections: number;
  /** Most deliveries are under 100 kB. A larger body needs one of the few large places. */
  readonly smallBytes: number;
  readonly smallBodies: number;
  readonly largeBodies: number;
  /** The time until the end of the headers, and until the last byte of the body. */
  readonly headersMs: number;
  readonly requestMs: number;
}

const LIMITS: ServerLimits = {
  connections: 256,
  smallBytes: 256 * 1024,
  smallBodies: 64,
  largeBodies: 2,
  headersMs: 10_000,
  requestMs: 20_000,
};

interface ServerOptions {
  readonly limits?: ServerLimits;
  readonly log?: Log;
  /** Absent: Hallpass guards no deployments. */
  readonly deployments?: DeploymentWebhook | undefined;
  /** Gets each delivery of the webhook that was answered, also one that is not signed. */
  readonly onDelivery?: ((delivery: { readonly event: string; readonly status: number }) => void) | undefined;
}

/** The HTTP server: signed webhooks, `/health` (the process runs) and `/ready` (the first round is done). */
export async function createHttpServer(
  config: Pick<ServerConfig, "appId" | "privateKey" | "apiUrl" | "repositoryId"> & {
    readonly webhookSecret: string;
  },
  sink: Sink,
  isReady: () => boolean,
  { limits = LIMITS, log, deployments, onDelivery = () => undefined }: ServerOptions = {},
): Promise<Server> {
  const probot = new Probot({
    appId: config.appId,
    privateKey: config.privateKey,
    secret: config.webhookSecret,
    baseUrl: config.apiUrl,
    logLevel: "fatal",
    // Handlers only queue. Probot's own client is never used, but its throttling would start timers.
    Octokit: ProbotOctokit.defaults((options: object) => ({
      ...options,
      throttle: { enabled: false },
      retry: { enabled: false },
    })),
  });
  probot.onError((error) => {
    // Unsigned requests are not logged, so that strangers cannot fill the log.
    if (!isUnsigned(error))
      log?.error(
        { step: "webhook", delivery: error.event?.id, event: error.event?.name, err: error },
        "a webhook could not be handled",
      );
  });
  const webhooks = await createNodeMiddleware((app) => hallpass(app, sink, config, log), {
    probot,
    webhooksPath: WEBHOOKS_PATH,
  });
  const read = createBodyReader(limits);
  const server = createServer(timeLimits(limits), (request, response) => {
    const path = (request.url ?? "").split("?")[0];
    if (path === "/health") return answer(response, 200, "ok");
    if (path === "/ready")
      return isReady() ? answer(response, 200, "ready") : answer(response, 503, "starting");
    if (path === WEBHOOKS_PATH) {
      const event = String(request.headers["x-github-event"]);
      response.once("finish", () => onDelivery({ event, status: response.statusCode }));
      return void receive(webhooks, read, request, response);
    }
    if (path === DEPLOYMENTS_PATH && deployments !== undefined)
      return void receive(deploymentHandler(deployments), read, request, response);
    answer(response, 404, "not found");
  });
  const connections = createSlots(limits.connections);
  server.on("connection", (socket) => {
    socket.once(
      "close",
      connections.take(() => socket.destroy()),
    );
  });
  return server;
}

const timeLimits = ({ headersMs, requestMs }: ServerLimits) => ({
  headersTimeout: headersMs,
  requestTimeout: requestMs,
  connectionsCheckingInterval: Math.min(headersMs, 1000),
});

type BodyReader = (request: IncomingMessage) => ReturnType<typeof readBody>;

/** Reads bodies, each in a place of its own. A body that loses its place is cut off. */
function createBodyReader({ smallBytes, smallBodies, largeBodies }: ServerLimits): BodyReader {
  const small = createSlots(smallBodies);
  const large = createSlots(largeBodies);
  return async (request) => {
    const evict = (): void => void request.destroy(new Error("A newer delivery needs the place."));
    const places = [small.take(evict)];
    const onGrowth = (bytes: number): void => {
      if (bytes > smallBytes && places.length === 1) places.push(large.take(evict));
    };
    try {
      return await readBody(request, MAX_BODY, onGrowth);
    } finally {
      for (const leave of places) leave();
    }
  };
}

/** Handles a request whose body was read. */
type Handle = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

const deploymentHandler =
  (deployments: DeploymentWebhook): Handle =>
  (request, response) => {
    const status = hearDeployment(deployments, request, String(request.body));
    answer(response, status, status === 401 ? "not signed" : "heard");
  };

async function receive(
  webhooks: Handle,
  read: BodyReader,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    // Reject unsigned requests before reading the body.
    if (!hasSignature(request)) return refuse(request, response, 401, "not signed");
    if (Number(request.headers["content-length"] ?? 0) > MAX_BODY)
      return refuse(request, response, faults["too large"], "too large");
    const body = await read(request);
    if ("fault" in body) return refuse(request, response, faults[body.fault], body.fault);
    if (!isEvent(request) || !isObject(body.text)) return refuse(request, response, 400, "no event");
    // Probot takes a body that was already read from here.
    Object.assign(request, { body: body.text });
    await webhooks(request, response, () => answer(response, 404, "not found"));
  } catch {
    if (!response.headersSent) answer(response, 500, "failed");
  }
}

const isUnsigned = ({ errors }: AggregateError): boolean =>
  errors.some((error: unknown) => error instanceof Error && "status" in error && error.status === 400);

/** Probot finds handlers by this name in an object, where "error" names its error handlers. */
function isEvent({ headers }: IncomingMessage): boolean {
  const name = String(headers["x-github-event"]);
  return /^[a-z]+(?:_[a-z]+)*$/u.test(name) && name !== "error" && !(name in {});
}

/** GitHub sends this form alone. The content is verified with the signature. */
const isObject = (text: string): boolean => /^[ \t\r\n]*\{/u.test(text);

const faults: Readonly<Record<BodyFault, number>> = { "too large": 413, "not text": 400, "cut off": 400 };

const hasSignature = ({ headers }: IncomingMessage): boolean =>
  /^sha256=[0-9a-f]{64}$/u.test(String(headers["x-hub-signature-256"]));

/** Answers and closes the connection without reading the rest. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" })
    .end(`${text}\n`, () => request.destroy());
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}
