import type { Octokit } from "@octokit/rest";
import { statusOf } from "./error.ts";

const MOST = 1000;

type Answer = Awaited<ReturnType<Octokit["request"]>>;

/**
 * Asks GitHub every time, and lets it answer "as before": such an answer costs nothing of the hourly budget ("Best practices for
 * using the REST API", conditional requests). Keeps the last thousand answers.
 */
export function rememberAnswers(octokit: Octokit): void {
  const known = new Map<string, Answer>();
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

/** The last one asked for is the last one forgotten. Whoever gets it may change it: pagination does. */
function keep(known: Map<string, Answer>, url: string, answer: Answer): Answer {
  known.delete(url);
  if (answer.headers.etag !== undefined) known.set(url, structuredClone(answer));
  const [oldest] = known.keys();
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
  return answer;
}
