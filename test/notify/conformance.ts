import { describe, expect, it } from "vitest";
import type { Entitlement } from "../../src/core/access/entitlement.ts";
import type { Person } from "../../src/core/access/lease.ts";
import type { ApprovalNotice, Notice } from "../../src/core/plan/notices.ts";
import type { Notifier } from "../../src/core/ports/notifier.ts";

const at = new Date("2026-11-20T14:00:00Z");
const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };

export const refusedNotice = (path: string): Notice => ({
  kind: "access",
  pull: 1,
  id: `refused ${path}`,
  entry: { kind: "refused", at, refusal: { path, blob: "b", pull: 1, codes: ["MERGED_TOO_LATE"], at } },
});
export const grantedNotice: Notice = {
  kind: "access",
  pull: 1,
  id: "granted alice",
  entry: { kind: "granted", principal: "alice", entitlement, at, until: at, changed: true },
};
export const waitingNotice: Notice = {
  kind: "waiting",
  pull: 1,
  id: "waiting a",
  because: "GitHub is away.",
};
export const overlapNotice: Notice = {
  ...{ kind: "overlap", pull: 1, id: "began a", change: "began", principal: "alice", entitlement },
  ...{ endsAt: at, until: at, others: [2] },
};

interface Asked {
  readonly head?: string;
  readonly reason?: string;
  readonly subject?: Person;
  readonly entitlements?: readonly Entitlement[];
}

export const approvalNotice = ({
  head = "a",
  reason = "Stuck refunds",
  subject = { id: 1001, login: "alice" },
  entitlements = [entitlement],
}: Asked = {}): ApprovalNotice => ({
  ...{ kind: "approval", pull: 1, id: `approval ${head}`, entitlements, durationMs: 7_200_000, reason },
  concerned: {
    subject,
    approvers: [
      { id: 1003, login: "carol" },
      { id: 1004, login: "dave" },
    ],
  },
});

const pending = {
  concerned: { subject: { id: 1001, login: "alice" }, approvers: [{ id: 1003, login: "carol" }] },
  entitlements: [entitlement],
  since: at,
};
export const reminderNotice: Notice = {
  ...{ kind: "reminder", pull: 1, id: "reminder a 1", ...pending },
  expiresAt: new Date("2026-11-23T14:00:00Z"),
};
export const expiredNotice: Notice = { kind: "expired", pull: 1, id: "expired a", ...pending };

export const endingNotice: Notice = {
  ...{
    kind: "ending",
    pull: 1,
    id: "ending a",
    concerned: { subject: { id: 1001, login: "alice" }, approvers: [] },
  },
  ...{ access: [{ principal: "alice", entitlement }], endsAt: at, extendBy: "1h" },
};

/** What the suite needs of a channel: the means to start it again, to break it, and to read what arrived. */
export interface NotifierFixture {
  /** The channel as a new process opens it. */
  open(): Notifier;
  /** The texts that arrived, oldest first. */
  sent(): readonly string[];
  /** Makes the channel's system fail from now on, or work again. */
  fail(isFailing: boolean): void;
  /** The channel finds after a restart what it has sent. One that does not sends a notice again: better twice than never. */
  readonly remembers: boolean;
}

/** The behaviour that every channel owes (src/core/ports/notifier.ts). */
export function testNotifier(name: string, setUp: () => NotifierFixture): void {
  describe(name, () => {
    it.each([
      ["a grant", grantedNotice, /orders-db\/orders/u],
      ["a refusal", refusedNotice("a"), /MERGED_TOO_LATE/u],
      ["an overlap", overlapNotice, /#2|pull request 2/u],
      ["access that ends soon", endingNotice, /\/hallpass extend 1h/u],
      ["a request that waits", waitingNotice, /GitHub is away\./u],
    ])("tells of %s", async (_, notice, words) => {
      const { open, sent } = setUp();
      await open().notify(1, [notice], notice.kind === "waiting");
      expect(sent().join("\n")).toMatch(words);
    });

    it("tells of all notices of a call", async () => {
      const { open, sent } = setUp();
      await open().notify(1, [refusedNotice("a"), grantedNotice], false);
      expect(sent().join("\n")).toContain("MERGED_TOO_LATE");
      expect(sent().join("\n")).toContain("orders-db/orders");
    });

    it("sends again what may have been sent only where it cannot tell", async () => {
      const { open, sent, remembers } = setUp();
      await open().notify(1, [grantedNotice], false);
      const count = sent().length;
      await open().notify(1, [grantedNotice], true);
      expect(sent().length).toBe(remembers ? count : 2 * count);
    });

    it("sends what is missing beside what was sent", async () => {
      const { open, sent } = setUp();
      await open().notify(1, [grantedNotice], false);
      await open().notify(1, [grantedNotice, refusedNotice("a")], true);
      expect(sent().join("\n")).toContain("MERGED_TOO_LATE");
    });

    it("throws when its system fails, and sends later", async () => {
      const { open, sent, fail, remembers } = setUp();
      const notifier = open();
      fail(true);
      await expect(notifier.notify(1, [grantedNotice], false)).rejects.toThrow();
      fail(false);
      await notifier.notify(1, [grantedNotice], true);
      const count = sent().length;
      expect(count).toBeGreaterThan(0);
      expect(sent().join("\n")).toContain("orders-db/orders");
      await notifier.notify(1, [grantedNotice], true);
      expect(sent()).toHaveLength(remembers ? count : 2 * count);
    });
  });
}
