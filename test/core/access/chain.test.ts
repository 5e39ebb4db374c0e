import { addHours } from "date-fns";
import { expect, it } from "vitest";
import { listChain, timeHeld } from "../../../src/core/access/chain.ts";
import { NOW } from "../../support/builders/evidence.ts";
import { lease } from "../../support/builders/ledger.ts";

const of = (request: string, from: number, until: number, base?: string) =>
  lease({
    request,
    startsAt: addHours(NOW, from),
    endsAt: addHours(NOW, until),
    ...(base !== undefined && { extends: base }),
  });
const all = [of("t/a", 0, 1), of("t/b", 1, 3, "t/a"), of("t/c", 3, 6, "t/b"), of("t/x", 0, 9)];
const leasesOf = (id: string) => all.filter(({ request }) => request === id);

it("a chain goes to its first request, and nowhere else", () => {
  expect(listChain(leasesOf, "t/c").map(({ request }) => request)).toEqual(["t/c", "t/b", "t/a"]);
  expect(listChain(leasesOf, "t/none")).toEqual([]);
});

it("a chain that bites its own tail ends there", () => {
  const round = [of("t/a", 0, 1, "t/b"), of("t/b", 1, 2, "t/a")];
  const found = listChain((id) => round.filter(({ request }) => request === id), "t/a");
  expect(found.map(({ request }) => request)).toEqual(["t/a", "t/b"]);
});

it("what it held is the time of its leases of that entitlement, early ends counted", () => {
  const [first = lease()] = all;
  const { entitlement } = first;
  const chain = listChain(leasesOf, "t/c");
  expect(timeHeld(chain, entitlement)).toBe(6 * 3600_000);
  expect(timeHeld(chain, { ...entitlement, role: "admin" })).toBe(0);
  const early = { ...of("t/d", 0, 5), ended: { at: addHours(NOW, 1), because: "command" } as const };
  const never = { ...of("t/e", 4, 5), ended: { at: addHours(NOW, 1), because: "command" } as const };
  expect(timeHeld([early, never], entitlement)).toBe(3600_000);
});
