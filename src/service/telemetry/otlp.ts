/**
 * OTLP in JSON: "JSON Protobuf Encoding" of the OpenTelemetry Protocol specification 1.x. It names members in lowerCamelCase, writes 64-bit integers as
 * text, enumerations as numbers, and ids as hexadecimal text. The messages are those of opentelemetry-proto: `ExportTraceServiceRequest` and
 * `ExportMetricsServiceRequest`. The tests decode what is sent with these definitions.
 */
export interface KeyValue {
  readonly key: string;
  readonly value: { readonly stringValue: string } | { readonly intValue: string };
}

export type Attributes = Readonly<Record<string, string | number>>;

export const writeAttributes = (attributes: Attributes): KeyValue[] =>
  Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === "number" ? { intValue: String(value) } : { stringValue: value },
  }));

/** Milliseconds since 1970, as nanoseconds. A number cannot hold them. */
export const writeTime = (ms: number): string =>
  String(BigInt(Math.floor(ms)) * 1_000_000n + BigInt(Math.floor((ms % 1) * 1_000_000)));

/** Who sends it. */
export interface Resource {
  readonly attributes: KeyValue[];
}

export const SCOPE = { name: "hallpass" } as const;
