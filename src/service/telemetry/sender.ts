import type { Log } from "../../core/ports/log.ts";

export interface SenderOptions {
  /** The value of OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly endpoint: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly log: Log;
}

/** `lost`: the receiver did not take it, and would not take it later. */
export type Sent = "sent" | "later" | "lost";

const DEADLINE_MS = 10_000;
/** "Failures" of OTLP/HTTP: only these may be sent again. */
const RETRYABLE = [429, 502, 503, 504];

/**
 * Posts OTLP in JSON to `v1/traces` or `v1/metrics` below the endpoint. Never rejects, follows no redirect, reads no answer. The log says when an outage
 * begins and when it is over: the host and the status, never the headers.
 */
export function createSender({ endpoint, headers, log }: SenderOptions) {
  let isFailing = false;
  const note = (failure: string | undefined): void => {
    const fields = { step: "telemetry", host: endpoint.host };
    if (failure !== undefined && !isFailing)
      log.warn({ ...fields, failure }, "the OpenTelemetry receiver does not take what is sent");
    if (failure === undefined && isFailing) log.info(fields, "the OpenTelemetry receiver takes it again");
    isFailing = failure !== undefined;
  };
  return async (signal: "traces" | "metrics", body: object): Promise<Sent> => {
    try {
      const response = await fetch(addressOf(endpoint, signal), {
        ...{ method: "POST", redirect: "error", body: JSON.stringify(body) },
        headers: { ...headers, "content-type": "application/json" },
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      await response.body?.cancel();
      note(response.ok ? undefined : String(response.status));
      if (response.ok) return "sent";
      return RETRYABLE.includes(response.status) ? "later" : "lost";
    } catch (error) {
      note(error instanceof Error ? error.name : "unknown");
      return "later";
    }
  };
}

/** "Endpoint URLs for OTLP/HTTP": relative to the base, whether or not that ends in a slash. */
function addressOf(endpoint: URL, signal: string): URL {
  const address = new URL(endpoint);
  address.pathname = `${address.pathname.replace(/\/+$/u, "")}/v1/${signal}`;
  return address;
}
