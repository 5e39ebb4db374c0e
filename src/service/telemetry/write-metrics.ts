import type { MetricObjectWithValues, MetricValue } from "prom-client";
import { type Attributes, type Resource, SCOPE, writeAttributes, writeTime } from "./otlp.ts";

export type Measured = MetricObjectWithValues<MetricValue<string>> | Histogramed;

/** Prom-client names the part of a histogram in `metricName`, which its types leave out. */
type Histogramed = MetricObjectWithValues<MetricValue<string> & { readonly metricName?: string }>;

type Value = Histogramed["values"][number];

/** AggregationTemporality of opentelemetry-proto: since the start of the process. */
const CUMULATIVE = 2;

/** An `ExportMetricsServiceRequest` of what Prometheus would read. Leaves out values that are no finite number. */
export function writeMetrics(
  metrics: readonly Histogramed[],
  resource: Resource,
  startedAt: number,
  now: number,
) {
  const times = { startTimeUnixNano: writeTime(startedAt), timeUnixNano: writeTime(now) };
  const written = metrics.flatMap((metric) => writeMetric(metric, times));
  return { resourceMetrics: [{ resource, scopeMetrics: [{ scope: SCOPE, metrics: written }] }] };
}

interface Times {
  readonly startTimeUnixNano: string;
  readonly timeUnixNano: string;
}

function writeMetric({ name, help, type, values }: Histogramed, times: Times): object[] {
  const about = { name, description: help };
  // The types say that it is a number; it is a word.
  const kind = String(type);
  if (kind === "histogram") {
    const dataPoints = writeHistogram(name, values, times);
    return dataPoints.length === 0
      ? []
      : [{ ...about, histogram: { dataPoints, aggregationTemporality: CUMULATIVE } }];
  }
  const dataPoints = values
    .filter(({ value }) => Number.isFinite(value))
    .map(({ labels, value }) => ({
      ...{ attributes: writeLabels(labels), ...times, asDouble: value },
    }));
  if (dataPoints.length === 0) return [];
  if (kind === "gauge") return [{ ...about, gauge: { dataPoints } }];
  if (kind !== "counter") return [];
  return [{ ...about, sum: { dataPoints, aggregationTemporality: CUMULATIVE, isMonotonic: true } }];
}

/** One point for each set of labels. Prometheus counts a value in all buckets that hold it; OTLP in the first alone. */
function writeHistogram(name: string, values: readonly Value[], times: Times): object[] {
  const points = new Map<string, { readonly labels: Attributes; buckets: Value[]; sum: number }>();
  for (const each of values) {
    const { le: _, ...labels } = each.labels;
    const key = JSON.stringify(Object.entries(labels).toSorted());
    const point = points.get(key) ?? { labels: ownLabels(labels), buckets: [], sum: 0 };
    points.set(key, point);
    if (each.metricName === `${name}_bucket`) point.buckets.push(each);
    if (each.metricName === `${name}_sum`) point.sum = each.value;
  }
  return [...points.values()].map(({ labels, buckets, sum }) => {
    const upTo = buckets.map(({ value }) => value);
    return {
      ...{ attributes: writeAttributes(labels), ...times, sum },
      count: String(upTo.at(-1) ?? 0),
      bucketCounts: upTo.map((value, index) => String(value - (upTo[index - 1] ?? 0))),
      // The last bucket has no bound.
      explicitBounds: buckets.map(({ labels }) => Number(labels.le)).filter(Number.isFinite),
    };
  });
}

const ownLabels = (labels: Value["labels"]): Attributes =>
  Object.fromEntries(
    Object.entries(labels).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );

const writeLabels = (labels: Value["labels"]) => writeAttributes(ownLabels(labels));
