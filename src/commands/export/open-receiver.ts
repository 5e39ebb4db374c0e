import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { toEcs } from "../../core/export/ecs.ts";
import type { ExportEvent } from "../../core/export/event.ts";
import { writeAsciiJson } from "../../core/export/json.ts";
import { toOcsf } from "../../core/export/ocsf.ts";
import { toSyslog } from "../../core/export/syslog.ts";
import { listNetworks } from "../../outbound/address.ts";
import type { Guard } from "../../outbound/guarded-connect.ts";
import { writeAttributes } from "../../service/telemetry/otlp.ts";
import { readHeaders } from "../../service/telemetry/receiver.ts";
import { writeLogs } from "../../service/telemetry/write-logs.ts";
import { UsageError } from "../runner/failure.ts";
import { type BodyName, bodies, otlpBody } from "./http-bodies.ts";
import { createHttpReceiver, type Send } from "./http-receiver.ts";
import { type Given, HEADERS } from "./options.ts";
import { createSyslogReceiver } from "./syslog-receiver.ts";

const FORMATS = ["ocsf", "ecs", "otlp"] as const;
export type Format = (typeof FORMATS)[number];

/** Throws `UsageError`. */
export function readFormat({ format = "ocsf" }: Given): Format {
  const found = FORMATS.find((each) => each === format);
  if (found !== undefined) return found;
  throw new UsageError(`--format ${format} is unknown. Give one of ${FORMATS.join(", ")}.`);
}

/** A document of one event. OTLP has a message for many, so its documents are those of a message with one. */
export const documenter = (format: Format, product: string): ((event: ExportEvent) => object) =>
  ({
    ocsf: (event: ExportEvent) => toOcsf(event, product),
    ecs: (event: ExportEvent) => toEcs(event, product),
    otlp: (event: ExportEvent) => writeLogs([event], describeSender(product)),
  })[format];

const describeSender = (product: string) => ({
  attributes: writeAttributes({ "service.name": "hallpass", "service.version": product }),
});

/** The address in `--to`, without what may be secret. Throws `UsageError`, which does not quote it. */
export function readAddress({ to }: Given): URL {
  if (to === undefined)
    throw new UsageError("Give the receiver with --to URL, or look first with --dry-run.");
  const url = URL.canParse(to) ? new URL(to) : undefined;
  if (url === undefined || !/^(?:https?|syslog\+(?:tls|tcp)):$/u.test(url.protocol) || url.hostname === "")
    throw new UsageError(
      "--to is no address of https, http, syslog+tls or syslog+tcp, such as https://logs.example/hallpass.",
    );
  if (url.username !== "" || url.password !== "")
    throw new UsageError(`--to has a user or a password in it. Give credentials in ${HEADERS}.`);
  return url;
}

/** Throws `UsageError` for options that cannot be used together, or files that cannot be read. */
export function openReceiver(given: Given, url: URL, format: Format, product: string): Send {
  const guard = readGuard(given);
  if (url.protocol.startsWith("syslog")) return openSyslog(given, url, guard, format, product);
  const headers = readOwnHeaders(url);
  if (format !== "otlp") return createHttpReceiver({ url, headers, guard, body: bodies[readBody(given)] });
  if (given.body !== undefined)
    throw new UsageError("--format otlp has a body of its own: leave out --body.");
  const body = otlpBody((events) => writeLogs(events, describeSender(product)));
  return createHttpReceiver({ url, headers, guard, body });
}

function readBody({ body = "lines" }: Given): BodyName {
  if (Object.hasOwn(bodies, body)) return body as BodyName;
  throw new UsageError(`--body ${body} is unknown. Give one of ${Object.keys(bodies).join(", ")}.`);
}

function openSyslog({ body }: Given, url: URL, guard: Guard, format: Format, product: string): Send {
  if (format === "otlp" || body !== undefined)
    throw new UsageError("Syslog takes --format ocsf or ecs, and no --body.");
  const sendMessages = createSyslogReceiver({ url, guard });
  const header = { host: hostname(), process: String(process.pid), product };
  return (events) =>
    sendMessages(events.map(({ event, document }) => toSyslog(event, writeAsciiJson(document), header)));
}

function readGuard(given: Given): Guard {
  const { network = [], ca, "client-cert": cert, "client-key": key } = given;
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError("--client-cert and --client-key go together: give both.");
  return {
    networks: readNetworks(network),
    ...(ca !== undefined && { ca: readText("--ca", ca) }),
    ...(cert !== undefined &&
      key !== undefined && {
        identity: { cert: readText("--client-cert", cert), key: readText("--client-key", key) },
      }),
  };
}

function readNetworks(networks: readonly string[]) {
  try {
    return listNetworks(networks);
  } catch (cause) {
    throw new UsageError(`--network ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function readText(option: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const why = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    throw new UsageError(`${option} ${path} cannot be read: ${why}.`, { cause });
  }
}

/** They are mostly a token. `createGuardedFetch` speaks http to this machine alone. */
function readOwnHeaders(url: URL): Readonly<Record<string, string>> {
  const text = process.env[HEADERS]?.trim() ?? "";
  if (text === "") return {};
  const headers = readHeaders(text);
  if (headers !== undefined) return headers;
  throw new UsageError(
    `${HEADERS} cannot be read, so nothing is sent to ${url.host}: write name=value,name=value, and values percent-encoded, such as authorization=Bearer%20….`,
  );
}
