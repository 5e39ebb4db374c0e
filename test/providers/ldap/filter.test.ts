import fc from "fast-check";
import { EqualityFilter, ExtensibleFilter, FilterParser } from "ldapts";
import { expect, it } from "vitest";
import { all, equals, reaches } from "../../../src/providers/ldap/connection/filter.ts";

it("escapes the characters that RFC 4515 names, and leaves letters", () => {
  expect(equals("uid", "*)(uid=\\\0é")).toBe("(uid=\\2a\\29\\28uid=\\5c\\00é)");
});

it("reads back as one comparison with the same value, whatever the value (a failure prints its seed)", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1 }), (value) => {
      const parsed = FilterParser.parseString(equals("uid", value));
      expect(parsed).toBeInstanceOf(EqualityFilter);
      expect(parsed).toMatchObject({ attribute: "uid", value });
      expect(FilterParser.parseString(reaches("memberOf", value))).toBeInstanceOf(ExtensibleFilter);
      expect(FilterParser.parseString(all("(objectClass=*)", equals("uid", value)))).toMatchObject({
        filters: [expect.anything(), { attribute: "uid", value }],
      });
    }),
  );
});
