import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import { APP_EVENTS } from "../../core/files/app-manifest.ts";
import type { Log } from "../../core/ports/log.ts";

export interface EventMetrics {
  /** Times a step of the worker. `subject`: of what; it is no label. */
  measureStep<T>(step: string, run: () => Promise<T>, subject?: string): Promise<T>;
  hearDelivery(delivery: { readonly event: string; readonly status: number }): void;
  /** The same log; counts its alerts. */
  countAlerts(log: Log): Log;
}

export function measureEvents(registry: Registry): EventMetrics {
  const registers = [registry];
  const duration = new Histogram({
    name: "hallpass_step_duration_seconds",
    help: "Steps of the worker: reconcile is a round, end a revocation at one provider.",
    labelNames: ["step", "result"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
    registers,
  });
  const succeeded = new Gauge({
    name: "hallpass_step_last_success_timestamp_seconds",
    help: "When a step of the worker last succeeded. Reconcile does every minute.",
    labelNames: ["step"],
    registers,
  });
  const deliveries = new Counter({
    name: "hallpass_webhook_deliveries_total",
    help: "Webhook deliveries by event and status of the answer; other: no event of the App, or not signed.",
    labelNames: ["event", "status"],
    registers,
  });
  const alerts = new Counter({
    name: "hallpass_alerts_total",
    help: "Alerts in the log, by code.",
    labelNames: ["code"],
    registers,
  });

  return {
    async measureStep(step, run) {
      const stop = duration.startTimer({ step });
      try {
        const answer = await run();
        stop({ result: "ok" });
        succeeded.setToCurrentTime({ step });
        return answer;
      } catch (error) {
        stop({ result: "failed" });
        throw error;
      }
    },
    hearDelivery({ event, status }) {
      // A stranger may send any name, and each would be kept for ever.
      const known = status < 300 && isKnown(event);
      deliveries.inc({ event: known ? event : "other", status: String(status) });
    },
    countAlerts: (log) => {
      const counted =
        (write: Log["info"]): Log["info"] =>
        (fields, message) => {
          if (fields.alert === true) alerts.inc({ code: String(fields.code) });
          write(fields, message);
        };
      return { info: log.info, warn: counted(log.warn), error: counted(log.error) };
    },
  };
}

/** Those that every App receives, besides its own. */
const ALWAYS = ["installation", "installation_repositories", "ping", "repository_ruleset"];

const isKnown = (event: string): boolean => [...APP_EVENTS, ...ALWAYS].includes(event);
