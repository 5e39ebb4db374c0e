import type { Octokit } from "@octokit/rest";
import type { OwnComment, OwnComments } from "../../core/ports/own-comments.ts";
import type { RepositoryName } from "../http/client.ts";
import { call } from "../http/error.ts";
import { ranked } from "../http/write-budget.ts";
import type { Seal } from "./seal.ts";

export interface OwnCommentsOptions {
  readonly appId: number;
  readonly seal: Seal;
  /** When the seal's key came into use. Earlier comments have no seal, or one of an earlier key. */
  readonly sealedSince: () => Promise<Date>;
}

/**
 * Over REST. GitHub records the app that wrote a comment, and that record cannot be forged. People with write access may change its text:
 * the seal tells that. An earlier comment has no seal to show. It counts while GitHub shows no edit, so an upgrade, or a new key, repeats
 * nothing.
 */
export function ownComments(
  { rest, paginate }: Octokit,
  name: RepositoryName,
  { appId, seal, sealedSince }: OwnCommentsOptions,
): OwnComments {
  const ofApp = ({ performed_via_github_app: app }: CommentData): boolean => app?.id === appId;
  const open = async (number: number, comment: CommentData): Promise<OwnComment> => {
    const { text, sealed } = seal.open(number, comment.body ?? "");
    return { id: comment.id, body: text, genuine: sealed || isUntouched(comment, await sealedSince()) };
  };

  const listEach = (number: number, since?: Date): Promise<OwnComment[]> =>
    call(`list the comments of #${number}`, async () => {
      const query = { ...name, ...pageSince(since), issue_number: number };
      const comments = await paginate(rest.issues.listComments, query);
      return Promise.all(comments.filter(ofApp).map((comment) => open(number, comment)));
    });

  const update = async (comment: number, body: string): Promise<string> => {
    const change = { ...name, ...ranked("answer"), comment_id: comment, body };
    return (await rest.issues.updateComment(change)).data.body ?? "";
  };

  /** Should GitHub keep a text otherwise than it was sent, what it keeps is sealed. Answers that text. */
  const keep = async (number: number, comment: number, kept: string): Promise<string> => {
    const { text, sealed } = seal.open(number, kept);
    // The comment stands: a failure now must not have it written again.
    if (!sealed) await update(comment, seal.close(number, text)).catch(() => undefined);
    return text;
  };

  return {
    list: async (number, since) => textsOf(await listEach(number, since)),
    listRecent: (since) =>
      call("list its comments", async () => {
        const comments = await paginate(rest.issues.listCommentsForRepo, { ...name, ...pageSince(since) });
        const own = comments.filter(ofApp).map((comment) => open(numberOf(comment), comment));
        return textsOf(await Promise.all(own));
      }),
    listEach: (number) => listEach(number),
    add: (number, body) =>
      call(`comment on #${number}`, async () => {
        await sealedSince();
        const comment = {
          ...name,
          ...ranked("answer"),
          issue_number: number,
          body: seal.close(number, body),
        };
        const { data } = await rest.issues.createComment(comment);
        await keep(number, data.id, data.body ?? "");
      }),
    edit: (number, comment, body) =>
      call(`change comment ${comment}`, async () =>
        keep(number, comment, await update(comment, seal.close(number, body))),
      ),
  };
}

type CommentData = Awaited<ReturnType<Octokit["rest"]["issues"]["listCommentsForRepo"]>>["data"][number];

const pageSince = (since: Date | undefined) => ({
  per_page: 100,
  ...(since && { since: since.toISOString() }),
});

const textsOf = (comments: readonly OwnComment[]): string[] =>
  comments.filter(({ genuine }) => genuine).map(({ body }) => body);

/** Of the issue or pull request. The seal of a comment whose address has another form does not fit. */
const numberOf = ({ issue_url: url }: CommentData): number => Number(/\/issues\/(\d+)$/u.exec(url)?.[1]);

interface Times {
  readonly created_at: string;
  readonly updated_at: string;
}

const isUntouched = ({ created_at, updated_at }: Times, start: Date): boolean =>
  created_at === updated_at && new Date(created_at) < start;
