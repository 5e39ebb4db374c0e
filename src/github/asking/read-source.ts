import type { Octokit } from "@octokit/rest";
import type { AskSource, SourceText } from "../../core/asking/asked.ts";
import type { RepositoryName } from "../http/client.ts";
import { call, statusOf } from "../http/error.ts";

/** The fields that tell of edits, by anybody ("Interface Comment": `lastEditedAt`, `includesCreatedEdit`, `userContentEdits`). */
interface Edits {
  readonly node: {
    readonly id: string;
    readonly body?: string;
    readonly lastEditedAt?: string | null;
    readonly includesCreatedEdit?: boolean;
    readonly userContentEdits?: { readonly totalCount: number } | null;
  } | null;
}

/**
 * Everybody with the role Triage may edit an issue, and everybody with Write a comment. REST shows no edit: `updated_at` of an issue moves
 * for many reasons, and in whole seconds. A revision that was deleted from the history leaves `lastEditedAt`.
 */
const query = `query($id: ID!) {
  node(id: $id) {
    id
    ... on Issue { body lastEditedAt includesCreatedEdit userContentEdits(first: 1) { totalCount } }
    ... on IssueComment { body lastEditedAt includesCreatedEdit userContentEdits(first: 1) { totalCount } }
  }
}`;

/**
 * The text came from another place, where others may have edited it ("Issue event types": `transferred`, `converted_note_to_issue`;
 * `converted_from_draft` and `converted_from_discussion` are in the GraphQL schema or the web interface alone).
 */
const BROUGHT: readonly string[] = [
  "transferred",
  "converted_note_to_issue",
  "converted_from_draft",
  "converted_from_discussion",
];

interface Written {
  readonly id: number;
  readonly node_id: string;
  readonly user: { readonly id: number; readonly login: string; readonly type: string } | null;
  readonly body?: string | null | undefined;
  readonly created_at: string;
}

/** Reads an issue or a comment over REST and GraphQL: both must show the same text. */
export async function readSource(
  octokit: Octokit,
  name: RepositoryName,
  source: Exclude<AskSource, { kind: "authzen" }>,
): Promise<SourceText | undefined> {
  const found = await readWritten(octokit, name, source);
  if (found?.user == null || found.id !== source.id || found.user.type !== "User") return undefined;
  const { id, login } = found.user;
  const { node } = await call(`read the edits of #${source.number}`, () =>
    octokit.graphql<Edits>(query, { id: found.node_id }),
  );
  const body = found.body ?? "";
  const isBrought = source.kind === "issue" && (await wasBrought(octokit, name, source.number));
  const isAsWritten =
    node?.id === found.node_id &&
    node.body === body &&
    node.lastEditedAt === null &&
    node.includesCreatedEdit === false &&
    (node.userContentEdits ?? { totalCount: 0 }).totalCount === 0;
  return {
    author: { id, login },
    body,
    at: new Date(found.created_at),
    changed: isBrought || !isAsWritten,
  };
}

/** A transferred issue answers with a redirect to another repository, whose number or id is another. A pull request is no issue here. */
async function readWritten(
  { rest }: Octokit,
  name: RepositoryName,
  source: Exclude<AskSource, { kind: "authzen" }>,
): Promise<Written | undefined> {
  const { number } = source;
  const isHere = (url: string): boolean =>
    url.toLowerCase().endsWith(`/repos/${name.owner}/${name.repo}/issues/${number}`.toLowerCase());
  try {
    if (source.kind === "comment") {
      const { data } = await rest.issues.getComment({ ...name, comment_id: source.id });
      return isHere(data.issue_url) ? data : undefined;
    }
    const { data } = await rest.issues.get({ ...name, issue_number: number });
    return data.pull_request === undefined && isHere(data.url) ? data : undefined;
  } catch (error) {
    if ([404, 410].includes(statusOf(error) ?? 0)) return undefined;
    throw error;
  }
}

const wasBrought = (octokit: Octokit, name: RepositoryName, number: number): Promise<boolean> =>
  call(`list the events of #${number}`, async () => {
    const query = { ...name, issue_number: number, per_page: 100 };
    const events = await octokit.paginate(octokit.rest.issues.listEvents, query);
    return events.some(({ event }) => BROUGHT.includes(event));
  });
