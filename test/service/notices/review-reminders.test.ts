import { addHours, addMinutes } from "date-fns";
import { expect, it } from "vitest";
import type { Notice, ReviewNotice } from "../../../src/core/plan/notices.ts";
import type { Notifier } from "../../../src/core/ports/notifier.ts";
import { createTold } from "../../../src/operations/announce.ts";
import { createReviewReminders } from "../../../src/service/notices/review-reminders.ts";
import { depsWith } from "../../support/builders/deps.ts";
import { ALICE, CAROL, NOW } from "../../support/builders/evidence.ts";

const reminder = (pull: number, day: number): ReviewNotice => ({
  kind: "review",
  id: `review ${pull} ${day}`,
  pull,
  concerned: { subject: ALICE, approvers: [CAROL] },
  team: "payments",
  requests: ["payments/a"],
  dueAt: NOW,
  owners: ["@acme/payments-leads"],
  holds: false,
});

/** Reminders over one channel that sends at once. */
function startReminders(due: () => readonly ReviewNotice[] | Error) {
  let now = NOW;
  let looks = 0;
  const sent: string[] = [];
  const notifier: Notifier = {
    name: "chat",
    notify: async (_pull, notices: readonly Notice[]) => void sent.push(...notices.map(({ id }) => id)),
  };
  const jobs: Promise<void>[] = [];
  const deps = { ...depsWith({ now: () => now, notifiers: [notifier] }), told: createTold(1) };
  const remind = createReviewReminders(
    deps,
    { once: (_key, job) => void jobs.push(job([notifier])) },
    async () => {
      looks++;
      const found = due();
      if (found instanceof Error) throw found;
      return [...found];
    },
  );
  return {
    sent,
    looks: () => looks,
    async remindAt(time: Date) {
      now = time;
      await remind();
      await Promise.all(jobs);
    },
  };
}

it("asks once an hour, and sends each reminder once", async () => {
  let day = 1;
  const { sent, looks, remindAt } = startReminders(() => [reminder(31, day)]);
  await remindAt(NOW);
  await remindAt(addMinutes(NOW, 59));
  expect([looks(), sent]).toEqual([1, ["review 31 1"]]);
  await remindAt(addMinutes(NOW, 60));
  expect([looks(), sent]).toEqual([2, ["review 31 1"]]);
  day = 2;
  await remindAt(addHours(NOW, 24));
  expect(sent).toEqual(["review 31 1", "review 31 2"]);
});

it("asks again soon after a failure, and after the clock was set back", async () => {
  let fails = true;
  const { sent, looks, remindAt } = startReminders(() =>
    fails ? new Error("GitHub went away") : [reminder(31, 1)],
  );
  await expect(remindAt(NOW)).rejects.toThrow("GitHub went away");
  fails = false;
  await remindAt(addMinutes(NOW, 5));
  expect(sent).toEqual(["review 31 1"]);
  await remindAt(addMinutes(NOW, -60));
  expect(looks()).toBe(3);
});

it("sends twenty at a time", async () => {
  const { sent, remindAt } = startReminders(() =>
    Array.from({ length: 25 }, (_, index) => reminder(index + 1, 1)),
  );
  await remindAt(NOW);
  expect(sent).toHaveLength(20);
});
