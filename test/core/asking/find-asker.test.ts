import { describe, expect, it } from "vitest";
import { findAsker } from "../../../src/core/asking/find-asker.ts";
import { ALICE, CAROL, settings } from "../../support/builders/evidence.ts";

const map = settings({
  people: [
    { ...ALICE, principals: { "orders-db": "alice_db", shared: "ops" } },
    { ...CAROL, principals: { "orders-db": "carol_db", shared: "ops" } },
  ],
});

describe("the person that an application names", () => {
  it.each([
    [{ type: "user", id: "alice_db" }, "orders-db", ALICE],
    [{ type: "github", id: "1003" }, "orders-db", CAROL],
    [{ type: "user", id: "alice" }, "orders-db", undefined],
    [{ type: "user", id: "alice_db" }, "crm", undefined],
    [{ type: "user", id: "ops" }, "shared", undefined],
    [{ type: "user", id: "function Object() { [native code] }" }, "constructor", undefined],
    [{ type: "github", id: "01003" }, "orders-db", undefined],
    [{ type: "github", id: "4711" }, "orders-db", undefined],
    [{ type: "service", id: "alice_db" }, "orders-db", undefined],
  ])("%j at %s is %j", (subject, provider, person) => {
    expect(findAsker(map, subject, provider)).toEqual(person);
  });

  it("is unknown where the identity provider says whose account it is", () => {
    const elsewhere = { ...map, externalIdentities: { "orders-db": "nameId" } } as const;
    expect(findAsker(elsewhere, { type: "user", id: "alice_db" }, "orders-db")).toBeUndefined();
    expect(findAsker(elsewhere, { type: "github", id: "1001" }, "orders-db")).toEqual(ALICE);
  });
});
