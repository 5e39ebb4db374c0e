import type { Schemas } from "../../payloads/schemas.ts";
import { type Html, html } from "../html.ts";
import { get, post, type Visit } from "../page.ts";
import { listChecks, showCheck } from "./checks.ts";
import { showDiff } from "./diff.ts";
import { commentForm, repositoryHead, repositoryOf, rows, said, state, when } from "./parts.ts";

type Pull = Schemas["pull-request"];

/** Pull requests, and what people do with them. */
export const pullPages = [
  get("/:owner/:repo/pulls", async (visit) => {
    const { api, page } = repositoryOf(visit);
    const pulls = await visit.api.list("pull-request-simple", `${api}/pulls?state=all`);
    return {
      title: "Pull requests",
      body: html`${repositoryHead(visit)}<h1>Pull requests</h1>${rows(
        pulls.map(
          (pull) =>
            html`${state(pull.merged_at ? "good" : pull.state === "open" ? "wait" : "bad", pull.merged_at ? "merged" : pull.state)} <a href="${page}/pull/${pull.number}">${pull.title}</a><br><span class="soft">#${pull.number} by ${pull.user?.login}, ${when(pull.created_at)}</span>`,
        ),
        "None yet.",
      )}`,
    };
  }),
  get("/:owner/:repo/pull/:number", showPull),
  get("/:owner/:repo/pull/:number/checks", showPull),
  get("/:owner/:repo/pull/:number/commits", showPull),
  get("/:owner/:repo/pull/:number/files", showPull),
  post("/:owner/:repo/pull/:number/review", async (visit) => {
    const { pull, to } = placeOf(visit);
    const body = visit.field("body");
    await visit.api.send("pull-request-review", "POST", `${pull}/reviews`, {
      event: visit.field("event"),
      ...(body === "" ? {} : { body }),
    });
    return { to };
  }),
  post("/:owner/:repo/pull/:number/merge", async (visit) => {
    const { pull, to } = placeOf(visit);
    await visit.api.send("pull-request-merge-result", "PUT", `${pull}/merge`, { merge_method: "squash" });
    return { to };
  }),
  post("/:owner/:repo/pull/:number/close", async (visit) => {
    const { pull, to } = placeOf(visit);
    await visit.api.send("pull-request", "PATCH", pull, { state: "closed" });
    return { to };
  }),
  post("/:owner/:repo/pull/:number/comment", async (visit) => {
    const { issue, to } = placeOf(visit);
    await visit.api.send("issue-comment", "POST", `${issue}/comments`, { body: visit.field("body") });
    return { to };
  }),
];

function placeOf(visit: Visit) {
  const { api, page } = repositoryOf(visit);
  const number = visit.path("number");
  return {
    api,
    page,
    pull: `${api}/pulls/${number}`,
    issue: `${api}/issues/${number}`,
    to: `${page}/pull/${number}`,
  };
}

async function showPull(visit: Visit) {
  const { api, pull: at, issue, to } = placeOf(visit);
  const pull = await visit.api.get("pull-request", at);
  const [checks, files, talk] = await Promise.all([
    listChecks(visit, api, pull.head.sha),
    visit.api.list("diff-entry", `${at}/files`),
    readTalk(visit, at, issue),
  ]);
  return {
    title: `${pull.title} #${pull.number}`,
    body: html`${repositoryHead(visit)}<h1>${pull.title} <span class="soft">#${pull.number}</span></h1>
<p>${stateOf(pull)} ${pull.user.login} wants to merge <code>${pull.head.label ?? pull.head.ref}</code> into <code>${pull.base.ref}</code>
${pull.labels.map(({ name }) => state("wait", name))}</p>
${askedOf(pull)}<p class="buttons"><a class="button" href="${to}">Look again</a></p>
${said({ who: pull.user.login, did: "opened this", at: pull.created_at, text: pull.body })}
<h2 id="checks">Checks</h2>${checks.length === 0 ? html`<p class="soft">No app has reported yet. Look again in a moment.</p>` : checks.map(showCheck)}
<h2 id="talk">Conversation</h2>${talk.length === 0 ? html`<p class="soft">Nobody has said anything yet.</p>` : talk}
<h2 id="files">Changed files</h2>${files.map(showDiff)}
${pull.state === "open" ? actions(visit, pull, to) : undefined}
<h2>Comment</h2>${commentForm(`${to}/comment`)}`,
  };
}

const stateOf = (pull: Pull): Html =>
  pull.merged ? state("good", "merged") : state(pull.state === "open" ? "wait" : "bad", pull.state);

function askedOf({ requested_reviewers: people, requested_teams: teams }: Pull): Html | undefined {
  const asked = [
    ...(people ?? []).map(({ login }) => login),
    ...(teams ?? []).map(({ slug }) => `team ${slug}`),
  ];
  return asked.length === 0 ? undefined : html`<p>Asked for a review: ${asked.join(", ")}</p>`;
}

const words: Readonly<Record<string, string>> = {
  APPROVED: "approved this",
  CHANGES_REQUESTED: "requested changes",
  COMMENTED: "reviewed this",
  DISMISSED: "had a review that was dismissed",
};

/** Comments and reviews in one list, oldest first. */
async function readTalk({ api }: Visit, pull: string, issue: string): Promise<Html[]> {
  const [comments, reviews] = await Promise.all([
    api.list("issue-comment", `${issue}/comments`),
    api.list("pull-request-review", `${pull}/reviews`),
  ]);
  return [
    ...comments.map(({ id, user, created_at: at, body }) => ({
      at,
      shown: said({
        id: `issuecomment-${id}`,
        who: user?.login ?? "ghost",
        did: "commented",
        at,
        text: body ?? "",
      }),
    })),
    ...reviews.map(({ id, user, submitted_at: at = "", body, state: verdict }) => ({
      at,
      shown: said({
        id: `pullrequestreview-${id}`,
        who: user?.login ?? "ghost",
        did: words[verdict] ?? verdict,
        at,
        text: body || "_No words._",
      }),
    })),
  ]
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .map(({ shown }) => shown);
}

const verdicts = [
  ["APPROVE", "Approve"],
  ["REQUEST_CHANGES", "Request changes"],
  ["COMMENT", "Comment only"],
] as const;

const actions = (
  { person }: Visit,
  pull: Pull,
  to: string,
): Html => html`<h2 id="review">Review as ${person.login}</h2>
<form method="post" action="${to}/review" class="stack"><fieldset><legend>Your verdict</legend>${verdicts.map(
  ([event, label], index) =>
    html`<label class="choice"><input type="radio" name="event" value="${event}"${index === 0 ? html` checked` : undefined}> ${label}</label>`,
)}</fieldset>
<label for="words">Your words</label><p class="hint" id="words-hint">Needed for a request for changes, and for a comment.</p>
<textarea id="words" name="body" aria-describedby="words-hint"></textarea>
<div class="buttons"><button class="act">Submit review</button></div></form>
<h2 id="merge">Merge or close</h2>
<p class="soft">GitHub says: ${pull.mergeable_state}.</p>
<div class="buttons"><form method="post" action="${to}/merge"><button>Squash and merge</button></form>
<form method="post" action="${to}/close"><button>Close pull request</button></form></div>`;
