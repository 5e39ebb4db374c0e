import type { Octokit } from "@octokit/rest";
import type { Comment, Task } from "../core/decision/github-facts.ts";
import type { GitHub } from "../core/ports/github.ts";
import type { RepositoryName } from "./http/client.ts";
import { call, GitHubError, statusOf } from "./http/error.ts";
import { listIssueEvents } from "./issue-events.ts";
import { toAccount } from "./people.ts";

/** Issues, pull requests seen as issues, and their comments, over REST. */
export function issues(
  octokit: Octokit,
  name: RepositoryName,
): Pick<GitHub, "readTask" | "readComment" | "listComments"> {
  const { rest } = octokit;
  return {
    readTask: async (number) => {
      const task = await readIssue(octokit, name, number);
      if (task === undefined) return undefined;
      // `closed_at` is empty again after a reopening.
      const closings = (await listIssueEvents(octokit, name, number)).filter(
        ({ event }) => event === "closed",
      );
      return { ...task, closes: closings.map(({ created_at }) => new Date(created_at)) };
    },
    readComment: async (id) => {
      try {
        const { data } = await rest.issues.getComment({ ...name, comment_id: id });
        return toComment(data)[0];
      } catch (error) {
        if ([404, 410].includes(statusOf(error) ?? 0)) return undefined;
        throw new GitHubError(`read the comment ${id}`, error);
      }
    },
    listComments: (since, number) =>
      call("list the comments", async () => {
        const query = { ...name, since: since.toISOString(), per_page: 100 };
        const comments =
          number === undefined
            ? octokit.paginate(rest.issues.listCommentsForRepo, query)
            : octokit.paginate(rest.issues.listComments, { ...query, issue_number: number });
        return (await comments).flatMap(toComment);
      }),
  };
}

async function readIssue(
  { rest }: Octokit,
  name: RepositoryName,
  number: number,
): Promise<Pick<Task, "number" | "closed"> | undefined> {
  try {
    const { data } = await rest.issues.get({ ...name, issue_number: number });
    return { number: data.number, closed: data.state === "closed" };
  } catch (error) {
    // 410: it was deleted.
    if ([404, 410].includes(statusOf(error) ?? 0)) return undefined;
    throw new GitHubError(`read #${number}`, error);
  }
}

type CommentData = Awaited<ReturnType<Octokit["rest"]["issues"]["listCommentsForRepo"]>>["data"][number];

const MEMBERS: ReadonlySet<string> = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

/** Skips comments of deleted accounts. */
function toComment({ author_association: association, ...comment }: CommentData): Comment[] {
  const { id, user, body, issue_url, created_at, updated_at } = comment;
  const number = Number(/\/issues\/(\d+)$/u.exec(issue_url)?.[1]);
  if (!user || typeof body !== "string" || !Number.isSafeInteger(number)) return [];
  const edited = created_at !== updated_at;
  const member = MEMBERS.has(association ?? "") && { member: true as const };
  return [{ id, number, author: toAccount(user), body, at: new Date(created_at), edited, ...member }];
}
