import type { Octokit } from "@octokit/rest";
import { LRUCache } from "lru-cache";
import { statusOf } from "./error.ts";

interface Limits {
  readonly answers: number;
  /** All that is kept, as JSON: whoever may open pull requests decides how long answers are. */
  readonly characters: number;
}

/** A sweep reads six answers or more of every open pull request: with fewer than that none is still known when its turn comes again. */
const LIMITS: Limits = { answers: 10_000, characters: 64 * 1024 * 1024 };

type Answer = Awaited<ReturnType<Octokit["request"]>>;

type Answers = LRUCache<string, Answer>;

/**
 * Asks GitHub every time, and lets it answer "as before": such an answer costs nothing of the hourly budget ("Best practices for
 * using the REST API", conditional requests). Keeps the last answers, as many as are not too long together.
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
    // The hooks inside this one are bound to these very options: others passed on are ignored.
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

/** What was remembered is as good as new, but was not said at the time it was said first: clocks are compared by this. */
function dateOf(error: unknown): { date?: string } {
  const response = error instanceof Error && "response" in error ? error.response : undefined;
  const headers =
    typeof response === "object" && response !== null && "headers" in response ? response.headers : {};
  const date = new Map(Object.entries(headers ?? {})).get("date");
  return typeof date === "string" ? { date } : {};
}

/** The caller may change what it gets: pagination does. */
function keep(known: Answers, url: string, answer: Answer): Answer {
  if (answer.headers.etag === undefined) known.delete(url);
  else known.set(url, structuredClone(answer));
  return answer;
}

/** Characters as JSON, where ids of 64 bits are bigints, which `JSON.stringify` refuses. */
const measure = (data: unknown): number =>
  JSON.stringify(data ?? null, (_key, each: unknown) => (typeof each === "bigint" ? String(each) : each))
    .length;
