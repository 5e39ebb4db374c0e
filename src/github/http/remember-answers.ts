import type { Octokit } from "@octokit/rest";
import { LRUCache } from "lru-cache";
import { statusOf } from "./error.ts";

interface Limits {
  readonly answers: number;
  /** Total size as JSON. A limit is needed because anyone who opens pull requests decides how long answers are. */
  readonly characters: number;
}

/** A sweep reads six or more answers per open pull request. With fewer entries, each would be evicted before its next use. */
const LIMITS: Limits = { answers: 10_000, characters: 64 * 1024 * 1024 };

type Answer = Awaited<ReturnType<Octokit["request"]>>;

type Answers = LRUCache<string, Answer>;

/**
 * Sends every request with its ETag: "not modified" costs nothing of the hourly budget ("Best practices for
 * using the REST API", conditional requests). Keeps the latest answers within a total size.
 */
export function rememberAnswers(octokit: Octokit, limits: Limits = LIMITS): void {
  const known: Answers = new LRUCache({
    max: limits.answers,
    maxSize: limits.characters,
    sizeCalculation: ({ data }) => measure(data),
  });
  octokit.hook.wrap("request", async (request, options) => {
    if (options.method !== "GET") return request(options);
    const { url } = octokit.request.endpoint(options);
    const before = known.get(url);
    const etag = before?.headers.etag;
    // Inner hooks are bound to this options object and ignore any other: change it in place.
    if (etag !== undefined) options.headers["if-none-match"] = etag;
    try {
      return keep(known, url, await request(options));
    } catch (error) {
      if (before === undefined || statusOf(error) !== 304) throw error;
      return keep(known, url, {
        ...structuredClone(before),
        headers: { ...before.headers, ...dateOf(error) },
      });
    }
  });
}

/** A cached answer gets the `Date` of the new one, because clocks are compared by it. */
function dateOf(error: unknown): { date?: string } {
  const response = error instanceof Error && "response" in error ? error.response : undefined;
  const headers =
    typeof response === "object" && response !== null && "headers" in response ? response.headers : {};
  const date = new Map(Object.entries(headers ?? {})).get("date");
  return typeof date === "string" ? { date } : {};
}

/** Stores a copy, because callers such as pagination change the answer. */
function keep(known: Answers, url: string, answer: Answer): Answer {
  if (answer.headers.etag === undefined) known.delete(url);
  else known.set(url, structuredClone(answer));
  return answer;
}

/** Length as JSON. Ids of 64 bits are bigints, which `JSON.stringify` refuses. */
const measure = (data: unknown): number =>
  JSON.stringify(data ?? null, (_key, each: unknown) => (typeof each === "bigint" ? String(each) : each))
    .length;
