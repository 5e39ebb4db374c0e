import { type Fields, readList } from "../stage/fields.ts";
import type { Reader } from "./reader.ts";

/** A pull request that asks for access, as GitHub shows it. */
export interface Asked {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly at: Date;
  readonly merged: Date | undefined;
  /** Without a merge. */
  readonly closed: Date | undefined;
  readonly reviews: readonly { readonly login: string; readonly verdict: string; readonly at: Date }[];
}

/** The newest ones: each costs two calls. */
const MOST = 30;

/** The pull requests that add or change a file below `access-requests/`, newest first. */
export async function readRequests(read: Reader, repository: string): Promise<Asked[]> {
  const api = `/repos/${repository}/pulls`;
  const pulls = readList((await read(`${api}?state=all&per_page=${MOST}`)) ?? [], "the pull requests");
  const found = await Promise.all(
    pulls.map(async (pull) => {
      const at = `${api}/${pull.number("number")}`;
      const files = readList((await read(`${at}/files?per_page=100`)) ?? [], "the files");
      if (!files.some(asks)) return undefined;
      return describe(pull, readList((await read(`${at}/reviews?per_page=100`)) ?? [], "the reviews"));
    }),
  );
  return found.filter((each) => each !== undefined);
}

const asks = (file: Fields): boolean =>
  file.text("filename").startsWith("access-requests/") && file.text("status") !== "removed";

function describe(pull: Fields, reviews: readonly Fields[]): Asked {
  const merged = readTime(pull, "merged_at");
  return {
    number: pull.number("number"),
    title: pull.text("title"),
    author: pull.object("user").text("login"),
    at: new Date(pull.text("created_at")),
    merged,
    closed: merged === undefined ? readTime(pull, "closed_at") : undefined,
    reviews: reviews.map((review) => ({
      login: review.object("user").text("login"),
      verdict: review.text("state"),
      at: new Date(review.text("submitted_at")),
    })),
  };
}

function readTime(fields: Fields, name: string): Date | undefined {
  const text = fields.textOrEmpty(name);
  return text === "" ? undefined : new Date(text);
}
