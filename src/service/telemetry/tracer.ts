import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { type Attributes, type KeyValue, type Resource, SCOPE, writeAttributes, writeTime } from "./otlp.ts";

/** A span as OTLP writes it. */
interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: KeyValue[];
  readonly status: { readonly code: number };
}

/** SpanKind and StatusCode of opentelemetry-proto. */
const KINDS = { internal: 1, client: 3 } as const;
const OK = 1;
const ERROR = 2;

export interface SpanStart {
  readonly name: string;
  readonly kind: keyof typeof KINDS;
  readonly attributes: Attributes;
  /** It begins a trace of its own, whatever started it: work of one step may be begun by another. */
  readonly isRoot?: true;
}

/** What is known at the end of a span. A message of an error may quote what a person wrote, so it is never part of it. */
export interface SpanEnd {
  readonly attributes?: Attributes;
  readonly isError: boolean;
}

/** Takes down what was done, and for how long. */
export interface Tracer {
  /** `describe` tells the end, by the answer or the error. The span adds nothing to either. */
  trace<T>(
    start: SpanStart,
    run: () => Promise<T>,
    describe?: (outcome: { readonly answer: T } | { readonly error: unknown }) => SpanEnd,
  ): Promise<T>;
  /** The spans that have ended since the last call, at most as many as fit a message. */
  take(): readonly Span[];
  /** Gives them back: they were not sent. */
  putBack(spans: readonly Span[]): void;
}

const MOST_KEPT = 4096;
const MOST_SENT = 512;

/** Of more spans than it keeps, the oldest are dropped. */
export function createTracer(clock: () => number): Tracer {
  const current = new AsyncLocalStorage<{ readonly traceId: string; readonly spanId: string }>();
  let ended: Span[] = [];
  const keep = (span: Span): void => {
    ended.push(span);
    if (ended.length > MOST_KEPT) ended.shift();
  };
  return {
    async trace({ name, kind, attributes, isRoot }, run, describe) {
      const parent = isRoot ? undefined : current.getStore();
      const ids = { traceId: parent?.traceId ?? newId(16), spanId: newId(8) };
      const startTimeUnixNano = writeTime(clock());
      const end = ({ attributes: more = {}, isError }: SpanEnd): void =>
        keep({
          ...{ ...ids, ...(parent && { parentSpanId: parent.spanId }), name, kind: KINDS[kind] },
          ...{ startTimeUnixNano, endTimeUnixNano: writeTime(clock()) },
          attributes: writeAttributes({ ...attributes, ...more }),
          status: { code: isError ? ERROR : OK },
        });
      try {
        const answer = await current.run(ids, run);
        end(describe?.({ answer }) ?? { isError: false });
        return answer;
      } catch (error) {
        end(describe?.({ error }) ?? { isError: true });
        throw error;
      }
    },
    take() {
      const spans = ended.slice(0, MOST_SENT);
      ended = ended.slice(MOST_SENT);
      return spans;
    },
    putBack(spans) {
      ended = [...spans, ...ended].slice(-MOST_KEPT);
    },
  };
}

const newId = (bytes: number): string => randomBytes(bytes).toString("hex");

/** An `ExportTraceServiceRequest`. */
export const writeSpans = (spans: readonly Span[], resource: Resource) => ({
  resourceSpans: [{ resource, scopeSpans: [{ scope: SCOPE, spans }] }],
});
