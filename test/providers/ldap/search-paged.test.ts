import { expect, it } from "vitest";
import type { Entry } from "../../../src/providers/ldap/connection/entry.ts";
import { searchPaged } from "../../../src/providers/ldap/connection/search-paged.ts";

const entry = (dn: string): Entry => ({ dn, attributes: new Map() });
const question = { base: "dc=org", scope: "sub", filter: "(cn=*)", attributes: [] } as const;

/** A server that answers each search in pages with the next of these lists. */
function answering(...answers: Entry[][][]) {
  const sizes: (number | undefined)[] = [];
  const next = () => answers.shift() ?? [];
  const session = {
    pages: async ({ pageSize }: { pageSize: number }) => {
      sizes.push(pageSize);
      return next();
    },
    search: async () => {
      sizes.push(undefined);
      return next().flat();
    },
  };
  return { sizes, found: () => searchPaged({ session, provider: "directory" }, question) };
}

it("gives all pages", async () => {
  const { found } = answering([[entry("a"), entry("b")], [entry("c")]]);
  expect((await found()).map(({ dn }) => dn)).toEqual(["a", "b", "c"]);
});

it("does not believe an empty page that ends a search, and asks with other pages", async () => {
  const { found, sizes } = answering([[entry("a")], []], [[entry("a"), entry("b")], [entry("c")]]);
  expect((await found()).map(({ dn }) => dn)).toEqual(["a", "b", "c"]);
  expect(sizes).toEqual([500, 499]);
});

it("asks again without pages before it believes that there is nothing", async () => {
  const { found, sizes } = answering([[]], [[entry("a")]]);
  expect((await found()).map(({ dn }) => dn)).toEqual(["a"]);
  expect(sizes).toEqual([500, undefined]);
});

it("throws where each search ends with an empty page", async () => {
  const cut = [[entry("a")], []];
  await expect(answering(cut, cut, cut).found()).rejects.toMatchObject({ code: "UNEXPECTED" });
});
