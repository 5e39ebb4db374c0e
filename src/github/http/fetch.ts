/** A `fetch` that answers 404 for redirects into another repository, as for a transferred issue. */
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

/** A `fetch` that fails when the whole answer takes longer. Octokit has no time limit of its own. */
export const fetchWithin =
  (timeoutMs: number): typeof fetch =>
  (url, init) =>
    fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
