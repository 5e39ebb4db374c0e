import { Octokit } from "@octokit/rest";

export const APP = 7;

interface Kept {
  readonly id: number;
  body: string;
  readonly created_at: string;
  updated_at: string;
  readonly performed_via_github_app: { readonly id: number } | null;
  readonly issue_url: string;
}

/**
 * A GitHub with the comments of issue 12, in memory. `keep`: what it makes of a text. `edit`: a person with write access changes a comment.
 */
export function createCommented(start: string, keep: (text: string) => string = (text) => text) {
  const comments: Kept[] = [];
  const writes: string[] = [];
  let refusesEdits = false;
  let time = start;
  const write = (body: string, app: number | null): Kept => {
    const performed_via_github_app = app === null ? null : { id: app };
    const times = { created_at: time, updated_at: time };
    const issue_url = "https://api.github.com/repos/acme/access/issues/12";
    const comment = {
      id: comments.length + 1,
      body: keep(body),
      ...times,
      performed_via_github_app,
      issue_url,
    };
    comments.push(comment);
    return comment;
  };
  const change = (id: number, body: string): Kept => {
    const comment = comments.find((each) => each.id === id);
    if (comment === undefined) throw new Error(`No comment ${id}.`);
    return Object.assign(comment, { body: keep(body), updated_at: time });
  };
  const answer = (method: string, path: string, body: string): unknown => {
    if (method === "GET") return comments;
    writes.push(`${method} ${path.replace("/repos/acme/access", "")}`);
    if (method === "PATCH" && refusesEdits) throw new Error("502");
    return method === "POST" ? write(body, APP) : change(Number(path.split("/").at(-1)), body);
  };
  const fetch = async (url: string, { method = "GET", body = "{}" }: { method?: string; body?: string }) => {
    const { pathname } = new URL(url);
    return Response.json(answer(method, pathname, JSON.parse(body).body));
  };
  return {
    octokit: new Octokit({ request: { fetch } }),
    comments,
    writes,
    write,
    edit: change,
    refuseEdits() {
      refusesEdits = true;
    },
    travel(to: string) {
      time = to;
    },
  };
}
