import type { Disturbance } from "../../conformance.ts";

export interface Weather {
  readonly fetch: typeof globalThis.fetch;
  fail(isFailing: boolean): void;
  disturb(disturbance: Disturbance | undefined): void;
}

/**
 * A way to a server that fails as it is told. What comes after the effect begins with the first write of a binding. `lateMs`: beyond the
 * deadline of the provider.
 */
export function createWeather(handle: (request: Request) => Promise<Response>, lateMs: number): Weather {
  let isFailing = false;
  let now: Disturbance | undefined;
  let hasWritten = false;

  async function disturbed(request: Request, signal: AbortSignal | undefined): Promise<Response> {
    const { method, url } = request;
    const isWrite = method !== "GET" && !url.includes("subjectaccessreviews");
    if (now === "throttled") return new Response("{}", { status: 429, headers: { "retry-after": "7" } });
    if (now === "partial" && url.includes("continue=")) return new Response("{}", { status: 500 });
    if (now === "slow" && isWrite) {
      setTimeout(() => handle(request), lateMs);
      return new Promise((_, reject) => {
        signal?.addEventListener("abort", () => reject(new DOMException("Aborted", "AbortError")));
      });
    }
    const answer = await handle(request);
    hasWritten ||= isWrite;
    if (now === "lost-answer" && hasWritten) throw new TypeError("fetch failed");
    if (now === "fails-after" && hasWritten) return new Response("{}", { status: 500 });
    return answer;
  }

  return {
    fetch: async (input, init) => {
      if (isFailing) return new Response("{}", { status: 503 });
      return disturbed(new Request(input, init), init?.signal ?? undefined);
    },
    fail: (failing) => {
      isFailing = failing;
    },
    disturb: (disturbance) => {
      now = disturbance;
      hasWritten = false;
    },
  };
}
