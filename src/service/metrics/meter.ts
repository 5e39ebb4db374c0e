import { collectDefaultMetrics, Registry } from "prom-client";
import type { Provider } from "../../core/ports/provider.ts";
import { type AccessMetrics, measureAccess } from "./access-metrics.ts";
import { type EventMetrics, measureEvents } from "./event-metrics.ts";
import { measureGitHub } from "./github-metrics.ts";
import { measureProviders } from "./provider-metrics.ts";

/** What the server counts and times. docs/metrics.md lists the names. */
export interface Meter extends AccessMetrics, EventMetrics {
  measureProvider(provider: Provider): Provider;
  measureFetch(inner: typeof fetch): typeof fetch;
  /** All of it, as prom-client keeps it. */
  readAll(): ReturnType<Registry["getMetricsAsJSON"]>;
  /** All of it in the text format of Prometheus, and its media type. */
  render(): Promise<{ readonly type: string; readonly text: string }>;
}

export function createMeter(): Meter {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    ...measureAccess(registry),
    ...measureEvents(registry),
    measureProvider: measureProviders(registry),
    measureFetch: measureGitHub(registry),
    readAll: () => registry.getMetricsAsJSON(),
    render: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
