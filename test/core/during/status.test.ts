import { expect, it } from "vitest";
import type { Lease } from "../../../src/core/access/lease.ts";
import { answerCommand } from "../../../src/core/during/command-answer.ts";
import { judgeStatus, phaseOf } from "../../../src/core/during/status.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import { describeAnswer } from "../../../src/report/answers.ts";
import { at, failedEntry, granted, intentEntry, lease, revoked } from "../../support/builders/ledger.ts";

const say = (state: LedgerState, seconds: number, { isOpen = false, waiting = "" } = {}): string => {
  const author = { id: 1009, login: "anybody" };
  const command = { kind: "status", pull: 12, isOpen, comment: 7, author, at: at(seconds) } as const;
  const answer = answerCommand(command, state, { now: at(seconds), ...(waiting !== "" && { waiting }) });
  return answer === undefined ? "" : describeAnswer(answer, 7);
};

const holds = "`readonly` on `orders-db/orders`";

it("says who holds what until when, and who approved", () => {
  const text = say(granted(lease()), 30);
  expect(text).toMatch(
    /^🔓 `alice` holds `readonly` on `orders-db\/orders` until \*\*2026-11-20 14:01:00Z\*\*\.\n\nApproved by \*\*carol\*\*\./u,
  );
});

it("says when it begins", () => {
  const planned = lease({ startsAt: at(600), endsAt: at(1200) });
  expect(say(applyEntries(emptyLedger, [intentEntry(planned, { at: at(0) })]), 30)).toMatch(
    /^🕒 `alice` gets .* at \*\*2026-11-20 14:10/u,
  );
});

it("says that it is on its way, and why it waits", () => {
  const state = applyEntries(emptyLedger, [intentEntry(lease())]);
  expect(say(state, 30)).toMatch(/^⏳ .*on its way/u);
  expect(say(emptyLedger, 30, { waiting: "orders-db is away." })).toContain("orders-db is away");
});

it("says that it ended, why, and by whom", () => {
  const by = { id: 1003, login: "carol" };
  const ended = { kind: "ended", request: "payments/a", because: "command", at: at(30), by } as const;
  const state = applyEntries(granted(lease()), [ended]);
  expect(say(revoked(state, lease(), at(31)), 50)).toMatch(
    /^🔒 .*14:00:30Z\*\* by \*\*carol\*\* \(ended by a comment\)/u,
  );
  expect(say(revoked(granted(lease()), lease(), at(61)), 90)).toContain("(its time was up)");
});

it("says that it is overdue, and with which failure", () => {
  const state = granted(lease());
  expect(say(state, 90)).toContain(`⚠️ \`alice\` **still holds** ${holds} past its end`);
  expect(say(applyEntries(state, [failedEntry(lease(), at(70))]), 90)).toContain("(`UNREACHABLE`)");
});

it("says what goes on with it", () => {
  const extension: Lease = lease({
    ...{ request: "payments/b", extends: "payments/a", pull: 13, startsAt: at(60), endsAt: at(120) },
  });
  expect(say(granted(lease(), extension), 30)).toContain(
    "#13 goes on with it until **2026-11-20 14:02:00Z**",
  );
});

it("says why a merged request was refused", () => {
  const refusal = {
    path: "access-requests/payments/a.yaml",
    blob: "b",
    pull: 12,
    codes: ["NOT_APPROVED"],
    at: at(1),
  };
  const state = applyEntries(emptyLedger, [{ kind: "refused", refusal, at: at(1) }]);
  expect(say(state, 90)).toMatch(/^⛔ Merged, but \*\*nothing was granted\*\*:.*`NOT_APPROVED`/su);
});

it("says where to look before the merge, and to wait after it", () => {
  expect(say(emptyLedger, 1, { isOpen: true })).toContain("The check `hallpass/decision` says");
  expect(say(emptyLedger, 1)).toContain("ask again in a minute");
});

it.each([
  ["open", emptyLedger, true],
  ["live", granted(lease()), false],
  ["over", revoked(granted(lease()), lease(), at(61)), false],
] as const)("help fits: %s", (phase, state, isOpen) => {
  const now = at(phase === "live" ? 30 : 90);
  expect(phaseOf(judgeStatus(state, { pull: 12, isOpen }, now))).toBe(phase);
  const text = describeAnswer({ kind: "help", phase }, 7);
  for (const name of ["extend 1h", "end", "check", "status", "help"])
    expect(text).toContain(`\`/hallpass ${name}\``);
  const first = { open: "check", live: "extend 1h", over: "status" }[phase];
  expect(text).toMatch(new RegExp(`\n\n- \`/hallpass ${first}\``, "u"));
});
