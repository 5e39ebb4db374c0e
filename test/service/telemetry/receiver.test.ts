// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU6: The receiver of traces and metrics (OpenTelemetry) is read by strangers, hangs, or answers with a
//     redirect.

import { expect, it } from "vitest";
import { readReceiver } from "../../../src/service/telemetry/receiver.ts";

it("reads the address, and the headers that the receiver wants", () => {
  expect(readReceiver("http://collector:4318")).toEqual({
    endpoint: new URL("http://collector:4318"),
    headers: {},
  });
  const headers = "Authorization=Bearer%20abc%2C1, x-tenant = acme";
  const read = { authorization: "Bearer abc,1", "x-tenant": "acme" };
  expect(readReceiver("https://otlp.example.com/prefix", headers)).toMatchObject({ headers: read });
  expect(readReceiver("http://127.0.0.1:4318", headers)).toMatchObject({ headers: read });
});

it.each([
  ["collector:4318", undefined, "is no address of http or https"],
  ["unix:/run/otel.sock", undefined, "is no address of http or https"],
  ["https://user:hidden@collector", undefined, "is no address of http or https"],
  ["https://collector", "hidden", "cannot be read"],
  ["https://collector", "authorization=hidden%0d%0ax: y", "cannot be read"],
  ["https://collector", "authorization=hidden%zz", "cannot be read"],
  ["https://collector", "a=b,", "cannot be read"],
  ["http://collector:4318", "a=hidden", "would go over http to another machine"],
])("AU6: sends nothing where it cannot be sent safely, and quotes no secret: %s %s", (url, headers, why) => {
  const read = readReceiver(url, headers);
  expect(read).toEqual({ mistake: expect.stringContaining(why) });
  expect(JSON.stringify(read)).not.toContain("hidden");
});
