import type { Octokit } from "@octokit/rest";
import type { OwnComment, OwnComments } from "../core/ports/own-comments.ts";
import type { RepositoryName } from "./http/client.ts";
import { call } from "./http/error.ts";
import { ranked } from "./http/write-budget.ts";

/** Over REST. GitHub records the app that wrote a comment, and that record cannot be forged. */
export function ownComments({ rest, paginate }: Octokit, name: RepositoryName, appId: number): OwnComments {
  const listEach = (number: number, since?: Date): Promise<OwnComment[]> =>
    call(`list the comments of #${number}`, async () => {
      const query = {
        ...name,
        issue_number: number,
        per_page: 100,
        ...(since && { since: since.toISOString() }),
      };
      const comments = await paginate(rest.issues.listComments, query);
      return comments
        .filter(({ performed_via_github_app: app }) => app?.id === appId)
        .map(({ id, body }) => ({ id, body: body ?? "" }));
    });
  return {
    list: async (number, since) => (await listEach(number, since)).map(({ body }) => body),
    listEach: (number) => listEach(number),
    add: (number, body) =>
      call(`comment on #${number}`, async () => {
        await rest.issues.createComment({ ...name, ...ranked("answer"), issue_number: number, body });
      }),
    edit: (comment, body) =>
      call(`change comment ${comment}`, async () => {
        const { data } = await rest.issues.updateComment({
          ...name,
          ...ranked("answer"),
          comment_id: comment,
          body,
        });
        return data.body ?? "";
      }),
  };
}
