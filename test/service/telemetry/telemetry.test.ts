// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU6: The receiver of traces and metrics (OpenTelemetry) is read by strangers, hangs, or answers with a
//     redirect.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProviderError } from "../../../src/providers/adapter/error.ts";
import { memoryProvider } from "../../../src/providers/memory/provider.ts";
import { createMeter } from "../../../src/service/metrics/meter.ts";
import { writeTime } from "../../../src/service/telemetry/otlp.ts";
import { createTelemetry } from "../../../src/service/telemetry/telemetry.ts";
import { createListener } from "../../support/builders/log.ts";
import { decodeOtlp, receiveOtlp } from "../../support/otlp.ts";

let receiver: Awaited<ReturnType<typeof receiveOtlp>>;
beforeEach(async () => {
  receiver = await receiveOtlp();
});
afterEach(() => receiver.close());

function open() {
  const { log, lines } = createListener();
  const meter = createMeter();
  let now = 1_700_000_000_000;
  const clock = (): number => {
    now += 0.25;
    return now;
  };
  const telemetry = createTelemetry(meter, {
    ...{ endpoint: new URL(receiver.url), headers: { authorization: "Bearer secret-of-ours" } },
    ...{ log, service: "hallpass", clock },
  });
  return { meter, telemetry, lines };
}

const bodies = (path: string) => receiver.received.filter((each) => each.path === path);

interface SeenSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly status: { readonly code: number };
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

const spansOf = (body: string): SeenSpan[] => {
  decodeOtlp("/v1/traces", body);
  return JSON.parse(body).resourceSpans[0].scopeSpans[0].spans;
};

const attributesOf = ({ attributes }: SeenSpan) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

describe("traces", () => {
  it("have a trace for each step, with its calls to providers and to GitHub, by OTLP's own definitions", async () => {
    const { telemetry } = open();
    const provider = telemetry.measureProvider(memoryProvider({ name: "orders-db", resources: {} }));
    const github = telemetry.measureFetch(async () => new Response("", { status: 404 }));
    await telemetry.measureStep(
      "review",
      async () => {
        await provider.listGrants([]);
        await github("https://api.github.example/repos/acme/access", { method: "post" });
        // Begun by another step, it is a trace of its own.
        await telemetry.measureStep("reconcile", async () => undefined, "");
      },
      "12",
    );
    await telemetry.flush();
    const [message] = bodies("/v1/traces");
    const spans = spansOf(message?.body ?? "");
    const [list, call, round, step] = spans;
    expect(spans.map(({ name, kind, status }) => [name, kind, status.code])).toEqual([
      ["list orders-db", 3, 1],
      ["GitHub POST", 3, 2],
      ["reconcile", 1, 1],
      ["review", 1, 1],
    ]);
    const parents = [step?.spanId, step?.spanId, undefined, undefined];
    expect(spans.map(({ parentSpanId }) => parentSpanId)).toEqual(parents);
    expect([list?.traceId, call?.traceId]).toEqual([step?.traceId, step?.traceId]);
    expect(round?.traceId).not.toBe(step?.traceId);
    expect(spans.map(attributesOf)).toEqual([
      { "hallpass.provider": "orders-db", "hallpass.call": "list" },
      { "http.request.method": "POST", "http.response.status_code": "404" },
      { "hallpass.step": "reconcile" },
      { "hallpass.step": "review", "hallpass.number": "12" },
    ]);
    expect(BigInt(step?.endTimeUnixNano ?? 0)).toBeGreaterThan(BigInt(step?.startTimeUnixNano ?? 0));
    expect(message?.headers).toMatchObject({
      authorization: "Bearer secret-of-ours",
      "content-type": "application/json",
    });
  });

  it("AU6: hold codes of failures, and nothing that people or systems wrote", async () => {
    const { telemetry, lines } = open();
    const failing = telemetry.measureProvider({
      ...memoryProvider({ name: "orders-db", resources: {} }),
      listGrants: () => Promise.reject(new ProviderError("alice has the password hunter2", "TIMEOUT")),
    });
    const github = telemetry.measureFetch(() => Promise.reject(new Error("ghp_secret to hunter2")));
    const step = telemetry.measureStep(
      "end",
      async () => {
        await failing.listGrants([]).catch(() => undefined);
        await github("https://api.github.example/repos/acme/access/branches/alice-orders");
      },
      "alice/orders",
    );
    await expect(step).rejects.toThrow("ghp_secret");
    await telemetry.flush();
    const text = receiver.received.map(({ body }) => body).join();
    expect(spansOf(bodies("/v1/traces")[0]?.body ?? "").map(attributesOf)).toEqual([
      { "hallpass.provider": "orders-db", "hallpass.call": "list", "error.type": "TIMEOUT" },
      { "http.request.method": "GET", "error.type": "no answer" },
      { "hallpass.step": "end" },
    ]);
    for (const word of ["alice", "hunter2", "ghp_secret", "acme", "secret-of-ours"])
      expect(text).not.toContain(word);
    expect(lines).toEqual([]);
  });

  it("AU6: are sent again after an outage, which is logged once and names no header", async () => {
    const { telemetry, lines } = open();
    receiver.how.answer = (response) => response.writeHead(503).end();
    await telemetry.measureStep("end", async () => undefined, "");
    await telemetry.flush();
    await telemetry.flush();
    receiver.how.answer = (response) => response.end();
    await telemetry.flush();
    await telemetry.flush();
    expect(bodies("/v1/traces").map(({ body }) => spansOf(body).length)).toEqual([1, 1, 1]);
    expect(lines).toEqual([
      "warn: the OpenTelemetry receiver does not take what is sent",
      "info: the OpenTelemetry receiver takes it again",
    ]);
  });

  it("AU6: are dropped when the receiver wants none, and beyond four thousand the oldest", async () => {
    const { telemetry } = open();
    receiver.how.answer = (response) => response.writeHead(400).end();
    await telemetry.measureStep("end", async () => undefined, "");
    await telemetry.flush();
    await telemetry.flush();
    expect(bodies("/v1/traces")).toHaveLength(1);
    receiver.how.answer = (response) => response.end();
    for (let each = 0; each < 4200; each += 1) await telemetry.measureStep("end", async () => each, "");
    for (let each = 0; each < 10; each += 1) await telemetry.flush();
    const sent = bodies("/v1/traces")
      .slice(1)
      .map(({ body }) => JSON.parse(body).resourceSpans[0].scopeSpans[0].spans.length);
    expect(sent).toEqual(Array(8).fill(512));
  });

  it("AU6: follow no redirect, and delay neither a step nor the stop when nobody answers", async () => {
    const { telemetry } = open();
    receiver.how.answer = (response) => response.writeHead(307, { location: "/v1/elsewhere" }).end();
    await telemetry.measureStep("end", async () => undefined, "");
    await telemetry.flush();
    expect(bodies("/v1/elsewhere")).toEqual([]);
    receiver.how.answer = () => undefined;
    void telemetry.flush();
    expect(await telemetry.measureStep("end", async () => 7, "")).toBe(7);
    await telemetry.stop();
  });
});

describe("metrics", () => {
  it("are those of Prometheus, by OTLP's own definitions", async () => {
    const { meter, telemetry } = open();
    for (const run of [async () => 1, async () => 2]) await telemetry.measureStep("reconcile", run, "");
    meter.hearDelivery({ event: "push", status: 202 });
    await telemetry.flush();
    const body = bodies("/v1/metrics")[0]?.body ?? "";
    decodeOtlp("/v1/metrics", body);
    const { resource, scopeMetrics } = JSON.parse(body).resourceMetrics[0];
    expect(resource.attributes[0]).toEqual({ key: "service.name", value: { stringValue: "hallpass" } });
    const find = (name: string) =>
      scopeMetrics[0].metrics.find((each: { readonly name: string }) => each.name === name);
    expect(find("hallpass_webhook_deliveries_total").sum).toMatchObject({
      aggregationTemporality: 2,
      isMonotonic: true,
      dataPoints: [{ asDouble: 1 }],
    });
    const [point] = find("hallpass_step_duration_seconds").histogram.dataPoints;
    expect(point).toMatchObject({ count: "2", explicitBounds: expect.arrayContaining([0.05, 120]) });
    expect(point.bucketCounts).toEqual(["2", ...Array(point.explicitBounds.length).fill("0")]);
    expect(find("process_resident_memory_bytes").gauge.dataPoints).toHaveLength(1);
    // Every name of ours that Prometheus reads; some of Node's have no value at first.
    const { text } = await meter.render();
    const names = [...text.matchAll(/^(hallpass_\w+?)(?:_count)?(?:\{[^}]*\})? \S+$/gmu)].map(
      ([, name]) => name,
    );
    for (const name of names.filter((each = "") => !/_(?:bucket|sum)$/u.test(each)))
      expect(find(name ?? ""), name).toBeDefined();
    expect(names).toContain("hallpass_step_duration_seconds");
  });
});

it.each([
  [0, "0"],
  [1_700_000_000_000, "1700000000000000000"],
  [1_700_000_000_000.25, "1700000000000250000"],
])("a time of %d ms is written in nanoseconds", (ms, text) => {
  expect(writeTime(ms)).toBe(text);
});
