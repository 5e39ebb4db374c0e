import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import protobuf from "protobufjs";
import { expect } from "vitest";

/** The published definitions of OpenTelemetry, as the package carries them. */
const PROTOS = join(dirname(createRequire(import.meta.url).resolve("@platformatic/promotel")), "..", "proto");

const root = new protobuf.Root();
root.resolvePath = (_origin, target) => join(PROTOS, target);
root.loadSync([
  "opentelemetry/proto/collector/trace/v1/trace_service.proto",
  "opentelemetry/proto/collector/metrics/v1/metrics_service.proto",
  "opentelemetry/proto/collector/logs/v1/logs_service.proto",
]);

const TYPES = {
  "/v1/traces": "opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest",
  "/v1/metrics": "opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest",
  "/v1/logs": "opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest",
};

/**
 * Reads OTLP in JSON by these definitions, over their binary form: a member that they do not know, or one of another type, does not come back the
 * same, and fails the test. Ids are hexadecimal in OTLP's JSON and bytes in the definitions.
 */
export function decodeOtlp(path: string, body: string): unknown {
  const name = Object.entries(TYPES).find(([each]) => each === path)?.[1];
  if (name === undefined) throw new Error(`OTLP has no address ${path}.`);
  const type = root.lookupType(name);
  const sent: unknown = JSON.parse(body, (key, value) =>
    /^(?:traceId|spanId|parentSpanId)$/u.test(key) ? readId(key, value) : value,
  );
  const bytes = type.encode(type.fromObject(Object(sent))).finish();
  const read: unknown = type.toObject(type.decode(bytes), { longs: String, enums: Number, bytes: String });
  expect(sort(read), "what the definitions read").toEqual(sort(sent));
  return read;
}

function readId(key: string, value: unknown): string {
  const length = key === "traceId" ? 32 : 16;
  if (typeof value === "string" && new RegExp(`^[0-9a-f]{${length}}$`, "u").test(value))
    return Buffer.from(value, "hex").toString("base64");
  throw new Error(`${key} is ${String(value)}.`);
}

/** By the names of members, without empty lists: binary has neither an order of members nor those. */
function sort(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sort);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => !(Array.isArray(each) && each.length === 0))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sort(each)]),
  );
}

export interface Received {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A receiver of OTLP on this machine. `how.answer` can be replaced. */
export async function receiveOtlp() {
  const received: Received[] = [];
  const how = { answer: (response: ServerResponse): void => void response.end("{}") };
  const server = createServer(async (request, response) => {
    received.push({ path: request.url ?? "", body: await text(request), headers: request.headers });
    how.answer(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    ...{ received, how, url: `http://127.0.0.1:${port}` },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
