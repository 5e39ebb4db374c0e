import type { ExportEvent } from "../../core/export/event.ts";
import { writeAsciiJson } from "../../core/export/json.ts";
import { ReceiverError } from "./receiver-error.ts";

/** An event, and its document in the chosen format. */
export interface Written {
  readonly event: ExportEvent;
  readonly document: object;
}

/** How a batch becomes the body of a request, and what an answer with a good status says besides. */
export interface Body {
  readonly type: string;
  write(events: readonly Written[]): string;
  /** Throws `ReceiverError` where not all of them were taken. Absent: the status says it. */
  judge?(answer: unknown, events: readonly Written[]): void;
}

const lines = (values: readonly object[]): string =>
  values.map((each) => `${writeAsciiJson(each)}\n`).join("");

/**
 * `_bulk` of Elasticsearch and OpenSearch: `create` with the event's id. A version conflict of that very id says that the document is there
 * already, and so counts as taken; no other 409 does. Answers are in the order of the actions.
 * https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk
 */
const elastic: Body = {
  type: "application/x-ndjson",
  write: (events) =>
    lines(events.flatMap(({ event, document }) => [{ create: { _id: event.id } }, document])),
  judge(answer, events) {
    const { errors, items } = Object(answer);
    if (typeof errors !== "boolean" || !Array.isArray(items) || items.length !== events.length)
      throw new ReceiverError("refused", "its answer is none of _bulk, or not about each document.");
    const statuses = items.map((item, index) => readStatus(Object(item).create, events[index]));
    const bad = statuses.filter((status) => status !== TAKEN);
    const [first] = bad;
    if (first === undefined) return;
    const isLater = bad.every((status) => status === 429 || Number(status) >= 500);
    throw new ReceiverError(
      isLater ? "later" : "refused",
      `it did not take ${bad.length} of ${items.length} documents: status ${Number(first)}.`,
    );
  },
};

const TAKEN = "taken";

function readStatus(answered: unknown, asked: Written | undefined): unknown {
  const { status, _id: id, error } = Object(answered);
  if (status === 200 || status === 201) return TAKEN;
  const isThere = Object(error).type === "version_conflict_engine_exception" && id === asked?.event.id;
  return status === 409 && isThere ? TAKEN : status;
}

/** The HTTP Event Collector: objects one after another. https://docs.splunk.com/Documentation/Splunk/latest/Data/FormateventsforHTTPEventCollector */
const splunk: Body = {
  type: "application/json",
  write: (events) =>
    lines(
      events.map(({ event, document }) => ({
        ...{ time: event.at.getTime() / 1000, source: "hallpass", sourcetype: "_json" },
        event: document,
      })),
    ),
};

/** "Partial success" of OTLP/HTTP: what was rejected must not be sent again, so somebody has to look. */
function judgeOtlp(answer: unknown): void {
  const { rejectedLogRecords = 0 } = Object(Object(answer).partialSuccess);
  if (Number(rejectedLogRecords) > 0)
    throw new ReceiverError("refused", `it rejected ${Number(rejectedLogRecords)} records.`);
}

/** `writeBatch`: all events as one message of OTLP. */
export const otlpBody = (writeBatch: (events: readonly ExportEvent[]) => object): Body => ({
  type: "application/json",
  write: (events) => writeAsciiJson(writeBatch(events.map(({ event }) => event))),
  judge: judgeOtlp,
});

export const bodies = {
  lines: {
    type: "application/x-ndjson",
    write: (events: readonly Written[]) => lines(events.map(({ document }) => document)),
  },
  array: {
    type: "application/json",
    write: (events: readonly Written[]) => writeAsciiJson(events.map(({ document }) => document)),
  },
  ...{ elastic, splunk },
} as const satisfies Readonly<Record<string, Body>>;

export type BodyName = keyof typeof bodies;
