// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   NO7: What a log line holds leaves the server in a notice, or one fault that is logged each minute floods
//     a channel.

import { addMinutes } from "date-fns";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { raiseAlert } from "../../../src/core/ports/alert.ts";
import type { Log } from "../../../src/core/ports/log.ts";
import type { Notifier } from "../../../src/core/ports/notifier.ts";
import { githubComments } from "../../../src/notify/github-comments.ts";
import { createTold } from "../../../src/operations/announce.ts";
import { createAlertNotices, hearAlerts } from "../../../src/service/notices/alert-notices.ts";
import { createRecord, openChannel } from "../../support/builders/channels.ts";
import { START } from "../../support/builders/ledger.ts";
import { silent } from "../../support/builders/log.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A log whose alerts go to one channel; `sent`: the messages that arrived there. */
function createProcess() {
  const sent: string[] = [];
  let isFailing = false;
  let minutes = 0;
  const channel: Notifier = openChannel(
    {
      prepare: (message) => [
        {
          address: "",
          send: async () => {
            if (isFailing) throw new Error("away");
            sent.push(JSON.stringify(message));
          },
        },
      ],
    },
    createRecord(),
  );
  const lines: string[] = [];
  const write = (_: object, message: string): void => void lines.push(message);
  const log: Log = { ...silent, warn: write, error: write };
  const heard = hearAlerts(log);
  const tell = createAlertNotices(
    { told: createTold(1), now: () => addMinutes(START, minutes) },
    { each: (_, job) => void job([channel]).catch(() => undefined), once: () => undefined },
  );
  return {
    ...{ heard, sent, lines, tell },
    fail: (value: boolean): void => {
      isFailing = value;
    },
    pass: (by: number): void => {
      minutes += by;
    },
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

it("NO7: tells the code, the provider and the catalogue's words, and nothing else of the line", async () => {
  const { heard, sent, tell } = createProcess();
  heard.listen(tell);
  const err = new Error("password=hunter2hunter2 refused at 10.0.0.7");
  raiseAlert(
    heard.log,
    "REVOCATION_FAILED",
    { provider: "orders-db", principal: "alice", err },
    "not revoked",
  );
  await settle();
  expect(sent).toHaveLength(1);
  const [message = ""] = sent;
  expect(JSON.parse(message)).toMatchObject({
    kind: "alert",
    title: "Hallpass alert: REVOCATION_FAILED at orders-db",
    action: "Open on GitHub",
  });
  expect(message).toContain("The person still holds it.");
  expect(message).toContain("hallpass status");
  expect(message).not.toMatch(/hunter2|10\.0\.0\.7|alice|not revoked/u);
});

it("NO7: tells the same once a day, however often it is logged, and another provider's besides", async () => {
  const { heard, sent, lines, tell, pass } = createProcess();
  heard.listen(tell);
  for (let minute = 0; minute < 5; minute++) {
    raiseAlert(heard.log, "PROVIDER_SILENT", { provider: "orders-db" }, "silent");
    pass(1);
  }
  raiseAlert(heard.log, "PROVIDER_SILENT", { provider: "ldap" }, "silent");
  await settle();
  expect([lines.length, sent.length]).toEqual([6, 2]);
  pass(24 * 60);
  raiseAlert(heard.log, "PROVIDER_SILENT", { provider: "orders-db" }, "silent");
  await settle();
  expect(sent).toHaveLength(3);
});

it("NO7: tells at most a hundred a day", async () => {
  const { heard, sent, tell } = createProcess();
  heard.listen(tell);
  for (let index = 0; index < 150; index++)
    raiseAlert(heard.log, "PROVIDER_SILENT", { provider: `p${index}` }, "silent");
  await settle();
  expect(sent).toHaveLength(100);
});

it("tells nothing that is no alert, and no code that the catalogue lacks", async () => {
  const { heard, sent, lines, tell } = createProcess();
  heard.listen(tell);
  heard.log.error({ step: "review" }, "failed; retrying");
  heard.log.error({ alert: true, code: "NO_SUCH_CODE" }, "from another version");
  await settle();
  expect([lines.length, sent]).toEqual([2, []]);
});

it("tells also what was logged before anybody listened", async () => {
  const { heard, sent, tell } = createProcess();
  raiseAlert(heard.log, "CLOCK_WRONG", {}, "the clock");
  heard.listen(tell);
  await settle();
  expect(sent).toHaveLength(1);
});

it("tries again where the channel failed, and the line is written at once", async () => {
  const { heard, sent, lines, tell, fail } = createProcess();
  heard.listen(tell);
  fail(true);
  raiseAlert(heard.log, "CLOCK_WRONG", {}, "the clock");
  await settle();
  expect([lines, sent]).toEqual([["the clock"], []]);
  fail(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
});

it("never comments on GitHub", async () => {
  const written: string[] = [];
  const comments = githubComments({
    list: async () => [],
    listRecent: async () => [],
    listEach: async () => [],
    add: async (_, body) => void written.push(body),
    edit: async (_, _comment, body) => body,
  });
  await comments.notify(12, [{ kind: "alert", id: "a", pull: 12, code: "CLOCK_WRONG" }], true);
  expect(written).toEqual([]);
});
