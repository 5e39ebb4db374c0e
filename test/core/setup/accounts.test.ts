import { expect, it } from "vitest";
import {
  type AccountSource,
  describeMissing,
  nameAccount,
  nameAccounts,
} from "../../../src/core/setup/accounts.ts";

const alice = { id: 1001, name: "alice" };
const bob = { id: 1002, name: "bob" };
const identities = new Map([
  [alice.id, { nameId: "alice@acme.example", scimUserName: "a.lice" }],
  [bob.id, { nameId: "Bob <bob@acme.example>" }],
]);

it.each<[AccountSource, string | undefined]>([
  ["login", "alice"],
  ["nameId", "alice@acme.example"],
  ["scimUserName", "a.lice"],
  ["none", undefined],
])("takes the account from %s", (source, account) => {
  expect(nameAccount(source, alice, identities)).toBe(account);
});

it("takes no name that cannot be an account, and says whose is missing", () => {
  const accounts = nameAccounts("nameId", [alice, bob], identities);
  expect([...accounts]).toEqual([[1001, "alice@acme.example"]]);
  expect(describeMissing("nameId", [alice, bob], accounts)).toContain(" of bob: GitHub shows");
  expect(describeMissing("nameId", [alice], accounts)).toBeUndefined();
  expect(describeMissing("none", [alice, bob], new Map())).toBeUndefined();
});
