import { describe, expect, it } from "vitest";
import { findUnderway, parsePullNumber } from "../../src/commands/ask/find-request.ts";
import type { Tracker } from "../../src/commands/ask/read-request.ts";
import { type Draft, writeDraft } from "../../src/core/asking/draft.ts";
import type { Pull } from "../../src/github/asking/tracking.ts";

const now = new Date("2026-11-20T10:00:00Z");
const refuse = (): never => {
  throw new Error("not asked for here");
};

interface Asked extends Partial<Pick<Draft, "login" | "extends">> {
  readonly name: string;
  readonly role?: string;
  readonly isOpen?: boolean;
}

/** Newest first, as GitHub lists them: the last one is #1. */
function desk(...asked: readonly Asked[]): Tracker {
  const pulls = asked.map(({ isOpen = true }, index): Pull => {
    const number = asked.length - index;
    return { number, url: `https://x.example/${number}`, isOpen, isMerged: false, head: `head${number}` };
  });
  const findAsked = (number: number): Asked => asked[asked.length - number] ?? { name: "none" };
  const pathOf = ({ name }: Asked): string => `access-requests/payments/${name}.yaml`;
  return {
    readMe: async () => ({ login: "alice", id: 1001 }),
    listPullsOf: async () => pulls,
    readPull: async (number) => pulls.find((pull) => pull.number === number),
    listAdded: async (number) => [pathOf(findAsked(number))],
    readFile: async (path) => write(asked.find((each) => pathOf(each) === path)),
    readCheck: async () => ({ title: "Waiting for carol", isFailed: false }),
    ...{ readBase: refuse, readFolder: refuse, isInTeam: refuse, listTeam: refuse, openPull: refuse },
    ...{ listFilesOf: refuse, comment: refuse, listBotComments: refuse, close: refuse },
  };
}

function write(asked: Asked | undefined): string | undefined {
  if (asked === undefined) return undefined;
  const { role = "readonly", login = "alice", extends: base } = asked;
  return writeDraft({
    entitlements: [{ provider: "orders-db", resource: "orders", role }],
    ...{ login, duration: "1h", reason: "Investigate stuck refunds" },
    ...(base !== undefined && { extends: base }),
  });
}

const find = async (tracker: Tracker, word?: string, which?: "first" | "last"): Promise<number> =>
  (await findUnderway(tracker, word, now, which)).pull.number;

it.each([
  ["12", 12],
  ["#12", 12],
  ["https://github.com/acme/access/pull/12", 12],
  ["https://github.com/acme/access/pull/12/", 12],
  ["orders:readonly", undefined],
  ["orders-db/orders:12", undefined],
  ["0", undefined],
])("%s names the pull request %s", (word, number) => {
  expect(parsePullNumber(word)).toBe(number);
});

describe("the request that is meant", () => {
  it("is the person's only one, by the access in full or in short, or without a word", async () => {
    const tracker = desk({ name: "a" });
    for (const word of ["orders-db/orders:readonly", "orders:readonly", undefined])
      expect(await find(tracker, word)).toBe(1);
  });

  it("is of that access, the person's own, and not closed", async () => {
    const others = [
      { name: "b", role: "admin" },
      { name: "c", login: "bob" },
      { name: "d", isOpen: false },
    ];
    expect(await find(desk({ name: "a" }, ...others), "orders:readonly")).toBe(4);
  });

  it("is the first of a request and its extension to end it, and the last to extend it", async () => {
    const tracker = desk({ name: "b", extends: "payments/a" }, { name: "a" });
    expect(await find(tracker)).toBe(1);
    expect(await find(tracker, undefined, "last")).toBe(2);
  });

  it("is chosen by number where there are several, and asked for by number where there is none", async () => {
    await expect(find(desk({ name: "b" }, { name: "a" }))).rejects.toThrow(/#2.*\n.*#1/u);
    await expect(find(desk(), "orders:readonly")).rejects.toThrow("You have no request for orders:readonly");
    await expect(find(desk(), "7")).rejects.toThrow("There is no pull request #7 there. Without a number");
  });
});
