import { describe, expect, it } from "vitest";
import type { Ledger } from "../src/web/ledger.ts";
import type { Asked } from "../src/web/requests.ts";
import { tellStories } from "../src/web/stories.ts";
import { describeSeconds } from "../src/web/times.ts";

const at = (clock: string): Date => new Date(`2026-11-28T${clock}:00Z`);
const orders = "alice readonly on orders-db/orders";

const asked = (changes: Partial<Asked> = {}): Asked => ({
  number: 1,
  title: "Orders, please",
  author: "alice",
  at: at("10:00"),
  merged: at("10:02"),
  closed: undefined,
  reviews: [{ login: "carol", verdict: "APPROVED", at: at("10:02") }],
  ...changes,
});

const ledger = (rounds: Ledger["rounds"], changes: Partial<Ledger> = {}): Ledger => ({
  held: [],
  pullOf: new Map([["payments/orders", 1]]),
  rounds,
  ...changes,
});

const granted = { at: at("10:02"), lines: [`grant ${orders} until 2026-11-28 11:02Z (#1)`] };
const tell = (request: Asked, given: Ledger) => {
  const [story] = tellStories([request], given);
  return { now: story?.now, facts: story?.facts.map(({ word, says }) => `${word} ${says}`) };
};

describe("the story of a request", () => {
  it("tells the newest first, and within a second what came last", () => {
    const held = [{ login: "alice", what: "readonly on orders-db/orders", until: at("11:02"), pulls: [1] }];
    expect(tell(asked(), ledger([granted], { held }))).toEqual({
      now: "held",
      facts: [
        "until alice may keep readonly on orders-db/orders",
        `granted ${orders} until 2026-11-28 11:02Z`,
        "merged into the default branch",
        "approved by carol",
        "asked by alice",
      ],
    });
  });

  it("is over when the ledger says so, and tells who ended it early", () => {
    const ended = {
      at: at("10:30"),
      lines: [
        "end payments/orders: command by alice",
        `revoke ${orders}, ended 2026-11-28 10:30Z (#1, #7)`,
        "end payments/another: command by alice",
      ],
    };
    const { now, facts } = tell(asked(), ledger([ended, granted]));
    expect(now).toBe("ended");
    expect(facts?.slice(0, 2)).toEqual([
      "ended payments/orders: command by alice",
      `ended ${orders}, planned for 2026-11-28 10:30Z`,
    ]);
  });

  it.each([
    ["waiting", asked({ merged: undefined, reviews: [] }), []],
    ["denied", asked({ merged: undefined, closed: at("10:05") }), []],
    [
      "denied",
      asked(),
      [{ at: at("10:03"), lines: ["refuse access-requests/payments/orders.yaml: POLICY (#1)"] }],
    ],
  ] as const)("is %s", (now, request, rounds) => {
    expect(tell(request, ledger(rounds)).now).toBe(now);
  });

  it("takes no other request's lines, whatever they say", () => {
    const lines = [
      `grant eve (#1) on orders-db/orders until 2026-11-28 11:02Z (#2)`,
      "granted nothing (#1)",
      "adopt the rules of 8cf8d6d1836a (#1)",
    ];
    const { facts } = tell(asked({ merged: undefined, reviews: [] }), ledger([{ at: at("10:03"), lines }]));
    expect(facts).toEqual(["asked by alice"]);
  });

  it("comes before those that rest for longer", () => {
    const later = asked({ number: 2, at: at("12:00"), merged: undefined, reviews: [] });
    expect(tellStories([asked(), later], ledger([])).map(({ pull }) => pull)).toEqual([2, 1]);
  });
});

it.each([
  [0, "0 s"],
  [59, "59 s"],
  [61, "1 min 1 s"],
  [3600, "1 h"],
  [90_061, "1 d 1 h"],
])("%i seconds read %s", (seconds, text) => expect(describeSeconds(seconds)).toBe(text));
