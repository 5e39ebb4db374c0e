import { Octokit } from "@octokit/rest";
import { beforeEach, describe, expect, it } from "vitest";
import { formCheckResult } from "../../src/core/decision/check-result.ts";
import { emptyLedger } from "../../src/core/ledger/ledger.ts";
import type { Check } from "../../src/core/ports/github.ts";
import { checkRuns } from "../../src/github/checks.ts";
import { CAROL, evidence, requestText, review, type Twist } from "../support/builders/evidence.ts";

const HEAD = "a".repeat(40);
const APP = 1;

interface Run {
  id: number;
  name: string;
  app: { id: number };
  head_sha: string;
  external_id: string;
  status: string;
  conclusion: string | null;
  output: { title: string | null; summary: string | null; annotations_count: number };
}

let runs: Run[];
let writes: string[];
beforeEach(() => {
  runs = [];
  writes = [];
});

const run = (overrides: Partial<Run> = {}): Run => ({
  id: runs.length + 1,
  name: "hallpass/decision",
  app: { id: APP },
  head_sha: HEAD,
  external_id: "12:x",
  status: "completed",
  conclusion: "success",
  output: { title: null, summary: null, annotations_count: 0 },
  ...overrides,
});

/** As GitHub: newest first, a page at a time, and only the newest of a name unless all are asked for. */
function answer(method: string, url: URL, body: string): object {
  const number = (name: string): number => Number(url.searchParams.get(name));
  if (method === "GET") {
    const all = runs.toReversed();
    const shown = url.searchParams.get("filter") === "all" ? all : all.slice(0, 1);
    const from = (Math.max(1, number("page")) - 1) * number("per_page");
    return { total_count: shown.length, check_runs: shown.slice(from, from + (number("per_page") || 30)) };
  }
  const id = method === "POST" ? runs.length + 1 : Number(url.pathname.split("/").at(-1));
  writes.push(`${method} ${id}`);
  const fields: Partial<Run> & { output?: { annotations?: unknown[] } } = JSON.parse(body);
  const { external_id = "", status = "completed", conclusion = null, output = run().output } = fields;
  const before = runs.find((known) => known.id === id)?.output.annotations_count ?? 0;
  const annotations_count = before + (fields.output?.annotations?.length ?? 0);
  const written = run({ id, external_id, status, conclusion, output: { ...output, annotations_count } });
  runs = [...runs.filter((known) => known.id !== id), written].sort((a, b) => a.id - b.id);
  return written;
}

/** A replica of the app: it remembers nothing of another. */
const replica = () => {
  const listing = (url: URL, total: number): Record<string, string> => {
    const page = Math.max(1, Number(url.searchParams.get("page")));
    url.searchParams.set("page", String(page + 1));
    return page * Number(url.searchParams.get("per_page")) < total ? { link: `<${url}>; rel="next"` } : {};
  };
  const fetch = async (address: string, init: { method: string; body?: string }) => {
    const url = new URL(address);
    const body = JSON.stringify(answer(init.method, url, init.body ?? ""));
    const link = init.method === "GET" ? listing(url, runs.length) : {};
    const headers = { "content-type": "application/json", ...link };
    // Paging goes by the answer's URL, which only a real `fetch` sets.
    return Object.defineProperty(new Response(body, { headers }), "url", { value: address });
  };
  return checkRuns(new Octokit({ request: { fetch } }), { owner: "acme", repo: "access" }, APP);
};

const check = (twist: Twist = {}, overrides: Partial<Check> = {}): Check => ({
  head: HEAD,
  pull: 12,
  externalId: "12:x",
  checkResult: formCheckResult(evidence(twist), emptyLedger),
  ...overrides,
});
const approved: Twist = { reviews: [review(CAROL)] };
const denied: Twist = { text: requestText({ duration: "9h" }) };

describe("the check of a pull request", () => {
  it("is written once, whichever replica writes it", async () => {
    await replica().writeCheck(check(approved));
    await replica().writeCheck(check(approved));
    expect(writes).toEqual(["POST 1"]);
  });

  it("is the same run while it goes on, and after other rules", async () => {
    await replica().writeCheck(check());
    await replica().writeCheck(check(approved));
    await replica().writeCheck(check(approved, { externalId: "12:y" }));
    expect(writes).toEqual(["POST 1", "PATCH 1", "PATCH 1"]);
    expect(await replica().readCheck(HEAD, "12:x")).toBeUndefined();
    expect(await replica().readCheck(HEAD, "12:y")).toEqual({ passed: true });
  });

  it("is a new run when it waits again, and the old one proves nothing any more", async () => {
    await replica().writeCheck(check(approved));
    await replica().writeCheck(check());
    expect(writes).toEqual(["POST 1", "POST 2"]);
    expect(await replica().readCheck(HEAD, "12:x")).toEqual({ passed: false });
  });

  it("never shows the marks of a mistake twice, nor after it was mended", async () => {
    await replica().writeCheck(check(denied));
    await replica().writeCheck(check(denied, { externalId: "12:y" }));
    await replica().writeCheck(check(approved, { externalId: "12:y" }));
    expect(writes).toEqual(["POST 1", "POST 2", "POST 3"]);
    expect(runs.map(({ output }) => output.annotations_count)).toEqual([1, 1, 0]);
  });

  it("stays what it is when somebody opens another pull request from the same head", async () => {
    await replica().writeCheck(check(approved));
    await replica().writeCheck(check(denied, { pull: 13, externalId: "13:z" }));
    await replica().writeCheck(check(approved));
    expect(writes).toEqual(["POST 1", "POST 2"]);
    expect(await replica().readCheck(HEAD, "12:x")).toEqual({ passed: true });
    expect(await replica().readCheck(HEAD, "13:z")).toEqual({ passed: false });
  });

  it("is not another pull request's that begins with the same digits", async () => {
    await replica().writeCheck(check(approved, { pull: 1, externalId: "1:x" }));
    await replica().writeCheck(check(denied));
    expect(writes).toEqual(["POST 1", "POST 2"]);
  });

  it("is found behind a hundred others", async () => {
    runs.push(run());
    while (runs.length < 150) runs.push(run({ external_id: `${runs.length}:o`, conclusion: "failure" }));
    expect(await replica().readCheck(HEAD, "12:x")).toEqual({ passed: true });
  });

  it.each([
    ["another app's", { app: { id: 9 } }],
    ["another name's", { name: "hallpass/other" }],
    ["another head's", { head_sha: "b".repeat(40) }],
  ])("is not %s", async (_name, overrides) => {
    runs.push(run(overrides));
    expect(await replica().readCheck(HEAD, "12:x")).toBeUndefined();
  });
});
