import { addHours } from "date-fns/addHours";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { defaultSeed } from "../../../demo/src/sandbox/seed.ts";
import { examineAttestor } from "../../../src/core/diagnosis/examinations/attestor.ts";
import type { InstallationFacts } from "../../../src/core/diagnosis/installation.ts";
import { openClient, openInstallation } from "../../../src/github/http/client.ts";
import { gitHubInstallation, type InstallationOptions } from "../../../src/github/settings/installation.ts";
import { at, type LocalGitHub, startLocalGitHub } from "../../support/local-github.ts";

let github: LocalGitHub;
const now = () => new Date();

beforeAll(async () => {
  // The second App of the sandbox, with what an attestor needs.
  const permissions = { administration: "read", metadata: "read", secrets: "read" } as const;
  const plain = defaultSeed();
  const apps = plain.apps.map((app) => (app.slug === "hallpass-reaper" ? { ...app, permissions } : app));
  const seed = { ...plain, apps };
  github = await startLocalGitHub({ seed, clock: now });
});
afterAll(() => github?.stop());
afterEach(() => void vi.useRealTimers());

const credentials = (changed: { appId?: number; privateKey?: string } = {}) => {
  const { appId, privateKey } = github.sandbox.reaper ?? github.sandbox.app;
  return { appId, privateKey, apiUrl: github.sandbox.url, ...changed };
};

function read(attestor: InstallationOptions["attestor"]) {
  const { appId, privateKey } = github.sandbox.app;
  const apiUrl = github.sandbox.url;
  const { octokit } = openInstallation({ appId, privateKey, apiUrl }, at, { now });
  const branches = { defaultBranch: "main", ledgerBranch: "access-ledger" };
  return gitHubInstallation({ octokit, name: at, apiUrl, attestor, ...branches, now }).read([]);
}

const judge = (state: Awaited<ReturnType<typeof read>>) =>
  examineAttestor({ github: state } as InstallationFacts);

it("an attestor's App reads with tokens of its own, and goes on after they have ended", async () => {
  const { octokit } = openInstallation(credentials(), at, { now });
  const attestor = { octokit, who: "the attestor's App" };
  const first = await read(attestor);
  expect(first).toMatchObject({
    attestor: { who: "the attestor's App" },
    workflowsMayApprove: { value: false },
  });
  expect(judge(first)).toMatchObject([{ code: "ATTESTOR", status: "ok" }]);
  // At GitHub the first token has ended now.
  vi.useFakeTimers({ toFake: ["Date"], now: addHours(new Date(), 2) });
  expect(judge(await read(attestor))).toMatchObject([{ status: "ok" }]);
});

it("a token that GitHub no longer accepts is wrong, which is an alarm and stops no grant", async () => {
  const token = "ghs_0000000000000000000000000000000000000000";
  const attestor = {
    octokit: openClient(github.sandbox.url, token, { now }),
    who: "HALLPASS_ATTESTOR_TOKEN",
  };
  const state = await read(attestor);
  expect(judge(state)).toMatchObject([
    {
      code: "ATTESTOR",
      status: "wrong",
      stops: false,
      is: "GitHub refuses HALLPASS_ATTESTOR_TOKEN: 401: Bad credentials",
    },
  ]);
  expect(state.secrets).toEqual({ unreadable: "GitHub does not show it to HALLPASS_ATTESTOR_TOKEN (401)" });
});

it("an App that GitHub does not know is wrong too, and what the app reads itself is read", async () => {
  const { octokit } = openInstallation(credentials({ appId: 4711 }), at, { now });
  const state = await read({ octokit, who: "the attestor's App" });
  expect(judge(state)).toMatchObject([{ status: "wrong" }]);
  expect(state.repository.id).toBe(5001);
});

it("without an attestor nothing is looked at", async () => {
  expect(judge(await read(undefined))).toEqual([]);
});
