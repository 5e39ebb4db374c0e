import type { SenderOptions } from "./sender.ts";

/** Where to send, or why it cannot be used: a text that quotes no secret. */
export type Receiver = Pick<SenderOptions, "endpoint" | "headers"> | { readonly mistake: string };

/**
 * Reads `OTEL_EXPORTER_OTLP_ENDPOINT` and `OTEL_EXPORTER_OTLP_HEADERS`: "OpenTelemetry Protocol Exporter" of the specification, which takes the format of
 * W3C Baggage for the headers. These variables are often set for a whole machine or cluster, for other programs, so a mistake in them stops nothing.
 */
export function readReceiver(url: string, headers?: string): Receiver {
  const endpoint = URL.canParse(url) ? new URL(url) : undefined;
  const isPlain =
    endpoint?.username === "" && endpoint.password === "" && endpoint.search === "" && endpoint.hash === "";
  if (!isPlain || !/^https?:$/u.test(endpoint.protocol)) return { mistake: BAD_URL };
  if (headers === undefined) return { endpoint, headers: {} };
  const read = readHeaders(headers);
  if (read === undefined) return { mistake: BAD_HEADERS };
  // They are mostly a token, which a plain connection shows to everyone on the way.
  const isHere = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/u.test(endpoint.hostname);
  return endpoint.protocol === "https:" || isHere ? { endpoint, headers: read } : { mistake: BARE };
}

const BAD_URL =
  "OTEL_EXPORTER_OTLP_ENDPOINT is no address of http or https without user, password, ? and #, so nothing is sent: write for example http://127.0.0.1:4318";
const BAD_HEADERS =
  "OTEL_EXPORTER_OTLP_HEADERS cannot be read, so nothing is sent: write name=value,name=value, and values percent-encoded, such as authorization=Bearer%20…";
const BARE =
  "OTEL_EXPORTER_OTLP_HEADERS would go over http to another machine, so nothing is sent: use https in OTEL_EXPORTER_OTLP_ENDPOINT, or send no headers";

/** `undefined`: they cannot be read. */
export function readHeaders(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = text.split(",").map((pair) => {
    const [, key, value = ""] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*([^\s]+)\s*$/u.exec(pair) ?? [];
    const decoded = decode(value);
    return key === undefined || decoded === undefined ? undefined : ([key.toLowerCase(), decoded] as const);
  });
  const read = pairs.filter((pair) => pair !== undefined);
  return read.length === pairs.length ? Object.fromEntries(read) : undefined;
}

function decode(value: string): string | undefined {
  try {
    const decoded = decodeURIComponent(value);
    return /^[\x20-\x7e]+$/u.test(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
}
