import type { Octokit } from "@octokit/rest";
import type { OwnComments } from "../core/ports/own-comments.ts";
import type { RepositoryName } from "./http/client.ts";
import { call } from "./http/error.ts";

/** Over REST. GitHub records the app that wrote a comment, and that record cannot be forged. */
export function ownComments({ rest, paginate }: Octokit, name: RepositoryName, appId: number): OwnComments {
  return {
    list: (number, since) =>
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
          .map(({ body }) => body ?? "");
      }),
    add: (number, body) =>
      call(`comment on #${number}`, async () => {
        await rest.issues.createComment({ ...name, issue_number: number, body });
      }),
    addLabel: (number, label) =>
      call(`label #${number}`, async () => {
        await rest.issues.addLabels({ ...name, issue_number: number, labels: [label] });
      }),
  };
}
