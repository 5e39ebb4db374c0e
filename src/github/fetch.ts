/** `fetch` that fails when the whole answer takes longer than this. Octokit has no time limit of its own. */
export const fetchWithin =
  (timeoutMs: number): typeof fetch =>
  (url, init) =>
    fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
