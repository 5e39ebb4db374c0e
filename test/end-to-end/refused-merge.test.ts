import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { conclude } from "../../src/core/decision/check-result.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, isMerged, openPull, readCheck, requestPath } from "../support/people.ts";

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess();
}, 240_000);
afterAll(() => app?.stop());

const open = () => openPull(app.github, "alice", { [requestPath()]: visitorText() });

it("a draft that is approved waits, and says for what", async () => {
  const clone = await app.clone("alice");
  const head = await clone.pushBranch("ask-draft", { [requestPath()]: visitorText() });
  const draft = { ...at, title: "Draft", head: "ask-draft", base: "main", draft: true };
  const { number } = (await app.as("alice").pulls.create(draft)).data;
  await approve(app.github, "carol", number);
  expect(await app.review(number)).toMatchObject({ blocked: "Pull Request is still a draft" });
  const check = await readCheck(app.github, head);
  expect(check).toMatchObject({ status: "in_progress", conclusion: null });
  expect(check?.title).toBe("GitHub does not let it merge: Pull Request is still a draft");
  expect(check?.summary).toContain("**Next:** click “Ready for review”.");
  expect(check?.summary).not.toContain("nothing to do");
});

it("what GitHub refuses for a moment alone is not said on the check, and is merged at the next try", async () => {
  const before = await open();
  await approve(app.github, "carol", before.number);
  await app.review(before.number);
  expect(await isMerged(app.github, before.number)).toBe(true);
  app.github.sandbox.control.behave({ baseUnsettled: 3_600_000 });
  const first = await open();
  await approve(app.github, "carol", first.number);
  await expect(app.review(first.number)).rejects.toThrow(
    `GitHub did not do "merge #${first.number}" (405: Base branch was modified.`,
  );
  expect(await readCheck(app.github, first.head)).toMatchObject({ conclusion: "success" });
  app.github.sandbox.control.behave({ baseUnsettled: 0 });
  await app.review(first.number);
  expect(await isMerged(app.github, first.number)).toBe(true);
});

it("what GitHub refuses to merge says why on the check, and is merged once GitHub lets it", async () => {
  const rulesets = app.as("olga").repos;
  const { data } = await rulesets.getRepoRuleset({ ...at, ruleset_id: 6001 });
  const ci = { type: "required_status_checks", parameters: checks("ci/build") } as const;
  await rulesets.updateRepoRuleset({ ...at, ruleset_id: 6001, rules: [...(data.rules ?? []), ci] });
  const { number, head } = await open();
  await approve(app.github, "carol", number);
  const checkResult = await app.review(number);
  expect(checkResult && conclude(checkResult)).toBe("waiting");
  const check = await readCheck(app.github, head);
  expect(check).toMatchObject({ status: "in_progress", conclusion: null });
  expect(check?.title).toMatch(/^GitHub does not let it merge: .*ci\/build/u);
  expect(check?.summary).toContain("**Next:** wait for the other checks");
  expect(app.log.filter((line) => line.includes("GitHub does not let it merge"))).toHaveLength(1);
  const listOwn = async () =>
    (
      await app.github
        .asApp()
        .checks.listForRef({ ...at, ref: head, check_name: "hallpass/decision", filter: "all" })
    ).data.check_runs.map(({ id, status, external_id }) => [id, status, external_id]);
  const shown = await listOwn();
  const written = vi.spyOn(app.deps.github, "writeCheck");
  for (const _round of [1, 2, 3])
    expect(await app.review(number)).toMatchObject({ blocked: expect.any(String) });
  expect(written).not.toHaveBeenCalled();
  expect(await listOwn()).toEqual(shown);
  written.mockRestore();
  const run = {
    ...at,
    name: "ci/build",
    head_sha: head,
    status: "completed",
    conclusion: "success",
  } as const;
  await app.github.asApp().checks.create(run);
  await app.review(number);
  expect(await isMerged(app.github, number)).toBe(true);
  await app.reconcile();
  expect(await app.listVisitors()).toHaveLength(1);
});

it("a refusal that only counts checks may be about the app's own, which is green before the next try", async () => {
  const { number } = await open();
  await approve(app.github, "carol", number);
  const refused = "1 of 2 required status checks are expected.";
  const merge = vi.spyOn(app.deps.github, "merge").mockResolvedValue({ refused });
  await app.review(number);
  const written = vi.spyOn(app.deps.github, "writeCheck");
  await app.review(number);
  expect(written.mock.calls.map(([{ checkResult }]) => conclude(checkResult))).toEqual([
    "success",
    "waiting",
  ]);
  merge.mockRestore();
  written.mockRestore();
});

const checks = (context: string) => ({
  strict_required_status_checks_policy: false,
  required_status_checks: [{ context }],
});
