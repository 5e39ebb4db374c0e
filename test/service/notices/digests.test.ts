import { expect, it } from "vitest";
import type { DigestNotice } from "../../../src/core/plan/notices.ts";
import type { Notifier } from "../../../src/core/ports/notifier.ts";
import { createTold } from "../../../src/operations/announce.ts";
import { createDigests } from "../../../src/service/notices/digests.ts";
import { depsWith } from "../../support/builders/deps.ts";

const digest = (day: string): DigestNotice => ({
  ...{ kind: "digest", pull: 0, id: `digest ${day} leads`, team: "leads", day, approvers: [], access: [] },
});

it("asks for each day once, an hour after it, and again where reading failed", async () => {
  let now = new Date("2026-11-21T00:59:00Z");
  let fails = false;
  const asked: string[] = [];
  const sent: string[] = [];
  const chat: Notifier = {
    name: "chat",
    notify: async (_pull, notices) => void sent.push(...notices.map(({ id }) => id)),
  };
  const jobs: Promise<void>[] = [];
  const tell = createDigests(
    { ...depsWith({ now: () => now }), told: createTold(1) },
    { once: (_key, job) => void jobs.push(job([chat])) },
    async (_deps, day) => {
      asked.push(day);
      if (fails) throw new Error("git went away");
      return [digest(day)];
    },
  );
  await tell();
  now = new Date("2026-11-21T01:00:00Z");
  fails = true;
  await expect(tell()).rejects.toThrow("git went away");
  fails = false;
  for (const time of ["2026-11-21T01:05:00Z", "2026-11-21T01:10:00Z", "2026-11-21T23:00:00Z"]) {
    now = new Date(time);
    await tell();
  }
  await Promise.all(jobs);
  expect(asked).toEqual(["2026-11-19", "2026-11-20", "2026-11-20"]);
  expect(sent).toEqual(["digest 2026-11-19 leads", "digest 2026-11-20 leads"]);
});
