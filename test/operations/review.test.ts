import { beforeEach, describe, expect, it } from "vitest";
import type { PullRequest } from "../../src/core/decision/github-facts.ts";
import { emptyLedger } from "../../src/core/ledger/ledger.ts";
import type { Check } from "../../src/core/ports/github.ts";
import { reviewPullRequest } from "../../src/operations/review.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { type DepsParts, depsWith } from "../support/builders/deps.ts";
import { evidence } from "../support/builders/evidence.ts";
import { silent } from "../support/builders/log.ts";

const { pull } = evidence();
let checks: Check[];
let warnings: string[];
beforeEach(() => {
  checks = [];
  warnings = [];
});

const deps = (parts: DepsParts): Deps =>
  depsWith({
    log: { ...silent, warn: (_: object, text: string) => void warnings.push(text) },
    pin: { id: pull.head.repositoryId, defaultBranch: "main", visibility: "private" },
    ...parts,
    ledger: { read: async () => ({ tip: null, state: emptyLedger }), ...parts.ledger },
    journal: { read: async () => [], ...parts.journal },
    github: {
      readPull: async (): Promise<PullRequest> => ({ ...pull, state: "open" }),
      writeCheck: async (check: Check) => void checks.push(check),
      ...parts.github,
    },
  });

const fail = (message: string) => async (): Promise<never> => {
  throw new Error(message);
};
const fetched = { fetch: async () => undefined, defaultTip: async () => "t" };

describe("a review that cannot read what decides", () => {
  it.each([
    [
      "git does not answer",
      { repository: { fetch: fail("git fetch failed (exit 128)") } },
      "git fetch failed (exit 128)",
    ],
    [
      "the ledger cannot be verified",
      { repository: fetched, ledger: { read: fail("The ledger ends at 12.") } },
      "The ledger ends at 12.",
    ],
    ["the journal cannot be read", { repository: fetched, journal: { read: fail("EIO") } }, "EIO"],
    [
      "the facts cannot be gathered",
      { repository: { ...fetched, defaultTip: fail("No main.") } },
      "No main.",
    ],
  ])("says on the check that it waits when %s, and fails", async (_name, parts, why) => {
    await expect(reviewPullRequest(deps(parts), pull.number)).rejects.toThrow(why);
    expect(checks).toEqual([
      {
        head: pull.head.sha,
        pull: pull.number,
        externalId: `${pull.number}:unread`,
        checkResult: { kind: "unread", why, next: expect.stringContaining("tries again") },
      },
    ]);
  });

  it("fails with what it failed with first when the check cannot be written either", async () => {
    const github = { writeCheck: fail("no checks") };
    const given = deps({ repository: { fetch: fail("no git") }, github });
    await expect(reviewPullRequest(given, pull.number)).rejects.toThrow("no git");
    expect(warnings).toEqual(["the check cannot name the missing fact"]);
  });

  it("says nothing on a pull request that is closed", async () => {
    const github = { readPull: async (): Promise<PullRequest> => ({ ...pull, state: "closed" }) };
    expect(await reviewPullRequest(deps({ github }), pull.number)).toBeUndefined();
    expect(checks).toEqual([]);
  });
});
