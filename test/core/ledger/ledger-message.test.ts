// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X9: A reason or a login is written as a line or a trailer of a ledger commit.

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { Granted, LedgerEntry, Revoked } from "../../../src/core/ledger/ledger-entry.ts";
import { describeRound } from "../../../src/core/ledger/ledger-message.ts";
import { at, intent, lease } from "../../git/fixture.ts";

const commit = "e".repeat(40);
const { principal, entitlement } = lease();
const granted = (overrides: Partial<Granted> = {}): Granted => ({
  kind: "granted",
  principal,
  entitlement,
  at: at("14:02:05"),
  until: at("16:02:00"),
  changed: true,
  ...overrides,
});
const revoked = (overrides: Partial<Revoked> = {}): Revoked => ({
  kind: "revoked",
  principal,
  entitlement,
  at: at("16:02:01"),
  because: "expiry",
  scheduled: at("16:02:00"),
  sessionsEnded: 1,
  ...overrides,
});

const tell = (entries: readonly LedgerEntry[], before: readonly LedgerEntry[] = []): string =>
  describeRound(entries, applyEntries(applyEntries(emptyLedger, before), entries), commit);

const subject = (message: string): string | undefined => message.split("\n")[0];

describe("the message of a round", () => {
  it("tells an intent, whom it is for, who approved, and what it was decided on", () => {
    expect(tell([intent()])).toBe(`intend: alice readonly on orders-db/orders until 11-20 16:02Z (#12)

intend to grant alice readonly on orders-db/orders until 2026-11-20 16:02Z (#12)

Hallpass-Default-Branch: ${commit}
Hallpass-Request: payments/2026-11-20-alice
Hallpass-Pull: #12
Hallpass-Subject: alice (1001)
Hallpass-Approved-By: carol (1003)
Hallpass-Until: 2026-11-20T16:02:00.000Z
`);
  });

  it("tells of an intent which policy was applied, its blob, and the commit of the rules", () => {
    const policy = { name: "orders-readonly", blob: "b".repeat(40), commit: "c".repeat(40) };
    const message = tell([intent({ policy })]);
    expect(message).toContain(
      `\nHallpass-Policy: orders-readonly (${policy.blob})\nHallpass-Rules: ${policy.commit}\n`,
    );
  });

  it.each([
    ["a grant", granted(), "grant alice readonly on orders-db/orders until 2026-11-20 16:02Z (#12)"],
    [
      "seconds",
      granted({ until: at("16:02:07") }),
      "grant alice readonly on orders-db/orders until 2026-11-20 16:02:07Z (#12)",
    ],
    [
      "what was held before and left",
      revoked({ left: true }),
      "leave alice readonly on orders-db/orders, ended 2026-11-20 16:02Z (#12)",
    ],
    ["a revocation", revoked(), "revoke alice readonly on orders-db/orders, ended 2026-11-20 16:02Z (#12)"],
  ])("tells %s", (_, entry, line) => {
    expect(tell([entry], [intent()]).split("\n")).toContain(line);
  });

  it.each([
    [
      "that fits is the whole line",
      granted(),
      "grant alice readonly on orders-db/orders until 2026-11-20 16:02Z (#12)",
    ],
    [
      "that does not has neither seconds nor the year",
      granted({ until: at("16:02:07") }),
      "grant alice readonly on orders-db/orders until 11-20 16:02Z (#12)",
    ],
    [
      "of a revocation, too",
      revoked(),
      "revoke alice readonly on orders-db/orders, ended 11-20 16:02Z (#12)",
    ],
  ])("a subject %s", (_, entry, line) => {
    expect(subject(tell([entry], [intent()]))).toBe(line);
  });

  it("a subject with the longest names is cut in these, and keeps the time and the number", () => {
    const long = "n".repeat(253);
    const named = intent({ principal: long, subject: { id: 1, login: long }, pull: 123_456 });
    expect(subject(tell([named]))).toBe(`intend: ${"n".repeat(33)}… until 11-20 16:02Z (#123456)`);
    const asked = {
      pull: 123_456,
      requester: { id: 1, login: long },
      head: "a".repeat(40),
      at: at("14:00:00"),
    };
    expect(subject(tell([{ kind: "asked", asked, at: asked.at }]))).toMatch(
      /^ask an unreadable request, by n{30}… \(#123456\)$/u,
    );
    const codes = Array.from({ length: 20 }, () => "DURATION_TOO_LONG");
    const refusal = { path: `access-requests/${long}`, blob: "b", codes, at: at("14:00:00") };
    expect([...(subject(tell([{ kind: "refused", refusal, at: refusal.at }])) ?? "")]).toHaveLength(71);
  });

  it("says when a revocation was due and when it came", () => {
    const message = tell([revoked()], [intent(), granted()]);
    expect(message).toContain(
      "Hallpass-Scheduled: 2026-11-20T16:02:00.000Z\nHallpass-Ended: 2026-11-20T16:02:01.000Z\n",
    );
  });

  it("names the account where it is not the login", () => {
    const other = intent({ principal: "alice_pg" });
    expect(tell([other])).toMatch(/^intend to grant alice \(alice_pg\) readonly/mu);
  });

  it("counts several entries and tells each on its own line", () => {
    const dave = intent({
      principal: "dave",
      subject: { id: 1004, login: "dave" },
      request: "payments/dave",
      pull: 13,
    });
    const message = tell(
      [granted(), granted({ principal: "dave" }), revoked({ at: at("16:03:00") })],
      [intent(), dave],
    );
    expect(message.split("\n").slice(0, 6)).toEqual([
      "grant 2, revoke 1",
      "",
      "grant alice readonly on orders-db/orders until 2026-11-20 16:02Z (#12)",
      "grant dave readonly on orders-db/orders until 2026-11-20 16:02Z (#13)",
      "revoke alice readonly on orders-db/orders, ended 2026-11-20 16:02Z (#12)",
      "",
    ]);
  });

  it("tells every lease that ends together, and none that ended before", () => {
    const later = intent({ request: "payments/later", pull: 14, endsAt: at("17:00:00") });
    const again = intent({
      request: "payments/again",
      pull: 20,
      startsAt: at("18:00:00"),
      endsAt: at("19:00:00"),
    });
    const first = [intent(), later, granted(), revoked({ at: at("17:00:01"), scheduled: at("17:00:00") })];
    expect(subject(tell(first.slice(3), first.slice(0, 3)))).toMatch(/\(#12, #14\)$/);
    const second = revoked({ at: at("19:00:01"), scheduled: at("19:00:00") });
    expect(subject(tell([second], [...first, again]))).toMatch(/\(#20\)$/);
  });

  it("throws for an outcome no lease explains", () => {
    expect(() => describeRound([granted()], emptyLedger, commit)).toThrow(/No lease explains/);
  });

  it("X9: has no line and no trailer that a value from outside made", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("a\n\nHallpass-Until: never", "a\r\nb", "\u2028x", "\u202Ex"),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (login, request, principal, role) => {
        const entry = intent({
          subject: { id: 1, login },
          request,
          principal,
          entitlement: { ...entitlement, role },
        });
        const lines = tell([entry]).split("\n");
        const begins = lines[2]?.startsWith("intend to grant") ? 4 : 2;
        expect([...(lines[0] ?? "")].length).toBeLessThan(72);
        expect(lines).toHaveLength(begins + 7);
        expect(
          lines
            .slice(begins, -1)
            .every((line) => /^Hallpass-[A-Z][A-Za-z-]+: [^\p{C}\p{Zl}\p{Zp}]*$/u.test(line)),
        ).toBe(true);
        expect(lines.filter((line) => line.startsWith("Hallpass-Until"))).toHaveLength(1);
      }),
    );
  });

  it("has trailers git reads as such", () => {
    const message = tell([intent({ subject: { id: 1, login: "x\n\nHallpass-Pull: #99" } })]);
    const trailers = execFileSync("git", ["interpret-trailers", "--parse"], { input: message }).toString();
    expect(trailers.match(/^Hallpass-Pull: .*/gm)).toEqual(["Hallpass-Pull: #12"]);
    expect(trailers.trim().split("\n")).toHaveLength(6);
  });
});
