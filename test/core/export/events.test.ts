// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   EX3: Names and reasons of people reach a system with other readers and other retention.
//   EX4: A path or a name in the ledger holds line breaks, escape sequences or syntax of syslog, to forge or
//     hide events at the receiver.

import { describe, expect, it } from "vitest";
import { ECS_VERSION, toEcs } from "../../../src/core/export/ecs.ts";
import { type ExportEvent, toEvents } from "../../../src/core/export/event.ts";
import { writeAsciiJson } from "../../../src/core/export/json.ts";
import { toOcsf } from "../../../src/core/export/ocsf.ts";
import { frameSyslog, toSyslog } from "../../../src/core/export/syslog.ts";
import type { EventKind } from "../../../src/core/export/tell.ts";
import { writeLogs } from "../../../src/service/telemetry/write-logs.ts";
import { at, granted } from "../../support/builders/ledger.ts";
import { decodeOtlp } from "../../support/otlp.ts";
import { entryOf, given, kinds } from "./entries.ts";
import { validateOcsf } from "./ocsf-schema.ts";

const sha = "f".repeat(40);
const changed = [...granted(given).holdings.values()];
const silent = { names: false, reasons: false };
const eventOf = (kind: EventKind, disclosure = silent): ExportEvent => {
  const [event] = toEvents({ sha, at: at(90), entries: [entryOf[kind]] }, changed, disclosure);
  if (event === undefined) throw new Error("No event.");
  return event;
};
const textOf = (kind: EventKind, disclosure = silent): string =>
  JSON.stringify([
    toOcsf(eventOf(kind, disclosure), "1.0"),
    toEcs(eventOf(kind, disclosure), "1.0"),
    writeLogs([eventOf(kind, disclosure)], { attributes: [] }),
  ]);

/** Types that ECS 9.4 allows for a category (event.category, "expected event types"). */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  iam: ["admin", "change", "creation", "deletion", "group", "info", "user"],
  configuration: ["access", "change", "creation", "deletion", "info"],
};

describe("events of the ledger", () => {
  it.each(kinds)("%s is valid in OCSF", (kind) => {
    const event = toOcsf(eventOf(kind), "1.0");
    expect([validateOcsf(event), validateOcsf.errors]).toEqual([true, null]);
    const { class_uid: uid, activity_id: activity, type_uid: type } = Object(event);
    expect(type).toBe(uid * 100 + activity);
  });

  it.each(kinds)("%s has the fields of ECS", (kind) => {
    const { ecs, event, "@timestamp": time } = Object(toEcs(eventOf(kind), "1.0"));
    expect([ecs.version, event.id, event.kind, time]).toEqual([
      ...[ECS_VERSION, `${sha}-0`, "event", entryOf[kind].at.toISOString()],
    ]);
    for (const type of event.type) expect(TYPES[event.category[0]]).toContain(type);
  });

  it.each(kinds)("%s is read by the definitions of OpenTelemetry", (kind) => {
    decodeOtlp("/v1/logs", JSON.stringify(writeLogs([eventOf(kind)], { attributes: [] })));
  });

  it("says who, what and until when, of a grant that names an account alone", () => {
    expect(toOcsf(eventOf("granted"), "1.0")).toMatchObject({
      ...{ class_uid: 3005, activity_id: 1, type_uid: 300_501, status: "Success" },
      metadata: { uid: `${sha}-0`, event_code: "granted" },
      user: { uid: "1001", name: "alice" },
      privileges: ["readonly"],
      resources: [{ uid: "orders-db/orders" }],
      unmapped: { hallpass: { until: "2026-11-20T14:01:00.000Z", subject_ids: [1001] } },
    });
  });

  it("makes a failed revocation a failure of high severity", () => {
    expect(toOcsf(eventOf("failed"), "1.0")).toMatchObject({ status_id: 2, severity_id: 4, activity_id: 2 });
    expect(toEcs(eventOf("failed"), "1.0")).toMatchObject({ event: { outcome: "failure" } });
  });

  it.each(kinds)("EX3: %s tells numbers and accounts, no login and no reason", (kind) => {
    expect(textOf(kind)).not.toMatch(/alice-login|carol-login|Stuck refunds/u);
  });

  it("tells logins and reasons where that was asked for, and masks secrets all the same", () => {
    const text = textOf("intent", { names: true, reasons: true });
    expect(text).toMatch(/alice-login/u);
    expect(text).toMatch(/carol-login/u);
    expect(text).toMatch(/Stuck refunds/u);
    expect(text).not.toMatch(/Zx81-Qw77-Lm03/u);
  });

  it("numbers the entries of a commit", () => {
    const entries = [entryOf.intent, entryOf.granted];
    expect(toEvents({ sha, at: at(0), entries }, [], silent).map(({ id }) => id)).toEqual([
      ...[`${sha}-0`, `${sha}-1`],
    ]);
  });
});

describe("syslog", () => {
  const header = { host: "ops 1\n<34>1", process: "7", product: '1"]\\2' };

  it("EX4: has header and structured data that no text of people can end", () => {
    const message = toSyslog(eventOf("granted"), '{"a":1}', header);
    expect(message).toBe(
      '<109>1 2026-11-20T14:00:01.000Z ops1<34>1 hallpass 7 granted [origin software="hallpass" swVersion="1\\"\\]\\\\2"] {"a":1}',
    );
  });

  it("EX4: is one line of ASCII, whatever an entry holds", () => {
    const json = writeAsciiJson({ path: 'a\n<1>1 \u202Eevil\u001B[2J"é\u{1F600}' });
    expect(json).toMatch(/^[\x20-\x7e]+$/u);
    expect(JSON.parse(json)).toEqual({ path: 'a\n<1>1 \u202Eevil\u001B[2J"é\u{1F600}' });
  });

  it("counts octets", () => {
    expect(frameSyslog("abc")).toBe("3 abc");
    expect(frameSyslog("é")).toBe("2 é");
  });
});
