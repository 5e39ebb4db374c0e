import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeOwner, findOwners, parseCodeowners } from "../../src/core/files/codeowners.ts";
import { parseRequest } from "../../src/core/files/request.ts";
import { PATH, requestText } from "../support/builders/evidence.ts";
import { applyByteEdits, applyEdits, applyLineEdits, byteEdits, edits, lineEdits } from "./hostile-text.ts";
import { ownersIn } from "./oracle-owners.ts";
import { readWish } from "./oracle-request.ts";
import { runsOf, UNLIMITED } from "./runs.ts";

const requests = [
  requestText(),
  requestText({ reason: "|\n  Two lines\n  of it" }),
  `# why not\n---\nreason: "It's \\"so\\""\nduration: '5m'\nentitlements:\n  - provider: orders-db\n    resource: a/b@c\n    role: r\n  - { "provider": p, 'resource': r, role: s }\nsubject: Bob-2\n`,
];

const CODEOWNERS = [
  "# all\n* @acme/friends @eve\n\n/access-requests/payments/ @acme/payments-leads # leads\n/policies/*.yaml @acme/security\n",
  "access-requests/** @acme/a\n/access-requests/*/ @acme/b\n**/payments @acme/c\n.github/ @acme/d\n/policies/* @acme/e\n",
];

/** A text out of these, changed as a text, by its lines, or as bytes. */
const mutated = (texts: readonly string[]): fc.Arbitrary<string | Uint8Array> => {
  const text = fc.constantFrom(...texts);
  return fc.oneof(
    { weight: 6, arbitrary: fc.tuple(text, edits).map(([from, list]) => applyEdits(from, list)) },
    { weight: 3, arbitrary: fc.tuple(text, lineEdits).map(([from, list]) => applyLineEdits(from, list)) },
    { weight: 2, arbitrary: fc.tuple(text, byteEdits).map(([from, list]) => applyByteEdits(from, list)) },
    { weight: 1, arbitrary: text },
  );
};

describe("a mutated request file", () => {
  it("is never read otherwise than by the oracle, and never ends in an error", UNLIMITED, () => {
    let read = 0;
    fc.assert(
      fc.property(mutated(requests), (source) => {
        const { value, findings } = parseRequest(source, PATH);
        expect(value === undefined).toBe(findings.some(({ severity }) => severity === "error"));
        if (value === undefined) return;
        read++;
        expect(JSON.parse(JSON.stringify(value))).toEqual(readWish(source));
      }),
      runsOf(1500),
    );
    expect(read).toBeGreaterThan(0);
  });
});

describe("a mutated CODEOWNERS file", () => {
  const paths = [
    PATH,
    "access-requests/friends/a.yaml",
    "access-requests/payments",
    "policies/a.yaml",
    "policies/a/b.yaml",
    ".github/CODEOWNERS",
    "CODEOWNERS",
    "policies/*",
  ];

  it("without findings gives every path the owners the oracle sees", UNLIMITED, () => {
    let read = 0;
    fc.assert(
      fc.property(mutated(CODEOWNERS), (source) => {
        const codeowners = parseCodeowners(source, ".github/CODEOWNERS");
        const found = paths.map((path) => findOwners(codeowners, path)?.owners.map(describeOwner) ?? []);
        if (codeowners.findings.length > 0) return;
        read++;
        const text = Buffer.from(source).toString("utf8");
        expect(found).toEqual(paths.map((path) => ownersIn(text, path)));
      }),
      runsOf(1500),
    );
    expect(read).toBeGreaterThan(0);
  });
});
