import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Log } from "../../core/ports/log.ts";
import type { AccessRequests } from "./access-requests.ts";
import { type Callbacks, createCallbacks } from "./callbacks/callbacks.ts";
import { openPendingCallbacks } from "./callbacks/pending.ts";
import { type CallbackTargets, readCallbackTargets } from "./callbacks/targets.ts";
import { createCallers } from "./callers.ts";
import type { AuthzenConfiguration } from "./contract/configuration.ts";
import type { DecisionPoint } from "./decision-point.ts";
import { createDenials, type Denials } from "./denials.ts";
import { type Asking, createEndpoint } from "./endpoint.ts";
import { createRequestsEndpoint, REQUEST_SCHEMA, REQUESTS } from "./requests-endpoint.ts";

const LIMITS = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 1_000 };
const MOST_CONNECTIONS = 256;

/** Where callers ask for people, and what they are told of the ends of that. */
export interface AskingOptions {
  readonly requests: AccessRequests;
  /** Keeps the callbacks across restarts. */
  readonly callbacksFile: string;
  readonly log: Log;
}

export interface Listening {
  readonly url: string;
  /** Tells callers of the tasks that have ended. Call it after each round. */
  callBackSoon(): void;
  close(): void;
}

/**
 * Listens for AuthZEN requests on an address of its own. Rejects with `Error` where a token is missing, a file of TLS cannot be read, or
 * nothing can listen there.
 */
export async function listenForAuthzen(
  configuration: AuthzenConfiguration,
  secrets: Readonly<Record<string, string | undefined>>,
  point: Pick<DecisionPoint, "read">,
  now: () => Date,
  options?: AskingOptions,
): Promise<Listening> {
  const { host = "127.0.0.1", port, tls } = configuration;
  const url = configuration.url?.replace(/\/+$/u, "");
  const recognise = createCallers(configuration, secrets);
  const targets = readCallbackTargets(configuration, secrets);
  const opened =
    url !== undefined && mayAnyAsk(configuration) && options
      ? await openAsking(url, targets, options, now)
      : undefined;
  const endpoint = createEndpoint({
    ...{ point, recognise, now },
    ...(url !== undefined && { url }),
    ...(opened && { asking: opened.asking }),
    ...(options && {
      onFailure: (err, request) =>
        options.log.error({ step: "authzen", request, err }, "a request of a caller failed"),
    }),
  });
  const server: Server = tls
    ? createTlsServer(
        { ...LIMITS, handshakeTimeout: 10_000, ...readTls(tls) },
        (...given) => void endpoint(...given),
      )
    : createServer(LIMITS, (...given) => void endpoint(...given));
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, host);
  await once(server, "listening");
  return {
    url: addressOf(server, tls === undefined ? "http" : "https", host),
    callBackSoon: () => opened?.callbacks.lookSoon(),
    close() {
      void opened?.callbacks.stop();
      server.close();
      server.closeAllConnections();
    },
  };
}

const mayAnyAsk = ({ callers }: AuthzenConfiguration): boolean =>
  callers.some(({ mayAsk }) => mayAsk === true);

async function openAsking(
  url: string,
  targets: CallbackTargets,
  { requests, callbacksFile, log }: AskingOptions,
  now: () => Date,
): Promise<{ readonly asking: Asking; readonly callbacks: Callbacks }> {
  const pending = await openPendingCallbacks(callbacksFile, (err) =>
    log.warn({ step: "callback", err }, "the callbacks cannot be read; their callers can poll"),
  );
  const callbacks = createCallbacks({
    ...{ targets, pending, now, log, listOpen: requests.listOpen },
    readStatus: (caller, task) => endpoint.readStatus(caller, task),
    addressOf: (task) => `${url}${REQUESTS}/${task}`,
  });
  const denials = createDenials();
  const endpoint = createRequestsEndpoint({ requests, denials, url, now, targets, callbacks });
  const describeRequest = describeWith(url, requests, denials, now);
  return { callbacks, asking: { endpoint, describeRequest } };
}

/** The members of a denial that a policy could help with. */
const describeWith =
  (url: string, requests: AccessRequests, denials: Denials, now: () => Date): Asking["describeRequest"] =>
  ({ name }, question) => {
    if (!requests.isOffered(question)) return {};
    const at = now();
    const { evaluation_id, expires_at, binding_token } = denials.bind(name, question, at);
    const access_request = {
      ...{ endpoint: `${url}${REQUESTS}`, expires_at, binding_token },
      request_schema_url: `${url}${REQUEST_SCHEMA}`,
    };
    return { evaluation_id, evaluated_at: at.toISOString(), access_request };
  };

function addressOf(server: Server, scheme: string, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : "";
  return `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function readTls({
  certificateFile,
  keyFile,
  clientAuthorityFile,
}: NonNullable<AuthzenConfiguration["tls"]>) {
  return {
    cert: readFileSync(certificateFile),
    key: readFileSync(keyFile),
    // A caller with a token shows no certificate: each request is judged by what it brings.
    ...(clientAuthorityFile !== undefined && {
      ca: readFileSync(clientAuthorityFile),
      requestCert: true,
      rejectUnauthorized: false,
    }),
  };
}
