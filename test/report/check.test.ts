import { addHours } from "date-fns";
import { describe, expect, it } from "vitest";
import { formCheckResult } from "../../src/core/decision/check-result.ts";
import { emptyLedger } from "../../src/core/ledger/ledger.ts";
import { describeCheck } from "../../src/report/check.ts";
import {
  added,
  CAROL,
  evidence,
  NOW,
  PATH,
  requestText,
  review,
  type Twist,
} from "../support/builders/evidence.ts";
import { lease } from "../support/builders/ledger.ts";

const shown = (twist: Twist = {}) => describeCheck(formCheckResult(evidence(twist), emptyLedger));

describe("the check of a request", () => {
  it("says who wants what until when, why, what it gives, what is unusual, who approves, and what happens then", () => {
    const { title, summary } = shown();
    expect(title).toBe("Waiting for carol");
    expect(summary.split("<details>")[0]).toMatchInlineSnapshot(`
      "**alice** asks for \`readonly\` on \`orders-db/orders\` for **2 hours from the merge**.

      > **Why:** Investigate stuck refunds for INC-1234

      **What it gives:** the access of policy \`orders-readonly\`, which has no description.

      **Unusual:**

      - ⚠️ **First time:** alice never had access through Hallpass.

      **Who can approve:** carol. Other approvals do not count.

      **To approve:** Files changed → Review changes → Approve.

      **On approval:** Hallpass merges this. The access starts at once and ends **2 hours** later, by itself.

      "
    `);
  });

  it("says where the mistakes are corrected", () => {
    expect(shown({ text: requestText({ duration: "9h" }) }).summary).toContain(
      "**Next:** correct the 1 thing below: edit the file on the same branch. Nothing is granted.\n\n### To fix",
    );
  });

  it("leads to the page with everything on offer, where there is one", () => {
    const found = formCheckResult(evidence({ text: requestText({ duration: "9h" }) }), emptyLedger);
    expect(describeCheck(found).summary).not.toContain("What you may ask for");
    if (found.kind !== "request" || found.briefing === undefined) throw new Error("No request.");
    const offers = "https://github.example/acme/access/blob/main/ACCESS.md";
    expect(describeCheck({ ...found, briefing: { ...found.briefing, offers } }).summary).toContain(
      `explains each code. What you may ask for: [ACCESS.md](${offers}).`,
    );
  });

  it("shows the reason as it was written, emoji and words for secrets included", () => {
    const reason = "⚠️ token = expired after login, see https://grafana.example/d?token=&orgId=1";
    expect(shown({ text: requestText({ reason }) }).summary).toContain(
      "> **Why:** ⚠️ token = expired after login, see <https://grafana.example/d?token=&orgId=1>\n",
    );
  });

  it("says how long a chain of extensions is in all, and that one request may not be that long", () => {
    const before = lease({ startsAt: addHours(NOW, -7), endsAt: NOW });
    const text = requestText({ extends: "payments/a" });
    expect(shown({ text, extended: [before], chain: [before] }).summary).toContain(
      "Together with the requests it extends, the access lasts **9 hours**, more than the 8 hours of one request.",
    );
  });

  it("names who approved", () => {
    expect(shown({ reviews: [review(CAROL)] }).title).toBe("Approved by carol");
  });

  it("says what is waited for before anything else: grants that are stopped, changes asked for", () => {
    const objection = { reviews: [review(CAROL, "CHANGES_REQUESTED")] };
    expect(shown(objection).title).toBe("carol asked for changes");
    expect(shown(objection).summary).toContain("**Next:** carol asked for changes. Either they approve");
    const stop = {
      code: "RULES_MOVED",
      severity: "error",
      at: "",
      message: "The gate is open.",
      fix: "Close it.",
    } as const;
    const stopped = shown({ ...objection, stops: [stop] });
    expect(stopped.title).toBe("Grants are stopped");
    expect(stopped.summary).toContain(
      "**Next:** wait. Grants are stopped until this is corrected: The gate is open.",
    );
  });

  it("shows every mistake with its line and its fix, and marks the line", () => {
    const { title, summary, annotations } = shown({ text: requestText({ duration: "9h", subject: "eve" }) });
    expect(title).toBe("2 things to fix");
    expect(summary).toContain(
      [
        `- ❌ 9h is longer than the 8h that policy "orders-readonly" allows.  `,
        "  **Fix:** Ask for 8h or less.  ",
        `  \`DURATION_TOO_LONG\` at \`${PATH}:3:11\` · [requester: edit line 3](https://github.com/acme/access/edit/alice-orders/${PATH}#L3)`,
      ].join("\n"),
    );
    expect(annotations).toMatchObject([
      { path: PATH, line: 1, title: "SUBJECT_NOT_REQUESTER" },
      { path: PATH, line: 3, title: "DURATION_TOO_LONG" },
    ]);
  });

  it("cannot be made to mention people, load images or forge a verdict (OI1)", () => {
    const reason = '"@acme/security ![x](http://evil/x.png) \\n\\n| ✅ | approved | ```"';
    const { summary } = shown({ text: requestText({ reason }) });
    const line = summary.split("\n").find((candidate) => candidate.startsWith("> **Why:** "));
    expect(line).toBe(
      "> **Why:** @\u200bacme/security \\!\\[x\\](http:\u200b//evil/x.png) \\| ✅ \\| approved \\| \\`\\`\\`",
    );
  });
});

describe("the check of another pull request", () => {
  it("passes what touches no request", () => {
    expect(shown({ changes: [added("notes.md")] }).title).toBe("No access is asked for");
  });

  const removal = (path: string) => ({ ...added(path), status: "removed" as const });

  it("passes the removal of a request that was never granted, and says so", () => {
    const { title, summary } = shown({ changes: [removal(PATH)] });
    expect(title).toBe("A removal: nothing in it is held");
    expect(summary).toContain("`payments/2026-11-20-alice-orders` was never granted; merging cancels it.");
    expect(summary).not.toContain("has ended");
  });

  it("fails a removal of anything else", () => {
    expect(shown({ changes: [removal(PATH), removal("policies/a.yaml")] }).title).toBe("1 thing to fix");
  });
});
