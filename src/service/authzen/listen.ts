import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AccessRequests } from "./access-requests.ts";
import { createCallers } from "./callers.ts";
import type { AuthzenConfiguration } from "./configuration.ts";
import type { DecisionPoint } from "./decision-point.ts";
import { createDenials } from "./denials.ts";
import { type Asking, createEndpoint } from "./endpoint.ts";
import { createRequestsEndpoint, REQUEST_SCHEMA, REQUESTS } from "./requests-endpoint.ts";

const LIMITS = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 1_000 };
const MOST_CONNECTIONS = 256;

/**
 * Listens for AuthZEN requests on an address of its own. Rejects with `Error` where a token is missing, a file of TLS cannot be read, or
 * nothing can listen there.
 */
export async function listenForAuthzen(
  configuration: AuthzenConfiguration,
  secrets: Readonly<Record<string, string | undefined>>,
  point: Pick<DecisionPoint, "read">,
  now: () => Date,
  requests?: AccessRequests,
): Promise<{ readonly url: string; close(): void }> {
  const { host = "127.0.0.1", port, tls } = configuration;
  const url = configuration.url?.replace(/\/+$/u, "");
  const recognise = createCallers(configuration, secrets);
  const asking =
    url !== undefined && mayAnyAsk(configuration) && requests ? openAsking(url, requests, now) : undefined;
  const endpoint = createEndpoint({
    ...{ point, recognise, now },
    ...(url !== undefined && { url }),
    ...(asking && { asking }),
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
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const mayAnyAsk = ({ callers }: AuthzenConfiguration): boolean =>
  callers.some(({ mayAsk }) => mayAsk === true);

function openAsking(url: string, requests: AccessRequests, now: () => Date): Asking {
  const denials = createDenials();
  return {
    endpoint: createRequestsEndpoint({ requests, denials, url, now }),
    describeRequest({ name }, question) {
      if (!requests.isOffered(question)) return {};
      const at = now();
      const { evaluation_id, expires_at, binding_token } = denials.bind(name, question, at);
      const access_request = {
        ...{ endpoint: `${url}${REQUESTS}`, expires_at, binding_token },
        request_schema_url: `${url}${REQUEST_SCHEMA}`,
      };
      return { evaluation_id, evaluated_at: at.toISOString(), access_request };
    },
  };
}

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
