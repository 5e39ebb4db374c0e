import type { Schemas } from "../../payloads/schemas.ts";
import { type Html, html } from "../html.ts";
import { renderComment } from "../markdown.ts";
import { get, type Visit } from "../page.ts";
import { repositoryHead, repositoryOf, rows, state } from "./parts.ts";

type CheckRun = Schemas["check-run"];

export const checkPages = [
  get("/:owner/:repo/runs/:id", async (visit) => {
    const { api } = repositoryOf(visit);
    const at = `${api}/check-runs/${visit.path("id")}`;
    const run = await visit.api.get("check-run", at);
    const annotations = await visit.api.list("check-annotation", `${at}/annotations`);
    return {
      title: run.name,
      body: html`${repositoryHead(visit)}<h1>Check ${run.name}</h1>${showCheck(run)}${
        annotations.length === 0
          ? undefined
          : html`<h2>Annotations</h2>${rows(
              annotations.map(
                ({ path, start_line: line, title, message }) =>
                  html`<strong>${title ?? path}</strong> <span class="soft">${path}:${line}</span><br>${message ?? undefined}`,
              ),
              "",
            )}`
      }`,
    };
  }),
];

export const listChecks = async (
  { api }: Visit,
  repository: string,
  sha: string,
): Promise<readonly CheckRun[]> =>
  api.listIn("check-run", "check_runs", `${repository}/commits/${sha}/check-runs`);

/** A check as its app wrote it. */
export const showCheck = ({
  html_url: url,
  name,
  status,
  conclusion,
  output,
}: CheckRun): Html => html`<article class="box">
<div class="head">${tone(status, conclusion)} <a href="${url ?? ""}">${name}</a></div>
<div class="body">${output.title === null ? undefined : html`<h3>${output.title}</h3>`}${output.summary === null ? undefined : renderComment(output.summary)}${output.text === null ? undefined : renderComment(output.text)}</div></article>`;

function tone(status: string, conclusion: string | null): Html {
  if (status !== "completed") return state("wait", "running");
  const isWell = conclusion === "success" || conclusion === "neutral" || conclusion === "skipped";
  return state(isWell ? "good" : "bad", conclusion?.replaceAll("_", " ") ?? status);
}
