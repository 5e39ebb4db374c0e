// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   OI1: A reason mentions everybody, loads an image, or draws a table of approvals.
//   OI2: A person writes a hidden marker into a comment to pretend a state.
//   OI3: A value contains a workflow command.
//   OI4: A branch name is put into a shell line of a workflow.
//   OI6: Log lines with line breaks or terminal codes.
//   OI7: A provider's error, with a password or a statement in it, reaches the pull request.
//   SC1: The tag of a workflow's action is moved.
//   SC3: A workflow checks out a pull request's code with rights.
//   NO1: A name or a reason holds `<!channel>`, `<at>…</at>`, a Markdown link or a line break, to mention
//     people, to lead them to a page, or to add a header or a recipient to a mail.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explain, showLine } from "../../action/print.ts";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { Lease } from "../../src/core/access/lease.ts";
import { type Briefing, type CheckResult, formCheckResult } from "../../src/core/decision/check-result.ts";
import type { Decision } from "../../src/core/decision/decision.ts";
import type { Finding } from "../../src/core/findings/finding.ts";
import { emptyLedger } from "../../src/core/ledger/ledger.ts";
import type { LagReport } from "../../src/core/plan/lag.ts";
import type { Notice } from "../../src/core/plan/notices.ts";
import type { Overdue } from "../../src/core/plan/overdue.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { describeMessage } from "../../src/notify/delivery/message.ts";
import { formSlackMessage } from "../../src/notify/slack.ts";
import { reconcile } from "../../src/operations/reconcile.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import { describeComment } from "../../src/report/briefing/comment.ts";
import { describeCheck } from "../../src/report/check.ts";
import { describeNeglect } from "../../src/report/lag.ts";
import { describeProse } from "../../src/report/markdown/prose.ts";
import { describeRemoval } from "../../src/report/removal.ts";
import { describeRevertPull } from "../../src/report/revert.ts";
import { describeSweep } from "../../src/report/sweep.ts";
import { describeMerge } from "../../src/report/words/merge.ts";
import { describeEntry, describeRefusal } from "../../src/report/words/messages.ts";
import { createLog } from "../../src/service/log.ts";
import { CAROL, evidence } from "../support/builders/evidence.ts";
import { grantedEntry } from "../support/builders/ledger.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { listActive, listLinks, withoutLinks } from "../support/markdown-oracle.ts";
import { approve, openPull, readCheck, requestPath } from "../support/people.ts";

const NOW = new Date("2026-11-20T14:00:00Z");

/** Text as somebody would write it who wants it to be more than text. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          "@acme/all",
          "@alice",
          "`",
          "``",
          "```",
          "\n",
          "\r\n",
          "\n\n",
          "|",
          "\\",
          "\\|",
          "#1",
          "GH-1",
          "gh-2",
        ],
        ...[
          "https://x.y/z",
          "www.x.y",
          "![a](b)",
          "[a](b)",
          "[a]: b",
          "[^1]",
          "<img src=x>",
          "<!-- jit-state -->",
        ],
        ...[
          "</details>",
          "&lt;",
          "&#64;",
          "*",
          "**",
          "_",
          "~~",
          "$x$",
          "- ",
          "1. ",
          "1) ",
          "# ",
          "> ",
          "---",
          "===",
        ],
        ...["\n| a | b |\n|---|---|\n", ":tada:", "fixes ", " ", "  ", "    ", "a", "1", "-", "_GH-1", "\t"],
        ...[
          "\u202e",
          "\u2066",
          "\u200b",
          "\u200d",
          "\ufeff",
          "\u2028",
          "\u0085",
          "\0",
          "\u001b[31m",
          "\ud800",
        ],
      ),
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(""));

const always = (judge: (text: string) => void): void =>
  fc.assert(fc.property(hostile, judge), { numRuns: 500 });

function checkResultWith(text: string): CheckResult {
  const checkResult = formCheckResult(evidence(), emptyLedger);
  if (checkResult.kind !== "request" || checkResult.decision.terms === undefined)
    throw new Error("No request.");
  const { decision } = checkResult;
  const finding: Finding = {
    code: "RULES_MOVED",
    severity: "error",
    at: "",
    place: { file: text, line: 1, column: 1 },
    message: text,
    fix: text,
  };
  const asked: Decision = {
    ...decision,
    verdicts: [...decision.verdicts, { rule: "r", status: "met", says: text }],
    terms: {
      ...checkResult.decision.terms,
      reason: text,
      extends: text,
      entitlements: [
        {
          provider: text,
          resource: text,
          role: text,
          policy: text,
          description: text,
          principal: `${text}!`,
        },
      ],
    },
    awaited: {
      groups: [{ people: [{ id: 1, login: text }, CAROL], missing: 1, teams: [] }],
      uncounted: text,
    },
  };
  return { ...checkResult, decision: asked, briefing: briefingWith(text), findings: [finding] };
}

/** Whatever may be unusual, with this text in it. */
function briefingWith(text: string): Briefing {
  const entitlement = { provider: text, resource: text, role: text };
  return {
    merges: true,
    page: "https://github.com/acme/access",
    branch: text,
    abilities: [{ entitlement, says: [text, text] }],
    unusual: [
      { kind: "newcomer" },
      { kind: "first", entitlement, last: { role: text, at: NOW } },
      { kind: "wider", entitlements: [entitlement], at: NOW },
      { kind: "holds", entitlement, from: NOW, until: NOW, pulls: [7] },
      { kind: "policy", name: text, at: NOW, pull: 7 },
    ],
  };
}

/** The same without mistakes: it waits for an approval, and says whose. */
function forApproval(text: string): CheckResult {
  const checkResult = checkResultWith(text);
  if (checkResult.kind !== "request" || checkResult.decision.terms === undefined)
    throw new Error("No request.");
  const person = { id: 1001, login: text };
  const terms = { ...checkResult.decision.terms, subject: person, requester: person };
  return { ...checkResult, decision: { ...checkResult.decision, terms }, findings: [] };
}

const leaseWith = (text: string): Lease => ({
  request: "payments/a",
  entitlement: { provider: text, resource: text, role: text },
  principal: text,
  subject: { id: 1, login: text },
  approvers: [{ id: 2, login: text }],
  pull: 12,
  reason: text,
  startsAt: NOW,
  endsAt: NOW,
  ended: { at: NOW, because: "expiry" },
});

const overdueWith = (text: string): Overdue => ({
  principal: text,
  entitlement: { provider: text, resource: text, role: text },
  leases: [leaseWith(text)],
  endedAt: NOW,
  lateMilliseconds: 1000,
  left: false,
});

function lagWith(text: string): LagReport {
  const apart = { byHand: 0, left: 0, again: 0 };
  const all = { count: 1, milliseconds: { p50: 1, p95: 1, max: 1 }, apart };
  return { until: NOW, all, providers: [{ provider: text, ...all }] };
}

function sweepWith(text: string) {
  const ids = { instance: "i", principal: "p", entitlement: "e" };
  const holding = {
    principal: text,
    entitlement: { provider: text, resource: text, role: text },
    ids,
    until: NOW,
  };
  const change = { kind: "revocation", holding, because: "expiry", write: true } as const;
  return {
    changes: [change],
    outcomes: [{ status: "failed", change, error: new Error(text), at: NOW }] as const,
    pulls: [{ number: 7, branch: text, url: "u" }],
    planned: [text],
    later: 0,
    unexplained: 0,
    overdue: [{ ...overdueWith(text), failing: { since: NOW, at: NOW, code: text } }],
    lag: lagWith(text),
    problems: [text, describeNeglect(overdueWith(text), 1000)],
  };
}

describe("what a stranger wrote", { timeout: 60_000 }, () => {
  it.each<[string, (text: string) => string]>([
    ["the check", (text) => describeCheck(checkResultWith(text)).summary],
    ["what an approver reads", (text) => describeCheck(forApproval(text)).summary],
    ["the comment for approvers", (text) => describeComment(forApproval(text), "abc1")],
    ["that comment later", (text) => describeComment(checkResultWith(text), "abc1")],
    [
      "a receipt",
      (text) => {
        const lease = leaseWith(text);
        const use = { kind: "read" as const, activity: [{ at: NOW, action: text }] };
        return describeRevertPull(
          "payments",
          [{ id: "payments/a", path: "p", team: "payments", leases: [lease] }],
          NOW,
          new Map([[lease, use]]),
        ).body;
      },
    ],
    [
      "the news of a grant",
      (text) =>
        describeEntry(
          grantedEntry(
            { principal: text, entitlement: { provider: text, resource: text, role: text } },
            NOW,
            NOW,
          ),
        ),
    ],
    ["the news of a refusal", (text) => describeRefusal({ codes: [text] })],
    [
      "the news of a refusal with its findings",
      (text) => describeRefusal({ codes: [], reasons: [{ code: text, says: text, fix: text }] }),
    ],
    [
      "the removal of what was refused",
      (text) => describeRemoval({ path: text, pull: 7, codes: [text], blob: "b", at: NOW }).body,
    ],
    ["the job summary", (text) => describeSweep(sweepWith(text), NOW, explain)],
  ])("OI1: is text and nothing else in %s, whatever it is", (_name, show) => {
    const harmless = show("x");
    always((text) => {
      const shown = show(text);
      expect(listActive(withoutLinks(shown))).toEqual(listActive(withoutLinks(harmless)));
      expect(shown.split("\n")).toHaveLength(harmless.split("\n").length);
    });
  });

  it("OI1: becomes no link but the addresses and issue numbers that stand in it", () => {
    let linked = 0;
    fc.assert(
      fc.property(
        fc.array(fc.oneof(hostile, fc.constantFrom("https://x.y/z?a=b&c=d", "#17", "(see", "#3).")), {
          maxLength: 6,
        }),
        (parts) => {
          const text = parts.join(" ");
          const found = listLinks(describeProse(text, "https://github.com/acme/access"));
          expect(found.filter((link) => !text.includes(link))).toEqual([]);
          linked += found.length;
        },
      ),
      { numRuns: 500 },
    );
    expect(linked).toBeGreaterThan(0);
  });

  it("NO1: is one line without mentions, links and hidden characters in every notice outside GitHub", () => {
    always((text) => {
      const entitlement = { provider: text, resource: text, role: text };
      const concerned = { subject: { id: 1, login: text }, approvers: [{ id: 2, login: text }] };
      const about = { pull: 7, id: text, concerned };
      const notices: Notice[] = [
        { kind: "approval", ...about, entitlements: [entitlement], durationMs: 1000, reason: text },
        { kind: "access", ...about, entry: grantedEntry({ principal: text, entitlement }, NOW, NOW) },
        { kind: "waiting", ...about, because: text },
      ];
      const linkTo = () => "https://github.example/acme/access/pull/7";
      for (const message of notices.map((notice) => describeMessage(notice, linkTo))) {
        const slack = JSON.stringify(formSlackMessage(message));
        expect(slack.replaceAll(linkTo(), "")).not.toMatch(/<[!@#a-z]|mrkdwn|:\/\//iu);
        for (const shown of [message.title, ...message.facts.map(({ value }) => value)]) {
          expect(shown).not.toMatch(/@[a-z0-9]|#[0-9]|GH-[0-9]|:\/\/|www\.|[\r\n\p{Zl}\p{Zp}]/iu);
          expect(shown.replaceAll("\u200b", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        }
      }
    });
  });

  it("OI1: mentions and closes nothing in titles, annotations and commit messages either", () => {
    always((text) => {
      const checkResult = checkResultWith(text);
      const { annotations, title } = describeCheck(checkResult);
      const commit = describeMerge(checkResult, null);
      const revert = describeRevertPull(text, [], NOW);
      const removal = describeRemoval({ path: text, codes: [], blob: "b", at: NOW });
      for (const shown of [
        title,
        commit.title,
        revert.title,
        removal.title,
        ...commit.body.split("\n"),
        ...annotations.flatMap(({ message }) => message.split("\n")),
      ]) {
        expect(shown).not.toMatch(/@[a-z0-9]|#[0-9]|GH-[0-9]|:\/\/|www\.|[\r\n\p{Zl}\p{Zp}]/iu);
        expect(shown.replaceAll("\u200b", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }
      expect(annotations[0]?.message.split("\n")).toHaveLength(2);
      expect(commit.body.split("\n").every((line) => line.startsWith("Hallpass-"))).toBe(true);
    });
  });

  it("OI1: stays harmless where a summary is cut because it is too long", () => {
    const checkResult = checkResultWith("x");
    if (checkResult.kind !== "request") throw new Error("No request.");
    const [finding] = checkResult.findings;
    if (finding === undefined) throw new Error("No finding.");
    const place = { file: "@acme/all ".repeat(200), line: 1, column: 1 };
    const findings = Array.from({ length: 3000 }, () => ({ ...finding, place }));
    const { summary } = describeCheck({ ...checkResult, findings });
    expect(summary.length).toBeGreaterThan(60_000);
    expect(summary.length).toBeLessThanOrEqual(65_535);
    const active = listActive(summary);
    expect(active.filter((name) => ["mention", "open code"].includes(name))).toEqual([]);
    expect(active).toContain("code");
  });

  it("OI3: is no workflow command where the Action prints it", () => {
    const commands = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            "::",
            ":",
            "##[",
            "#",
            "[",
            "add-mask",
            "set-output name=a",
            "stop-commands",
            "\n",
            "\r",
            "\u2028",
            "%0A",
            "EOF",
            "<<",
            " ",
          ),
          hostile,
        ),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(commands, (text) => {
        for (const shown of [
          showLine(text),
          ...describeSweep(sweepWith(text), NOW, explain).split("\n").map(showLine),
        ]) {
          expect(shown).not.toMatch(/::|##\[|[\p{Cc}\p{Zl}\p{Zp}]/u);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("OI6: is one line of the log, and obeyed by no terminal", () => {
    const lines: string[] = [];
    const log = createLog(
      (line) => lines.push(line),
      [],
      () => NOW,
    );
    always((text) => {
      lines.length = 0;
      log.warn({ path: text, [text]: text, err: new Error(text) }, text);
      expect(lines).toHaveLength(1);
      expect(lines[0]?.match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu)).toEqual(["\n"]);
      expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "warn", time: NOW.toISOString() });
    });
  });
});

describe("on a local GitHub", { timeout: 60_000 }, () => {
  let app: InProcess;
  // The second app may write checks here, as some other app in the organisation may.
  beforeAll(async () => {
    const seed = defaultSeed();
    const apps = seed.apps.map((each) => ({
      ...each,
      permissions: { ...each.permissions, checks: "write" as const },
    }));
    app = await startInProcess({ seed: { ...seed, apps } });
  }, 240_000);
  afterAll(() => app?.stop());

  const listComments = async (number: number): Promise<string> => {
    const { data } = await app.as("alice").issues.listComments({ ...at, issue_number: number });
    return data.map(({ body }) => body).join("\n");
  };

  it("OI2: markers in comments and another app's green check change nothing: no merge, no grant", async () => {
    const { number, head } = await openPull(app.github, "alice", { [requestPath()]: visitorText() });
    const checkResult = await app.review(number);
    const own = await readCheck(app.github, head);
    const body = `<!-- jit-state: approved -->\n<!-- hallpass: {"approved":true,"approvers":[1003]} -->\n/hallpass approve`;
    for (const login of ["alice", "eve"])
      await app.as(login).issues.createComment({ ...at, issue_number: number, body });
    const other = app.github.asApp(app.github.sandbox.reaper);
    const runs = await app.as("alice").checks.listForRef({ ...at, ref: head });
    await other.checks.create({
      ...at,
      name: "hallpass/decision",
      head_sha: head,
      external_id: runs.data.check_runs[0]?.external_id ?? "",
      status: "completed",
      conclusion: "success",
    });
    expect(await app.review(number)).toEqual(checkResult);
    const pull = { ...at, pull_number: number };
    await expect(app.as("carol").pulls.merge({ ...pull, merge_method: "squash" })).rejects.toMatchObject({
      status: 405,
    });
    expect((await app.as("alice").pulls.get(pull)).data.merged).toBe(false);
    expect(own).toMatchObject({ status: "in_progress" });
    const externalId = runs.data.check_runs[0]?.external_id ?? "";
    expect(await app.deps.github.readCheck(head, externalId)).toEqual({ passed: false });
    await app.reconcile();
    expect(await app.listVisitors()).toEqual([]);
  });

  it("OI1: a reason that mentions and draws is merged, granted and told without doing either", async () => {
    const reason = JSON.stringify(
      "Ask @acme/security ![x](http://evil.example/x.png) | ✅ | fixes #1 <img src=x> for INC-1234",
    );
    const { number, head } = await openPull(app.github, "alice", {
      [requestPath()]: visitorText({ reason }),
    });
    await approve(app.github, "carol", number);
    await app.review(number);
    await app.reconcile();
    expect(await app.listVisitors()).toHaveLength(1);
    const check = await readCheck(app.github, head);
    const { data } = await app.as("alice").repos.listCommits({ ...at, per_page: 1 });
    // The app's own reference to the pull request.
    const subject = (data[0]?.commit.message ?? "").replace(` (#${number})`, "");
    for (const shown of [check?.summary ?? "", await listComments(number), subject])
      expect(listActive(shown).filter((name) => ["mention", "issue", "address"].includes(name))).toEqual([]);
    expect(check?.summary).toContain("Ask @\u200bacme/security");
  });

  it.each([
    [
      "a provider's error",
      new ProviderError("memory", "REFUSED", new Error("INSERT INTO grants; password=hunter22")),
    ],
    ["an error nobody expected", new Error("INSERT INTO grants; https://bob:hunter22@db.internal")],
  ])("OI7: the words of %s are in the log, masked, and on no page", async (_name, error) => {
    const memory = app.deps.providers.get("memory");
    if (memory === undefined) throw new Error("No provider.");
    const fails = async (): Promise<never> => {
      throw error;
    };
    const broken: Provider = { ...memory, hold: fails };
    const { number, head } = await openPull(app.github, "alice", {
      [requestPath()]: visitorText({ duration: "5h" }),
    });
    await approve(app.github, "carol", number);
    await app.review(number);
    const before = app.log.length;
    const asked: Provider = { ...memory, identify: fails };
    for (const provider of [asked, broken])
      await reconcile({ ...app.deps, providers: new Map([["memory", provider]]) });
    const told = app.log.slice(before).join("");
    expect(told).toContain("INSERT INTO grants");
    expect(told).not.toContain("hunter22");
    const check = await readCheck(app.github, head);
    const pages = JSON.stringify([check, await listComments(number)]);
    expect(pages).not.toMatch(/INSERT|hunter22|db\.internal/u);
    expect(explain(error)).not.toContain("hunter22");
  });
});

describe("the project's own files", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const files = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n");
  const blocks = files
    .filter((name) => /\.(?:ya?ml|md)$/u.test(name) && !name.startsWith("test/"))
    .flatMap((name) => {
      const text = readFileSync(`${root}${name}`, "utf8");
      return name.endsWith(".md")
        ? [...text.matchAll(/```ya?ml\n([\s\S]*?)```/gu)].map(([, block]) => block ?? "")
        : [text];
    });
  const workflows = blocks.filter((text) => /^jobs:/mu.test(text));

  it("SC3: no workflow to copy runs with rights on what a pull request holds", () => {
    expect(workflows.length).toBeGreaterThan(0);
    for (const text of workflows) {
      expect(text).not.toMatch(/pull_request_target|head\.(?:ref|sha)/u);
      // It runs the default branch's file with rights, after a pull request's own: it may wake, and bring nothing along.
      if (text.includes("workflow_run"))
        expect(text).not.toMatch(
          /actions\/(?:checkout|download-artifact)|github\.event\.workflow_run|gh run/u,
        );
    }
  });

  it("OI4: no workflow to copy puts words of a pull request into a shell line", () => {
    for (const text of workflows)
      expect(text).not.toMatch(/\$\{\{[^}]*(?:github\.event\.|github\.head_ref|github\.ref_name)/u);
  });

  it("SC1: every action of a workflow to copy is pinned to a whole commit id, or says that it must be", () => {
    for (const [, reference] of workflows.join("\n").matchAll(/uses: [^@\s]+@(.+)$/gmu))
      expect(reference).toMatch(/^(?:[0-9a-f]{40}|<full commit SHA>)/u);
  });
});
