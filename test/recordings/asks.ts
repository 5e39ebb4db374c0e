import { generateKeyPairSync } from "node:crypto";
import { expect } from "vitest";
import { readDefaultBranch } from "../../action/run.ts";
import { type CheckResult, REQUIRED_CHECK } from "../../src/core/decision/check-result.ts";
import { readOwnBot } from "../../src/github/bot.ts";
import { pullPage } from "../../src/github/briefing/pull-page.ts";
import { commentRecord } from "../../src/github/comment-record.ts";
import { ownComments } from "../../src/github/comments/own-comments.ts";
import { createSeal } from "../../src/github/comments/seal.ts";
import { githubOver } from "../../src/github/github.ts";
import { openInstallation } from "../../src/github/http/client.ts";
import { samlIdentities } from "../../src/github/identities.ts";
import { gitHubReverts } from "../../src/github/reverts.ts";
import { gitHubInstallation } from "../../src/github/settings/installation.ts";
import { gitHubRulesets } from "../../src/github/settings/rulesets.ts";
import { githubComments } from "../../src/notify/github-comments.ts";
import type { Recording } from "./recording.ts";

// biome-ignore lint/suspicious/noExplicitAny: recordings are of any form; the adapters, not these tests, are what has types.
type Body = any;

/** What an adapter is asked, and what it must say of a successful answer, worked out from the recorded body alone. */
export interface Ask {
  readonly name: string;
  readonly ask: (adapters: Adapters, recording: Recording) => Promise<unknown>;
  /** Compared with the answer; undefined: any answer will do. Throws for a body that has no meaning: an error must say so. */
  readonly says?: (body: Body, recording: Recording) => unknown;
  /** What GitHub answers before, where the recording alone does not lead to the call. */
  readonly before?: (recording: Recording) => readonly Recording[];
  /** Statuses that are answers, and what they mean. */
  readonly means?: Readonly<Record<number, unknown>>;
}

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

export type Adapters = ReturnType<typeof openAdapters>;

/** Every adapter, over one client, as the server and the Action compose them. */
export function openAdapters(url: string, recording: Recording) {
  const [owner = "octo-org", repo = "octo-repo"] =
    /^\/repos\/([^/]+)\/([^/]+)/u.exec(recording.path)?.slice(1) ?? [];
  const name = { owner, repo };
  const now = () => new Date();
  const app = { appId: 1, privateKey, apiUrl: url };
  const { octokit, token } = openInstallation(app, name, { now, repositoryId: repositoryOf(recording) });
  const org = /^\/orgs\/([^/]+)/u.exec(recording.path)?.[1] ?? owner;
  return {
    token,
    github: githubOver(octokit, { ...name, owner: org }, appOf(recording.body)),
    notifier: githubComments(
      ownComments(
        octokit,
        { ...name, owner: org },
        {
          appId: appOf(recording.body),
          seal: createSeal(privateKey, 77),
          sealedSince: async () => new Date(8.64e15),
        },
      ),
    ),
    page: pullPage(octokit, { ...name, owner: org }),
    comments: commentRecord(octokit, commentedIn(recording)),
    identities: samlIdentities(octokit, org),
    reverts: gitHubReverts({ octokit, name, push: async () => undefined }),
    rulesets: gitHubRulesets({ name, apiUrl: url, token: "t", now }),
    bot: () => readOwnBot(octokit, "https://github.com"),
    defaultBranch: () => readDefaultBranch(octokit, name),
    installation: gitHubInstallation({
      octokit,
      name: { owner: org, repo },
      apiUrl: url,
      defaultBranch: "main",
      ledgerBranch: "access-ledger",
      now,
    }),
  };
}

const repositoryOf = ({ headers }: Recording): number =>
  Number(/\/repositories\/(\d+)/u.exec(headers.location ?? headers.link ?? "")?.[1] ?? 77);

const appOf = (body: Body): number => body?.check_runs?.[0]?.app?.id ?? 1;

/** Of the first comment that was delivered. */
const commentedIn = ({ body, route }: Recording): number => {
  const all: Body[] = Array.isArray(body) ? body : route.includes("deliveries") ? [body] : [];
  return all.find((each) => each?.event === "issue_comment")?.repository_id ?? 77;
};

const partOf = (pattern: RegExp, { path }: Recording): string =>
  decodeURIComponent(pattern.exec(path)?.[1] ?? "1");
const numberOf = (recording: Recording): number => Number(partOf(/\/(?:pulls|issues)\/(\d+)/u, recording));
const commitOf = (recording: Recording): string => partOf(/\/commits\/([^/?]+)/u, recording);
const slugOf = (recording: Recording): string => partOf(/\/teams\/([^/?]+)/u, recording);
const EPOCH = new Date(0);

const decided: CheckResult = { kind: "other", findings: [] };
const receipt: CheckResult = {
  kind: "revert",
  paths: [],
  ungranted: [],
  ending: [],
  unreviewed: [],
  findings: [],
  approved: true,
};
const waiting = { kind: "waiting", pull: 1, id: "waiting", because: "It waits." } as const;
const refused = {
  kind: "access",
  pull: 1,
  id: "refused",
  entry: {
    kind: "refused",
    at: EPOCH,
    refusal: { path: "access-requests/x/y.yaml", blob: "b", codes: ["NOT_APPROVED"], at: EPOCH },
  },
} as const;

const account = (user: Body) => ({ id: user.id, login: user.login });
const list = (body: Body): Body[] => {
  if (!Array.isArray(body)) throw new Error("no list");
  return body;
};
const states = ["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "PENDING"];
const latest = (times: string[]): Date | undefined =>
  times.length === 0 ? undefined : new Date(Math.max(...times.map((time) => Date.parse(time))));

const ofRepository = {
  defaultBranch: "main",
} as const;

/** What one caller may not read is unreadable, and no error; a redirect leads to what was asked for. */
const unreadable = Object.fromEntries(
  [301, 401, 403, 404, 410, 422, 501].map((status) => [status, expect.anything()]),
);

const readInstallation: Ask = {
  name: "installation.read",
  means: unreadable,
  ask: async ({ installation }, recording) => {
    // Our clock moves on between two reads.
    const { clockAhead: _, ...state } = await installation.read([slugOf(recording)]);
    return state;
  },
};
const events: Ask = {
  name: "readTurns",
  ask: ({ github }, recording) => github.readTurns(numberOf(recording)),
  says: (body) => {
    const lastOf = (...kinds: readonly string[]) =>
      latest(
        list(body)
          .filter(({ event }) => kinds.includes(event))
          .map(({ created_at }) => created_at),
      );
    const retargetedAt = lastOf("base_ref_changed", "automatic_base_change_succeeded");
    const openedAt = lastOf("reopened", "ready_for_review");
    return { ...(retargetedAt && { retargetedAt }), ...(openedAt && { openedAt }) };
  },
};
const signIn: Ask = {
  name: "token",
  ask: ({ token }) => token(),
  says: ({ suspended_at }) => {
    if (suspended_at) throw new Error("suspended");
    return expect.any(String);
  },
};
const addsComment: Ask = {
  name: "notify that a request waits",
  ask: ({ notifier }, recording) => notifier.notify(numberOf(recording), [waiting], true),
  says: () => undefined,
};
const writesCheck: Ask = {
  name: "writeCheck",
  ask: ({ github }, { body }) => {
    const head = (body as Body)?.head_sha ?? "h1";
    return github.writeCheck({ head, pull: 1, externalId: "1:x", checkResult: decided });
  },
  says: () => undefined,
};
const isActive: Ask = {
  name: "isActive",
  means: { 404: false },
  ask: ({ github }, { body }) => {
    const { id = 1, login = "octo-ada" } = (body as Body)?.user ?? (body as Body) ?? {};
    return github.isActive({ id, login });
  },
};

/** By method and route. What no adapter asks for is not here. */
export const asks: Readonly<Record<string, readonly Ask[]>> = {
  "GET /app": [{ name: "bot", ask: ({ bot }) => bot() }],
  "GET /app/hook/deliveries": [
    { name: "comments.listWritten", ask: ({ comments }) => comments.listWritten(EPOCH), means: { 404: [] } },
  ],
  "GET /app/hook/deliveries/{delivery_id}": [
    {
      name: "comments.listWritten",
      ask: ({ comments }) => comments.listWritten(EPOCH),
      before: listDelivery,
      means: { 404: [] },
      says: ({ event, action, request }) =>
        event === "issue_comment" && action === "created" && request.payload.comment.user !== null
          ? [{ number: request.payload.issue.number, body: request.payload.comment.body }]
          : [],
    },
  ],
  "GET /repos/{owner}/{repo}": [
    {
      name: "readRepository",
      means: { 301: { id: expect.any(Number) } },
      ask: ({ github }) => github.readRepository(),
      says: ({ id, owner, default_branch }) => ({ id, owner: owner.login, defaultBranch: default_branch }),
    },
    {
      name: "defaultBranch of the Action",
      means: { 301: expect.any(String) },
      ask: ({ defaultBranch }) => defaultBranch(),
      says: ({ default_branch }) => default_branch,
    },
    {
      name: "installation.read",
      ask: readInstallation.ask,
      means: unreadable,
      says: ({ id, full_name, archived, fork, allow_squash_merge }) => ({
        repository: {
          id,
          name: full_name,
          archived,
          fork,
          mergeMethods:
            allow_squash_merge === undefined
              ? { unreadable: expect.any(String) }
              : { value: expect.any(Array) },
        },
      }),
    },
  ],
  "GET /repositories/{repository_id}": [],
  "GET /app/hook/config": [readInstallation],
  "GET /repos/{owner}/{repo}/installation": [signIn, readInstallation],
  "POST /app/installations/{installation_id}/access_tokens": [signIn],
  "GET /repos/{owner}/{repo}/actions/permissions/workflow": [readInstallation],
  "GET /repos/{owner}/{repo}/actions/secrets": [readInstallation],
  "GET /repos/{owner}/{repo}/activity": [
    {
      name: "listMoves",
      ask: ({ github }) => github.listMoves("request-1"),
      means: { 403: undefined, 404: undefined },
      says: (body) =>
        list(body)
          .toReversed()
          .map(({ after, actor, activity_type }) => ({
            after,
            kind: activity_type === "branch_deletion" ? "deleted" : "moved",
            by: actor ? { ...account(actor), type: actor.type === "User" ? "User" : "Bot" } : undefined,
          })),
    },
  ],
  "GET /repos/{owner}/{repo}/branches/{branch}": [readInstallation],
  "GET /repos/{owner}/{repo}/codeowners/errors": [
    {
      name: "listOwnersErrors",
      ask: ({ github }) => github.listOwnersErrors("h1"),
      means: { 404: [{ code: "CODEOWNERS_ERROR" }] },
      says: ({ errors }) =>
        list(errors).map(({ path, line, column }) => ({ place: { file: path, line, column } })),
    },
  ],
  "GET /repos/{owner}/{repo}/commits": [
    { name: "listHistory", ask: ({ github }) => github.listHistory("h1") },
  ],
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": [
    {
      name: "readCheck",
      ask: ({ github }, { body }) => {
        const { head_sha = "h1", external_id = "1:x" } = (body as Body)?.check_runs?.[0] ?? {};
        return github.readCheck(head_sha, external_id);
      },
      says: ({ check_runs }) => {
        const [first] = list(check_runs);
        const own = check_runs
          .filter(
            (run: Body) =>
              run.name === REQUIRED_CHECK &&
              run.app?.id === first?.app?.id &&
              run.external_id === first?.external_id,
          )
          .toSorted((a: Body, b: Body) => b.id - a.id)[0];
        return own && { passed: own.conclusion === "success" };
      },
    },
  ],
  "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls": [
    {
      name: "listPullsOf",
      ask: ({ github }, recording) => github.listPullsOf(commitOf(recording)),
      says: (body) => list(body).map(({ number }) => number),
    },
  ],
  "GET /repos/{owner}/{repo}/contents/{path}": [
    {
      name: "findBlob",
      ask: ({ github }) => github.findBlob("h1", "a/b"),
      means: { 404: undefined, 409: undefined, 422: undefined },
      says: (body) => (Array.isArray(body) ? undefined : body.sha),
    },
  ],
  "GET /repos/{owner}/{repo}/issues/{issue_number}": [
    {
      name: "readTask",
      ask: ({ github }, recording) => github.readTask(numberOf(recording)),
      means: { 404: undefined, 410: undefined },
      says: ({ number, state }) => ({ number, closed: state === "closed" }),
    },
  ],
  "GET /repos/{owner}/{repo}/issues/{issue_number}/events": [events],
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": [
    {
      name: "listComments",
      ask: ({ github }, recording) => github.listComments(EPOCH, numberOf(recording)),
      says: (body) => comments(body),
    },
  ],
  "GET /repos/{owner}/{repo}/issues/comments": [
    {
      name: "listComments of all",
      ask: ({ github }) => github.listComments(EPOCH),
      says: (body) => comments(body),
    },
  ],
  "GET /repos/{owner}/{repo}/pulls": [
    {
      name: "listOpenPulls",
      ask: ({ github }) => github.listOpenPulls(),
      says: (body) => list(body).map(({ number }) => number),
    },
    {
      name: "listMergedSince",
      ask: ({ github }) => github.listMergedSince(EPOCH),
      says: (body) =>
        list(body)
          .filter(({ merged_at }) => merged_at)
          .map(({ number }) => number),
    },
    {
      name: "reverts.listOpen",
      ask: ({ reverts }) => reverts.listOpen("main"),
      says: (body) =>
        list(body)
          .filter(
            ({ head, base, user }) =>
              base.ref === "main" && head.repo?.id === base.repo.id && user?.type === "Bot",
          )
          .map(({ number, head }) => ({ number, branch: head.ref })),
    },
    {
      name: "reverts.find",
      ask: ({ reverts }, { body }) => reverts.find((body as Body)?.[0]?.head?.ref ?? "none"),
      says: (body) =>
        list(body)
          .filter(({ head, base }) => head.ref === list(body)[0]?.head.ref && head.repo?.id === base.repo.id)
          .map(({ number, state, user }) => ({
            number,
            isOpen: state === "open",
            isByBot: user?.type === "Bot",
          })),
    },
  ],
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/files": [
    {
      name: "listAddedPaths",
      ask: ({ github }, recording) => github.listAddedPaths(numberOf(recording)),
      says: (body) =>
        list(body)
          .filter(({ status }) => status === "added")
          .map(({ filename }) => filename),
    },
  ],
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": [
    {
      name: "readPull",
      ask: ({ github }, recording) => github.readPull(numberOf(recording)),
      means: { 404: undefined },
      says: ({ number, state, draft = false, user, head, base, merged, merged_at, merge_commit_sha }) => ({
        number,
        state,
        draft,
        author: user ? account(user) : { id: 0, type: "Bot" },
        head: { sha: head.sha, ref: head.ref, repositoryId: head.repo?.id ?? 0 },
        base: { ref: base.ref, repositoryId: base.repo.id },
        ...(merged &&
          merged_at &&
          merge_commit_sha && { merged: { at: new Date(merged_at), commit: merge_commit_sha } }),
      }),
    },
  ],
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/commits": [
    {
      name: "listCommits",
      ask: ({ github }, recording) => github.listCommits(numberOf(recording)),
      says: (body) =>
        list(body).map(({ sha, author, committer }) => ({
          sha,
          author: author?.id === undefined ? undefined : account(author),
          committer: committer?.id === undefined ? undefined : account(committer),
        })),
    },
  ],
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews": [
    {
      name: "listReviews",
      ask: ({ github }, recording) => github.listReviews(numberOf(recording)),
      says: (body) => {
        const given = list(body).filter(({ user, submitted_at }) => user && submitted_at);
        if (given.some(({ state }) => !states.includes(state))) throw new Error("an unknown state");
        return given.map(({ id, user, state, submitted_at, commit_id }) => ({
          id,
          reviewer: account(user),
          state,
          commit: commit_id ?? undefined,
          submittedAt: new Date(submitted_at),
        }));
      },
    },
  ],
  "GET /repos/{owner}/{repo}/rules/branches/{branch}": [
    {
      name: "installation.read",
      ask: readInstallation.ask,
      means: unreadable,
      says: (body) => ({
        gate: {
          pullRequest: list(body)
            .filter(({ type }) => type === "pull_request")
            .map(({ parameters }) => ({ approvals: parameters?.required_approving_review_count ?? 0 })),
          types: new Set(body.map(({ type }: Body) => type)),
        },
      }),
    },
  ],
  "GET /repos/{owner}/{repo}/rulesets": [
    { name: "rulesets.find", ask: ({ rulesets }) => rulesets.find("ledger: only the app writes") },
  ],
  "GET /repos/{owner}/{repo}/rulesets/{ruleset_id}": [readInstallation],
  "GET /repos/{owner}/{repo}/rulesets/rule-suites": [readInstallation],
  "GET /orgs/{org}": [readInstallation],
  "GET /orgs/{org}/memberships/{username}": [
    {
      ...isActive,
      says: ({ state }) => (state === "active" ? expect.any(Boolean) : false),
    },
  ],
  "GET /orgs/{org}/teams/{team_slug}": [
    {
      name: "readTeam",
      ask: ({ github }, recording) => github.readTeam(slugOf(recording)),
      means: { 404: undefined },
      says: ({ id, slug }) => ({ id, slug }),
    },
  ],
  "GET /orgs/{org}/teams/{team_slug}/members": [
    {
      name: "readTeam",
      ask: ({ github }, recording) => github.readTeam(slugOf(recording)),
      says: (body) => ({ members: list(body).map(account) }),
    },
  ],
  "GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}": [readInstallation],
  "GET /user/{account_id}": [isActive],
  "GET /users/{username}": [
    {
      name: "readAccount",
      ask: ({ github }) => github.readAccount("octo-ada"),
      means: { 404: undefined },
      says: ({ type, ...user }) => ({ ...account(user), type: type === "User" ? "User" : "Bot" }),
    },
    isActive,
  ],
  "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}": [{ ...writesCheck, before: listOwnRun }],
  "POST /repos/{owner}/{repo}/check-runs": [writesCheck],
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": [addsComment],
  "POST /repos/{owner}/{repo}/issues/{issue_number}/labels": [
    {
      name: "page.showState",
      ask: ({ page }, recording) => page.showState(numberOf(recording), "denied"),
      before: () => [made("GET", "/repos/{owner}/{repo}/issues/{issue_number}/labels", "[]")],
      says: () => undefined,
    },
  ],
  "POST /repos/{owner}/{repo}/pulls": [
    {
      name: "reverts.open",
      ask: ({ reverts }) =>
        reverts.open({
          branch: "hallpass/revert",
          base: ofRepository.defaultBranch,
          about: { kind: "refused", refusal: refused.entry.refusal },
        }),
      says: ({ number, html_url, head }) => ({ number, url: html_url, branch: head.ref }),
    },
  ],
  "POST /graphql": [
    { name: "identities.hasProvider", ask: ({ identities }) => identities.hasProvider() },
    {
      name: "identities.read",
      ask: ({ identities }, { body }) => identities.read(linkedIn(body)),
      says: ({ data, errors }) => {
        const nodes = data?.organization?.samlIdentityProvider?.externalIdentities?.nodes;
        if (errors !== undefined || nodes === undefined) throw new Error("no identities");
        const [node] = nodes;
        if (nodes.length !== 1 || !node?.user) return undefined;
        const { samlIdentity, scimIdentity } = node;
        return {
          ...(samlIdentity?.nameId && { nameId: samlIdentity.nameId }),
          ...(scimIdentity?.username && { scimUserName: scimIdentity.username }),
        };
      },
    },
  ],
  "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge": [
    {
      name: "merge",
      ask: ({ github }, recording) => github.merge(numberOf(recording), "h1", receipt, null),
      says: () => "merged",
      means: {
        409: "moved",
        ...Object.fromEntries([403, 405, 422].map((status) => [status, { refused: expect.any(String) }])),
      },
    },
  ],
};

const made = (method: string, route: string, text: string): Recording => ({
  ...{ file: "made", method, route, path: route, status: 200, text, body: undefined },
  headers: { "content-type": "application/json; charset=utf-8" },
  event: undefined,
  payload: undefined,
});

/** The list in which the delivery stands; its id is as long as GitHub's are. */
function listDelivery({ body, path }: Recording): Recording[] {
  const { event = "issue_comment", action = "created", repository_id = 77 } = (body as Body) ?? {};
  const id = /\/deliveries\/(\d+)/u.exec(path)?.[1] ?? "3804004623172239366";
  const item = JSON.stringify({ event, action, repository_id, delivered_at: "2026-11-20T10:00:00Z" });
  return [made("GET", "/app/hook/deliveries", `[{"id":${id},${item.slice(1)}]`)];
}

/** The run that is changed is the app's own. */
function listOwnRun({ body, path }: Recording): Recording[] {
  const run = {
    id: Number(/\/check-runs\/(\d+)/u.exec(path)?.[1] ?? 1),
    head_sha: (body as Body)?.head_sha ?? "h1",
    name: REQUIRED_CHECK,
    app: { id: 1 },
    external_id: "1:y",
    status: "in_progress",
    conclusion: null,
    output: { title: null, summary: null, annotations_count: 0 },
  };
  const text = JSON.stringify({ total_count: 1, check_runs: [run] });
  return [made("GET", "/repos/{owner}/{repo}/commits/{ref}/check-runs", text)];
}

const comments = (body: Body) =>
  list(body)
    .filter(({ user, body: text }) => user && typeof text === "string")
    .map(({ user, body: text, created_at, updated_at }) => ({
      author: account(user),
      body: text,
      edited: created_at !== updated_at,
    }));

function linkedIn(body: Body): { id: number; login: string } {
  const user = body?.data?.organization?.samlIdentityProvider?.externalIdentities?.nodes?.[0]?.user;
  return { id: user?.databaseId ?? 1, login: user?.login ?? "octo-ada" };
}
