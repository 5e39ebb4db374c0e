import { expect, it } from "vitest";
import { clockPage } from "../src/web/clock-page.ts";

const now = new Date("2026-11-28T10:00:00.400Z");
const base = "/repos/acme/access";

const encode = (document: object) => ({
  content: Buffer.from(JSON.stringify(document)).toString("base64"),
});

const holding = (endsAt: string) => ({
  entitlement: { provider: "orders-db", resource: "orders", role: "readonly" },
  held: "yes",
  leases: [{ subject: { id: 1001, login: "al<i>ce" }, pull: 7, endsAt }],
});

/** A ledger with one lease that ends then, as GitHub's API shows it. */
function openPlace({ endsAt = "2026-11-28T10:30:00.000Z", machine = now, hasLedger = true } = {}) {
  const commit = {
    message: "grant alice readonly on orders-db/orders until 2026-11-28 10:30Z (#7)\n\nHallpass-Pull: #7\n",
    committer: { date: "2026-11-28T09:59:00Z" },
    tree: { sha: "t" },
  };
  const answers: Readonly<Record<string, unknown>> = {
    [`${base}/commits?sha=access-ledger&per_page=100`]: hasLedger ? [{ commit }] : undefined,
    [`${base}/git/trees/t?recursive=1`]: { tree: [{ type: "blob", path: "holdings/a.json", sha: "b" }] },
    [`${base}/git/blobs/b`]: encode(holding(endsAt)),
  };
  const done: (number | string)[] = [];
  const page = clockPage({
    repository: "acme/access",
    now: () => now,
    machineTime: () => machine,
    move: (seconds) => {
      if (!(seconds > 0)) throw new Error("The clock goes forward only.");
      done.push(seconds);
    },
    wake: () => void done.push("wake"),
    readAs: () => async (path) => answers[path],
  });
  return {
    done,
    show: async () => (await page.show("alice")).text,
    act: async (fields: Record<string, string>) => page.act?.("alice", new URLSearchParams(fields)),
  };
}

it("offers the end of each lease, and writes names as text", async () => {
  const text = await openPlace().show();
  expect(text).toContain('name="until" value="2026-11-28T10:30:00.000Z">To the end of al&lt;i&gt;ce');
  expect(text).toContain('href="/acme/access/pull/7"');
  expect(text).toContain("It is this machine’s.");
});

it("says how far ahead it is", async () => {
  const machine = new Date(now.getTime() - 4_200_000);
  expect(await openPlace({ machine }).show()).toContain("1 h 10 min ahead of this machine’s");
});

it("says what should be over and is not, and offers nothing for it", async () => {
  const text = await openPlace({ endsAt: "2026-11-28T09:58:00.000Z" }).show();
  expect(text).toContain("overdue");
  expect(text).not.toContain('name="until"');
});

it("shows its buttons where there is no ledger, or it is hidden", async () => {
  const text = await openPlace({ hasLedger: false }).show();
  expect(text).toContain("+10 minutes");
  expect(text).toContain("Nobody holds anything.");
});

it.each([
  [{ seconds: "600" }, 600],
  // A second after the end, which may be within a second.
  [{ until: "2026-11-28T10:30:00.000Z" }, 1801],
])("%j moves the clock by %i seconds, and wakes the app", async (fields, seconds) => {
  const { act, done } = openPlace();
  await act(fields);
  expect(done).toEqual([seconds, "wake"]);
});

it.each([{}, { seconds: "-5" }, { seconds: "soon" }, { until: "soon" }, { until: "2026-11-28T09:00:00Z" }])(
  "%j moves nothing",
  async (fields: Record<string, string>) => {
    const { act, done } = openPlace();
    await expect(act(fields)).rejects.toThrow("forward only");
    expect(done).toEqual([]);
  },
);
