import { randomUUID } from "node:crypto";
import type { Meter } from "../metrics/meter.ts";
import { traceWith } from "./instrument.ts";
import { writeAttributes } from "./otlp.ts";
import { createSender, type SenderOptions } from "./sender.ts";
import { createTracer, writeSpans } from "./tracer.ts";
import { writeMetrics } from "./write-metrics.ts";

export interface TelemetryOptions extends SenderOptions {
  readonly service: string;
  /** Milliseconds since 1970, with fractions. */
  readonly clock: () => number;
}

export interface Telemetry extends Pick<Meter, "measureStep" | "measureProvider" | "measureFetch"> {
  /** Sends what there is now. Waits for an attempt that runs. Never rejects. */
  flush(): Promise<void>;
  /** Starts to send: spans every five seconds, metrics every minute. */
  start(): void;
  /** Stops, after one last attempt of a second at most: a restart waits for it. */
  stop(): Promise<void>;
}

const SPANS_MS = 5_000;
const METRICS_MS = 60_000;
const LAST_MS = 1_000;

/** Sends traces and metrics by OTLP/HTTP, beside everything else: nothing waits for it, and what it cannot send in time it drops. */
export function createTelemetry(meter: Meter, options: TelemetryOptions): Telemetry {
  const { service, clock } = options;
  const tracer = createTracer(clock);
  const send = createSender(options);
  const startedAt = clock();
  const resource = {
    attributes: writeAttributes({ "service.name": service, "service.instance.id": randomUUID() }),
  };
  const sendSpans = oneAtATime(async () => {
    const spans = tracer.take();
    if (spans.length > 0 && (await send("traces", writeSpans(spans, resource))) === "later")
      tracer.putBack(spans);
  });
  // Each message holds everything since the start, so a lost one is made good by the next.
  const sendMetrics = oneAtATime(async () => {
    await send("metrics", writeMetrics(await meter.readAll(), resource, startedAt, clock()));
  });
  const timers: NodeJS.Timeout[] = [];
  const flush = async (): Promise<void> => {
    await Promise.all([sendSpans(), sendMetrics()]);
  };
  return {
    ...traceWith(tracer, meter),
    flush,
    start() {
      timers.push(
        setInterval(() => void sendSpans(), SPANS_MS),
        setInterval(() => void sendMetrics(), METRICS_MS),
      );
      for (const timer of timers) timer.unref();
    },
    async stop() {
      for (const timer of timers.splice(0)) clearInterval(timer);
      const { promise: late, clear } = after(LAST_MS);
      await Promise.race([flush(), late]);
      clear();
    },
  };
}

function after(ms: number): { readonly promise: Promise<void>; readonly clear: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return { promise, clear: () => clearTimeout(timer) };
}

/** A call during a run gets that run. */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
}
