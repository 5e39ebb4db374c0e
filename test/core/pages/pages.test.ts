import { describe, expect, it } from "vitest";
import type { Lease } from "../../../src/core/access/lease.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { MOST_LINES } from "../../../src/core/pages/diary.ts";
import { MOST_HELD } from "../../../src/core/pages/overview.ts";
import { renderPages } from "../../../src/core/pages/pages.ts";
import { places } from "../../../src/git/ledger/places.ts";
import { at, grantedEntry, intentEntry, lease, revokedEntry } from "../../support/builders/ledger.ts";

/** The pages of a ledger with these commits: the newest text of each. */
function play(...commits: readonly (readonly LedgerEntry[])[]): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  let state: LedgerState = emptyLedger;
  for (const entries of commits) {
    state = applyEntries(state, entries);
    const written = renderPages({ entries, state, earlier: (path) => pages.get(path) }, places);
    for (const { path, text } of written) pages.set(path, text);
  }
  return pages;
}

const grant = (overrides: Partial<Lease> = {}): LedgerEntry[] => {
  const own = lease(overrides);
  return [intentEntry(own), grantedEntry(own, own.startsAt, own.endsAt)];
};

const DAY = "2026/11/20.md";

// `verify` writes the pages of old commits again. A change of these texts makes every ledger with pages a forged one: whoever changes them
// keeps the old way to write them, and tells old pages from new ones.
describe("the pages", () => {
  it("say who has what, until when, and by which pull request", () => {
    const pages = play(grant());
    expect([...pages.keys()]).toEqual(["README.md", DAY, "people/alice.md", "resources/orders-db/orders.md"]);
    expect(pages.get("README.md")).toMatchInlineSnapshot(`
      "# Who has access

      As of 2026-11-20 14:00 UTC, the time of the last entry. What happened on [2026-11-20](2026/11/20.md).

      - [alice](people/alice.md): readonly on [orders-db/orders](resources/orders-db/orders.md) until 2026-11-20 14:01 UTC ([#12](../../pull/12))

      Hallpass writes this page, for people. Nobody is granted anything by it: programs read the ledger's other files.
      \`hallpass verify\` proves it in a clone.
      "
    `);
    expect(pages.get("people/alice.md")).toMatchInlineSnapshot(`
      "# alice

      GitHub account 1001.

      ## Now

      - readonly on [orders-db/orders](../resources/orders-db/orders.md) from 2026-11-20 14:00 UTC until 2026-11-20 14:01 UTC, approved by carol ([#12](../../../pull/12))

      ## Before

      Nothing.
      "
    `);
    expect(pages.get("resources/orders-db/orders.md")).toMatchInlineSnapshot(`
      "# orders-db/orders

      ## Now

      - [alice](../../people/alice.md): readonly from 2026-11-20 14:00 UTC until 2026-11-20 14:01 UTC, approved by carol ([#12](../../../../pull/12))

      ## Before

      Nothing.
      "
    `);
    expect(pages.get(DAY)).toMatchInlineSnapshot(`
      "# 2026-11-20

      Times in UTC. [Who has access](../../README.md).

      - 14:00:00 [alice](../../people/alice.md) is about to get readonly on [orders-db/orders](../../resources/orders-db/orders.md) until 2026-11-20 14:01 UTC, approved by carol ([#12](../../../../pull/12))
      - 14:00:00 [alice](../../people/alice.md) has readonly on [orders-db/orders](../../resources/orders-db/orders.md) until 2026-11-20 14:01 UTC
      "
    `);
  });

  it("say what ended, how, and that nobody has access then", () => {
    const own = lease();
    const pages = play(grant(), [
      {
        kind: "ended",
        request: own.request,
        because: "command",
        by: { id: 1003, login: "carol" },
        at: at(30),
      },
      revokedEntry(own, at(31), at(30), { because: "command" }),
    ]);
    expect(pages.get("README.md")).toContain("\nNobody.\n");
    expect(pages.get("people/alice.md")).toMatchInlineSnapshot(`
      "# alice

      GitHub account 1001.

      ## Now

      Nothing.

      ## Before

      - readonly on [orders-db/orders](../resources/orders-db/orders.md) from 2026-11-20 14:00 UTC until 2026-11-20 14:00:30 UTC, approved by carol; ended early by carol ([#12](../../../pull/12))
      "
    `);
    expect(pages.get(DAY)).toMatchInlineSnapshot(`
      "# 2026-11-20

      Times in UTC. [Who has access](../../README.md).

      - 14:00:00 [alice](../../people/alice.md) is about to get readonly on [orders-db/orders](../../resources/orders-db/orders.md) until 2026-11-20 14:01 UTC, approved by carol ([#12](../../../../pull/12))
      - 14:00:00 [alice](../../people/alice.md) has readonly on [orders-db/orders](../../resources/orders-db/orders.md) until 2026-11-20 14:01 UTC
      - 14:00:30 payments/a ([#12](../../../../pull/12)) is ended early by carol (command)
      - 14:00:31 [alice](../../people/alice.md) has no longer: readonly on [orders-db/orders](../../resources/orders-db/orders.md), planned 2026-11-20 14:00:30 UTC
      "
    `);
  });

  it("tell each kind of entry in a line of the day", () => {
    const own = lease();
    const carol = { id: 1003, login: "carol" };
    const alice = { id: 1001, login: "alice" };
    const about = { principal: own.principal, entitlement: own.entitlement };
    const asked = {
      pull: 12,
      requester: alice,
      head: "a".repeat(40),
      entitlements: [own.entitlement],
      at: at(0),
    };
    const approved = {
      pull: 12,
      request: own.request,
      merge: "b".repeat(40),
      approvers: [carol],
      startsAt: at(60),
      at: at(0),
    };
    const ids = { policies: "1", codeowners: "2", settings: "3" };
    const pages = play(grant(), [
      { kind: "asked", at: at(0), asked },
      { kind: "approved", at: at(0), approved },
      { kind: "closed", at: at(0), pull: 13, codes: [] },
      { kind: "verified", at: at(1), request: own.request },
      { kind: "failed", at: at(61), ...about, code: "TIMEOUT" },
      revokedEntry(own, at(62), at(60)),
      { kind: "used", at: at(90), ...about, request: own.request, use: { kind: "read", count: 3 } },
      {
        kind: "refused",
        at: at(91),
        refusal: { path: "access-requests/x/y.yaml", blob: "c", pull: 14, codes: ["SELF"], at: at(91) },
      },
      {
        kind: "adopted",
        at: at(92),
        adoption: { commit: "d".repeat(40), ids, pull: 15, approvers: [carol], at: at(92) },
      },
      { kind: "observed", at: at(93), team: { id: 7, slug: "leads" }, members: [carol], first: true },
      {
        kind: "receipt",
        at: at(94),
        receipt: { pull: 16, merge: "e".repeat(40), requests: [own.request], reviews: [], at: at(94) },
      },
    ]);
    expect(pages.get(DAY)?.split("\n").slice(6)).toMatchInlineSnapshot(`
      [
        "- 14:00:00 alice asks: readonly on orders-db/orders ([#12](../../../../pull/12))",
        "- 14:00:00 payments/a is approved by carol, and starts at 2026-11-20 14:01 UTC ([#12](../../../../pull/12))",
        "- 14:00:00 what was asked is closed without a merge ([#13](../../../../pull/13))",
        "- 14:00:01 payments/a ([#12](../../../../pull/12)) is verified once more",
        "- 14:01:01 [alice](../../people/alice.md) **still holds** readonly on [orders-db/orders](../../resources/orders-db/orders.md): removing it failed",
        "- 14:01:02 [alice](../../people/alice.md) has no longer: readonly on [orders-db/orders](../../resources/orders-db/orders.md), planned 2026-11-20 14:01 UTC",
        "- 14:01:30 payments/a ([#12](../../../../pull/12)), readonly on orders-db/orders: used 3 times",
        "- 14:01:31 access-requests/x/y.yaml is refused: SELF ([#14](../../../../pull/14))",
        "- 14:01:32 the rules of dddddddddddd count from now on ([#15](../../../../pull/15))",
        "- 14:01:33 the team leads has 1 member",
        "- 14:01:34 payments/a reviewed by nobody ([#16](../../../../pull/16))",
        "",
      ]
    `);
    expect(pages.get("people/alice.md")).toContain("used 3 times");
  });

  it("hold no more than a phone shows, and say how many more there are", () => {
    const many = Array.from({ length: MOST_HELD + 20 }, (_, index) =>
      grant({ request: `payments/r${index}`, principal: `a${index}`, endsAt: at(1000 - index) }),
    ).flat();
    const pages = play(many);
    const rows =
      pages
        .get("README.md")
        ?.split("\n")
        .filter((line) => line.startsWith("- ")) ?? [];
    expect(rows).toHaveLength(MOST_HELD);
    expect(pages.get("README.md")).toContain("And 20 more, which end later");
    expect(pages.get("people/alice.md")).toContain("And 20 more: ");
    expect(pages.get(DAY)).toContain(many.length > MOST_LINES ? "earlier lines" : "2026-11-20");
  });

  it("keep a day's last lines, and count those they leave out", () => {
    const seen = (index: number): LedgerEntry => ({ kind: "closed", at: at(index), pull: index, codes: [] });
    const pages = play(...Array.from({ length: MOST_LINES + 3 }, (_, index) => [seen(index)]));
    const text = pages.get(DAY) ?? "";
    expect(text.split("\n").filter((line) => line.startsWith("- "))).toHaveLength(MOST_LINES);
    expect(text).toContain("\n3 earlier lines are left out");
    expect(text).not.toContain("pull/2)");
    expect(text).toContain("pull/3)");
  });

  it("make no markup and no line of names from outside", () => {
    const login = "x](https://evil.example)\n- **y** <img src=x> @z www.evil.example `c` \u202e";
    const pages = play(
      grant({
        subject: { id: 1, login },
        entitlement: { provider: "p", resource: "../[r](x)", role: "<b>|" },
      }),
    );
    for (const [path, text] of pages) {
      expect(path).toMatch(/^[\w./-]+$/u);
      expect(path).not.toContain("..");
      expect(text).not.toContain("](https:");
      expect(text).not.toMatch(/(?<!\\)<img/u);
      expect(text).not.toContain("\n- **y");
      expect(text).not.toMatch(/[^\\]<b|\u202e|www\.evil/u);
    }
  });

  it("have one page for a login in any case, and name both accounts that had it", () => {
    const pages = play(
      grant(),
      grant({ request: "payments/b", principal: "b", subject: { id: 2002, login: "Alice" } }),
    );
    expect(pages.get("people/alice.md")).toContain("GitHub account 1001 and 2002.");
  });

  it("begin, on a ledger that had none, with all that the overview links to", () => {
    const state = applyEntries(emptyLedger, grant());
    const entries: LedgerEntry[] = [{ kind: "closed", at: at(90), pull: 13, codes: [] }];
    const after = applyEntries(state, entries);
    const paths = (has: boolean) =>
      renderPages({ entries, state: after, earlier: () => (has ? "" : undefined) }, places).map(
        ({ path }) => path,
      );
    expect(paths(false)).toEqual(["README.md", DAY, "people/alice.md", "resources/orders-db/orders.md"]);
    expect(paths(true)).toEqual(["README.md", DAY]);
  });
});
