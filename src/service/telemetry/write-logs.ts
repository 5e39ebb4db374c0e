import { nameAccess } from "../../core/export/ecs.ts";
import type { ExportEvent } from "../../core/export/event.ts";
import { type Attributes, type KeyValue, type Resource, SCOPE, writeAttributes, writeTime } from "./otlp.ts";

/** `SeverityNumber` of the logs data model. */
const SEVERITY = { info: 9, warn: 13, error: 17 } as const;

/** One `ExportLogsServiceRequest`. `log.record.uid` lets a receiver drop what it has already. */
export const writeLogs = (events: readonly ExportEvent[], resource: Resource): object => ({
  resourceLogs: [{ resource, scopeLogs: [{ scope: SCOPE, logRecords: events.map(writeRecord) }] }],
});

function writeRecord(event: ExportEvent): object {
  const severity = event.kind === "failed" ? "error" : event.isFailure ? "warn" : "info";
  return {
    timeUnixNano: writeTime(event.at.getTime()),
    observedTimeUnixNano: writeTime(event.recordedAt.getTime()),
    severityNumber: SEVERITY[severity],
    severityText: severity.toUpperCase(),
    body: { stringValue: event.message },
    attributes: listAttributes(event),
  };
}

function listAttributes(event: ExportEvent): KeyValue[] {
  const own = Object.entries({ ...event.facts, ...nameAccess(event) }).map(
    ([name, fact]): [string, string | number] => [
      `hallpass.${name}`,
      Number.isSafeInteger(fact) ? Number(fact) : String(fact),
    ],
  );
  const attributes: Attributes = {
    "event.name": `hallpass.${event.kind}`,
    "log.record.uid": event.id,
    ...(event.subject && { "user.id": String(event.subject.id) }),
    ...Object.fromEntries(own),
  };
  return writeAttributes(attributes);
}
