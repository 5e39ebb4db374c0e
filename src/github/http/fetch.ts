/** The same `fetch`, for which nothing is there that GitHub has moved into another repository: a transferred issue's address leads to its new one. */
export const stayWithin =
  (inner: typeof fetch, repositoryId: number): typeof fetch =>
  async (url, init) => {
    const answer = await inner(url, init);
    if (!answer.redirected) return answer;
    const [, id] = /\/repositories\/(\d+)(?:\/|$)/u.exec(new URL(answer.url).pathname) ?? [];
    return id === undefined || id === String(repositoryId)
      ? answer
      : Response.json({ message: `It was moved to the repository ${id}.` }, { status: 404 });
  };

/** `fetch` that fails when the whole answer takes longer than this. Octokit has no time limit of its own. */
export const fetchWithin =
  (timeoutMs: number): typeof fetch =>
  (url, init) =>
    fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
