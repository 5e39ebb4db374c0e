import { beforeEach, expect, it } from "vitest";
import type { CheckResult } from "../../../src/core/decision/check-result.ts";
import type { ReplayReport } from "../../../src/core/replay/replay-report.ts";
import { tellReplay } from "../../../src/operations/replaying/tell-replay.ts";
import type { Deps } from "../../../src/operations/round/deps.ts";
import { OWNERS, policyText, SETTINGS } from "../../commands/policy-checkout.ts";
import { depsWith } from "../../support/builders/deps.ts";
import { evidence, requestText } from "../../support/builders/evidence.ts";
import { granted, lease, proof, START } from "../../support/builders/ledger.ts";
import { silent } from "../../support/builders/log.ts";

const { pull } = evidence();

const rulesAt = (blob: string): Readonly<Record<string, string>> => ({
  "policies/orders.yaml": blob,
  ".github/CODEOWNERS": "owners",
  ".github/hallpass.yaml": "settings",
});

const TEXTS: Readonly<Record<string, string>> = {
  old: policyText(),
  new: policyText({ duration: "{ maximum: 1h }" }),
  broken: policyText({ duration: "{ maximum: soon }" }),
  owners: OWNERS,
  settings: SETTINGS,
  [proof.blob]: requestText(),
};

/** A clone of three commits: `tip`, and the heads `h1` (shorter access), `h2` (a mistake) and `h3` (no change). */
const COMMITS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  tip: rulesAt("old"),
  h1: rulesAt("new"),
  h2: rulesAt("broken"),
  h3: rulesAt("old"),
};

const fileOf = (path: string, blob: string) => ({ path, mode: "100644", blob, size: 100 });

let shown: (readonly [key: string, about: ReplayReport | "failed"])[];
let asked = 0;

function createDeps(overrides: { readonly ledger?: Deps["ledger"]["read"]; readonly found?: string } = {}) {
  return depsWith({
    now: () => START,
    log: silent,
    ledger: {
      read:
        overrides.ledger ??
        (async () => ({ tip: "l", state: granted(lease({ endsAt: new Date("2026-11-20T16:00:00Z") })) })),
    },
    repository: {
      listFiles: async (commit) =>
        Object.entries(COMMITS[commit] ?? {})
          .filter(([path]) => path.startsWith("policies/"))
          .map(([path, blob]) => fileOf(path, blob)),
      findFile: async (commit, path) => {
        const blob = COMMITS[commit]?.[path];
        return blob === undefined ? undefined : fileOf(path, blob);
      },
      treeId: async (commit) => COMMITS[commit]?.["policies/orders.yaml"],
      readBlob: async (blob) => new TextEncoder().encode(TEXTS[blob]),
    },
    briefings: {
      find: async () => undefined,
      write: async () => undefined,
      change: async () => undefined,
      close: async () => undefined,
      requestReviews: async () => undefined,
      showState: async () => undefined,
      findReplay: async () => {
        asked++;
        return overrides.found;
      },
      showReplay: async (_pull, key, about) => void shown.push([key, about]),
    },
  });
}

const reviewed = (
  head: string,
  findings: CheckResult["findings" & keyof CheckResult] | readonly never[] = [],
) => ({
  pull,
  checkResult: {
    kind: "rules",
    findings,
    decision: {
      ...{ status: "waiting", verdicts: [], approvers: [], reviews: [], eligible: [] },
      on: { head, rules: "tip", codeowners: "owners" },
    },
  } as CheckResult,
});

beforeEach(() => {
  shown = [];
  asked = 0;
});

it("says once what the proposed rules would have decided otherwise", async () => {
  const told = new Map<number, string>();
  await tellReplay(createDeps(), reviewed("h1"), told);
  await tellReplay(createDeps(), reviewed("h1"), told);
  expect(shown).toMatchObject([
    [
      expect.stringMatching(/^[0-9a-f]{64}$/u),
      { decisions: 1, changes: [{ request: "payments/a", difference: "denied" }] },
    ],
  ]);
  expect(asked).toBe(1);
});

it("says it no second time after a restart", async () => {
  await tellReplay(createDeps(), reviewed("h1"), new Map());
  const [key] = shown[0] ?? [];
  await tellReplay(createDeps({ found: key ?? "" }), reviewed("h1"), new Map());
  expect(shown).toHaveLength(1);
});

it("says nothing where the rules have mistakes or are the same", async () => {
  for (const head of ["h2", "h3"]) await tellReplay(createDeps(), reviewed(head), new Map());
  expect([shown, asked]).toEqual([[], 0]);
});

it("says that it failed, and throws nothing", async () => {
  const ledger = async () => Promise.reject(new Error("away"));
  await tellReplay(createDeps({ ledger }), reviewed("h1"), new Map());
  expect(shown.map(([, about]) => about)).toEqual(["failed"]);
});
