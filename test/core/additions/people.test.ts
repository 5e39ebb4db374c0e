import { describe, expect, it } from "vitest";
import { addPeople } from "../../../src/core/additions/people.ts";

const bob = { id: 1002, login: "bob", principals: { ldap: "uid-bob" } };
const written = (text: string): string => addPeople(text, [bob]).files[0]?.text ?? text;

describe("people of the settings", () => {
  it.each([
    [
      "a list in lines, with comments",
      "people:\n  # Payments\n  - { id: 1, login: alice, principals: {} } # on call\n\n# The end\n",
      "people:\n  # Payments\n  - { id: 1, login: alice, principals: {} } # on call\n  - { id: 1002, login: bob, principals: { ldap: uid-bob } }\n\n# The end\n",
    ],
    [
      "a list without indentation",
      'profile: "strict"\npeople:\n- id: 1\n  login: alice\n  principals: {}\n',
      'profile: "strict"\npeople:\n- id: 1\n  login: alice\n  principals: {}\n- { id: 1002, login: bob, principals: { ldap: uid-bob } }\n',
    ],
    [
      "an empty list",
      "people: []\nmerge: manual\n",
      "people:\n  - { id: 1002, login: bob, principals: { ldap: uid-bob } }\nmerge: manual\n",
    ],
    [
      "an entry in lines, which gets the account alone",
      "people:\n  - id: 1002\n    login: Bob\n    principals:\n      okta: b\n",
      "people:\n  - id: 1002\n    login: Bob\n    principals:\n      okta: b\n      ldap: uid-bob\n",
    ],
    [
      "an entry under another of the person's ids",
      "people:\n  - { id: 7, otherIds: [1002], login: bob, principals: {} }\n",
      "people:\n  - { id: 7, otherIds: [ 1002 ], login: bob, principals: { ldap: uid-bob } }\n",
    ],
  ])("keeps the form of %s", (_what, before, after) => {
    expect(written(before)).toBe(after);
  });

  it("adds a text that looks like a number as text", () => {
    const people = [{ id: 5, login: "eve", principals: { ldap: "0123" } }];
    expect(addPeople("people: []\n", people).files[0]?.text).toContain('ldap: "0123"');
  });
});
