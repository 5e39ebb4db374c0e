// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU5: A stranger reads the server's metrics.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { Log } from "../../../src/core/ports/log.ts";
import { ProviderError } from "../../../src/providers/adapter/error.ts";
import { memoryProvider } from "../../../src/providers/memory/provider.ts";
import { createMeter, type Meter } from "../../../src/service/metrics/meter.ts";
import { grantedEntry, intentEntry, lease } from "../../support/builders/ledger.ts";

const startsAt = new Date("2026-11-20T10:00:00Z");
const endsAt = new Date("2026-11-20T12:00:00Z");
const later = new Date("2026-11-20T12:01:30Z");

/** Lines of the samples, without help, by the beginning of their name. */
async function read(meter: Meter, prefix: string): Promise<string[]> {
  const { text } = await meter.render();
  return text.split("\n").filter((line) => line.startsWith(prefix));
}

const of = lease({ startsAt, endsAt });
const { principal, entitlement } = of;
const held = [intentEntry(of), grantedEntry(of, startsAt, endsAt)];

describe("metrics of access", () => {
  it("counts grants, revocations with their lag, failures and refusals, by provider", async () => {
    const meter = createMeter();
    const about = { principal, entitlement };
    meter.hearEntries([
      ...held,
      { kind: "failed", ...about, at: endsAt, code: "TIMEOUT" },
      { kind: "revoked", ...about, at: later, scheduled: endsAt, because: "expiry", sessionsEnded: 0 },
      { kind: "revoked", ...about, at: later, scheduled: startsAt, because: "by-hand", sessionsEnded: 0 },
    ]);
    const provider = `provider="${entitlement.provider}"`;
    expect(await read(meter, "hallpass_grants_total")).toEqual([`hallpass_grants_total{${provider}} 1`]);
    expect(await read(meter, "hallpass_revocations_total")).toEqual([
      `hallpass_revocations_total{${provider},because="expiry"} 1`,
      `hallpass_revocations_total{${provider},because="by-hand"} 1`,
    ]);
    expect(await read(meter, "hallpass_revocation_failures_total")).toEqual([
      `hallpass_revocation_failures_total{${provider},code="TIMEOUT"} 1`,
    ]);
    expect(await read(meter, "hallpass_revocation_lag_seconds_sum")).toEqual([
      `hallpass_revocation_lag_seconds_sum{${provider}} 90`,
    ]);
    expect(await read(meter, "hallpass_revocation_lag_seconds_count")).toEqual([
      `hallpass_revocation_lag_seconds_count{${provider}} 1`,
    ]);
  });

  it("shows what is held and overdue at the moment of the question, and nothing once it is over", async () => {
    const meter = createMeter();
    let now = startsAt;
    meter.watch({ listStops: () => ["NOT_ATTESTED"], countWaiting: () => 2, now: () => now });
    expect(await read(meter, "hallpass_access_")).toEqual([]);
    meter.hearState(applyEntries(emptyLedger, held));
    const provider = `provider="${entitlement.provider}"`;
    expect(await read(meter, "hallpass_access_")).toEqual([`hallpass_access_held{${provider}} 1`]);
    now = later;
    expect(await read(meter, "hallpass_access_overdue")).toEqual([
      `hallpass_access_overdue{${provider}} 1`,
      `hallpass_access_overdue_seconds{${provider}} 90`,
    ]);
    meter.hearState(emptyLedger);
    expect(await read(meter, "hallpass_access_overdue{")).toEqual([]);
    expect(await read(meter, "hallpass_requests_waiting")).toEqual(["hallpass_requests_waiting 2"]);
    expect(await read(meter, "hallpass_grants_stopped")).toEqual([
      'hallpass_grants_stopped{code="NOT_ATTESTED"} 1',
    ]);
  });

  it("AU5: names no person, resource or request", async () => {
    const meter = createMeter();
    meter.watch({ listStops: () => [], countWaiting: () => 0, now: () => later });
    meter.hearEntries(held);
    meter.hearState(applyEntries(emptyLedger, held));
    const { text } = await meter.render();
    for (const word of [principal, entitlement.resource, entitlement.role, of.request, of.reason])
      expect(text).not.toContain(`"${word}"`);
  });
});

describe("metrics of providers", () => {
  it("times each call, and says whether the provider answers", async () => {
    const meter = createMeter();
    let failure: Error | undefined;
    const memory = memoryProvider({ name: "m", resources: { orders: ["readonly"] } });
    const provider = meter.measureProvider({
      ...memory,
      listGrants: async (asked) => {
        if (failure !== undefined) throw failure;
        return memory.listGrants(asked);
      },
    });
    await provider.listGrants([]);
    expect(await read(meter, "hallpass_provider_up")).toEqual(['hallpass_provider_up{provider="m"} 1']);
    failure = new ProviderError("m", "TIMEOUT");
    await expect(provider.listGrants([])).rejects.toBe(failure);
    expect(await read(meter, "hallpass_provider_up")).toEqual(['hallpass_provider_up{provider="m"} 0']);
    failure = new ProviderError("m", "REFUSED");
    await expect(provider.listGrants([])).rejects.toBe(failure);
    expect(await read(meter, "hallpass_provider_up")).toEqual(['hallpass_provider_up{provider="m"} 1']);
    expect(await read(meter, "hallpass_provider_call_duration_seconds_count")).toEqual(
      ["ok", "TIMEOUT", "REFUSED"].map(
        (result) =>
          `hallpass_provider_call_duration_seconds_count{provider="m",call="list",result="${result}"} 1`,
      ),
    );
  });
});

describe("metrics of GitHub", () => {
  const answering =
    (headers: Record<string, string>): typeof fetch =>
    async () =>
      new Response("", { headers });

  it("keeps the budget that each answer tells, and counts calls without an answer", async () => {
    const meter = createMeter();
    const headers = { "x-ratelimit-remaining": "4990", "x-ratelimit-limit": "5000" };
    await meter.measureFetch(answering({ ...headers, "x-ratelimit-resource": "core" }))("http://a/");
    await meter.measureFetch(answering({}))("http://a/");
    const broken = meter.measureFetch(async () => {
      throw new Error("no answer");
    });
    await expect(broken("http://a/")).rejects.toThrow("no answer");
    expect(await read(meter, "hallpass_github_rate_limit_remaining")).toEqual([
      'hallpass_github_rate_limit_remaining{resource="core"} 4990',
    ]);
    expect(await read(meter, "hallpass_github_request_duration_seconds_count")).toEqual([
      'hallpass_github_request_duration_seconds_count{status="200"} 2',
      'hallpass_github_request_duration_seconds_count{status="none"} 1',
    ]);
  });
});

describe("metrics of events", () => {
  it("keeps no name that a stranger made up", async () => {
    const meter = createMeter();
    for (const [event, status] of [
      ["push", 202],
      ["push", 401],
      ["a_".repeat(99), 401],
      ["made_up", 200],
    ] as const)
      meter.hearDelivery({ event, status });
    expect(await read(meter, "hallpass_webhook_deliveries_total")).toEqual([
      'hallpass_webhook_deliveries_total{event="push",status="202"} 1',
      'hallpass_webhook_deliveries_total{event="other",status="401"} 2',
      'hallpass_webhook_deliveries_total{event="other",status="200"} 1',
    ]);
  });

  it("counts alerts by code, and writes every line as before", async () => {
    const meter = createMeter();
    const lines: string[] = [];
    const write: Log["info"] = (_, message) => void lines.push(message);
    const log = meter.countAlerts({ info: write, warn: write, error: write });
    log.info({}, "a");
    log.warn({ alert: true, code: "CLOCK_WRONG" }, "b");
    log.error({}, "c");
    expect(lines).toEqual(["a", "b", "c"]);
    expect(await read(meter, "hallpass_alerts_total")).toEqual([
      'hallpass_alerts_total{code="CLOCK_WRONG"} 1',
    ]);
  });

  it("times steps, and remembers when one last succeeded", async () => {
    const meter = createMeter();
    expect(await meter.measureStep("reconcile", async () => 7)).toBe(7);
    const failing = meter.measureStep("end", async () => Promise.reject(new Error("x")));
    await expect(failing).rejects.toThrow("x");
    expect(await read(meter, "hallpass_step_duration_seconds_count")).toEqual([
      'hallpass_step_duration_seconds_count{step="reconcile",result="ok"} 1',
      'hallpass_step_duration_seconds_count{step="end",result="failed"} 1',
    ]);
    const succeeded = await read(meter, "hallpass_step_last_success_timestamp_seconds");
    expect(succeeded).toHaveLength(1);
    expect(succeeded[0]).toContain('step="reconcile"');
  });
});

describe("docs/metrics.md and the alert rules", () => {
  const page = readFileSync("docs/metrics.md", "utf8");
  const rules = parse(readFileSync("deploy/prometheus/hallpass.rules.yaml", "utf8"));

  it("name exactly the metrics there are", async () => {
    const { text } = await createMeter().render();
    const names = [...text.matchAll(/^# TYPE (hallpass_\w+)/gmu)].map(([, name]) => name ?? "").sort();
    const rows = [...page.matchAll(/^\| `(hallpass_\w+)`/gmu)].map(([, name]) => name ?? "").sort();
    expect(rows).toEqual(names);
    const asked = JSON.stringify(rules).match(/hallpass_[a-z_]+/gu) ?? [];
    for (const name of asked) expect(names).toContain(name.replace(/_(?:bucket|sum|count)$/u, ""));
  });

  it("say of each alert what it means and what to do", () => {
    for (const { alert, annotations, labels } of rules.groups[0].rules) {
      expect(alert).toMatch(/^Hallpass[A-Z]\w+$/u);
      expect(annotations.summary).not.toBe("");
      expect(annotations.description).not.toBe("");
      expect(["page", "ticket"]).toContain(labels.severity);
    }
  });
});
