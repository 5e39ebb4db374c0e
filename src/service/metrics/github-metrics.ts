import { Gauge, Histogram, type Registry } from "prom-client";

/**
 * Makes a `fetch` that times GitHub's answers and keeps what they say about the budget: "Rate limits for the REST API", headers
 * `x-ratelimit-remaining`, `-limit`, `-reset` and `-resource`.
 */
export function measureGitHub(registry: Registry): (inner: typeof fetch) => typeof fetch {
  const registers = [registry];
  const duration = new Histogram({
    name: "hallpass_github_request_duration_seconds",
    help: "Calls to GitHub's API, by status; none: no answer.",
    labelNames: ["status"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
    registers,
  });
  const gauge = (of: string, help: string): Gauge<"resource"> =>
    new Gauge({ name: `hallpass_github_rate_limit_${of}`, help, labelNames: ["resource"], registers });
  const budget = {
    remaining: gauge("remaining", "Calls to GitHub that are left until the reset."),
    limit: gauge("limit", "Calls to GitHub that are allowed in an hour."),
    reset: gauge("reset_timestamp_seconds", "When the number of calls is full again."),
  };

  return (inner) => async (url, init) => {
    const stop = duration.startTimer();
    try {
      const answer = await inner(url, init);
      stop({ status: String(answer.status) });
      const resource = readResource(answer.headers);
      for (const of of ["remaining", "limit", "reset"] as const) {
        const value = Number(answer.headers.get(`x-ratelimit-${of}`) ?? Number.NaN);
        if (Number.isSafeInteger(value)) budget[of].set({ resource }, value);
      }
      return answer;
    } catch (error) {
      stop({ status: "none" });
      throw error;
    }
  };
}

/** A word of GitHub's, such as core or graphql. */
const readResource = (headers: Headers): string =>
  /^[a-z_]{1,40}$/u.exec(headers.get("x-ratelimit-resource") ?? "")?.[0] ?? "core";
