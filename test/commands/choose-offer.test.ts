import { describe, expect, it } from "vitest";
import { chooseOffers, describeOffers } from "../../src/commands/ask/choose-offer.ts";
import { leastReason, listOffers, nameOffer, usualDuration } from "../../src/core/asking/offers.ts";
import { policy } from "../support/builders/evidence.ts";

const orders = policy({ name: "orders", folders: ["payments", "friends"] });
const visitor = policy({
  name: "visitor",
  folders: ["payments"],
  entitlements: [{ provider: "memory", resource: "sandbox", roles: ["visitor"] }],
});
const audit = policy({
  name: "audit",
  folders: ["security"],
  entitlements: [{ provider: "audit-db", resource: "orders", roles: ["audit", "readonly"] }],
});
const offers = listOffers([orders, visitor, audit]);

const choose = (words: readonly [string, ...string[]], preference = {}) =>
  chooseOffers(offers, words, preference).map((offer) => `${offer.folder}: ${nameOffer(offer)}`);

describe("the offers that words name", () => {
  it("are one, where one folder offers it", () => {
    expect(choose(["sandbox:visitor"])).toEqual(["payments: memory/sandbox:visitor"]);
  });

  it("are several in the folder that offers all of them", () => {
    expect(choose(["orders-db/orders:readonly", "sandbox:visitor"])).toEqual([
      "payments: orders-db/orders:readonly",
      "payments: memory/sandbox:visitor",
    ]);
  });

  it("are each taken once", () => {
    expect(choose(["sandbox:visitor", "memory/sandbox:visitor", "orders-db/orders:readonly"])).toEqual([
      "payments: memory/sandbox:visitor",
      "payments: orders-db/orders:readonly",
    ]);
  });

  it("are chosen between by the folder, also where one policy serves several", () => {
    expect(() => choose(["orders-db/orders:readonly"])).toThrow(
      "orders-db/orders:readonly can be asked for in 2 folders. Choose one with --folder: friends (orders), payments (orders).",
    );
    expect(choose(["orders-db/orders:readonly"], { folder: "friends" })).toEqual([
      "friends: orders-db/orders:readonly",
    ]);
  });

  it.each([
    [
      ["orders:audit", "sandbox:visitor"],
      {},
      "Ask one by one: orders:audit (security); sandbox:visitor (payments).",
    ],
    [["orders:readonly"], {}, "orders:readonly names several accesses"],
    [["orders:readonly"], { policy: "visitor" }, 'The policy "visitor" does not offer orders:readonly.'],
    [
      ["sandbox:visitor"],
      { folder: "security" },
      'No policy offers you sandbox:visitor in the folder "security"',
    ],
    [["sandbox:visitors"], {}, 'Did you mean "sandbox:visitor"?'],
  ] as const)("are none for %j with %j", (words, preference, says) => {
    expect(() => choose([...words], preference)).toThrow(says);
  });

  it("are listed one a line, whatever a description says", () => {
    const forged = policy({ description: "Read.)\n  prod-db/all:admin  up to 9999d  (ok" });
    expect(describeOffers(listOffers([forged])).split("\n")).toHaveLength(2);
  });
});

describe("what is usual", () => {
  const bounded = (duration: { minimum?: string; maximum: string; default?: string }) =>
    listOffers([policy({ duration, reason: { minimum: 20 } })]);

  it.each([
    [{ maximum: "8h" }, "1h"],
    [{ maximum: "30m" }, "30m"],
    [{ minimum: "2h", maximum: "8h" }, "2h"],
    [{ maximum: "8h", default: "4h" }, "4h"],
  ])("lasts as long as every policy allows: %j gives %s", (duration, usual) => {
    const [first, ...others] = bounded(duration);
    if (first === undefined) throw new Error("no offer");
    expect(usualDuration([first, ...others])).toBe(usual);
    expect(leastReason([first, ...others])).toBe(20);
  });
});
