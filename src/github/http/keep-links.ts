import type { Octokit } from "@octokit/rest";

/**
 * Reads the next page where the first one was read: behind a proxy GitHub's `Link` header names a host of its own, which need not be
 * reachable, is no host that the credentials are for, and shows no call that the app makes as itself.
 */
export function keepLinks(octokit: Octokit, apiUrl: string): void {
  const { origin } = new URL(apiUrl);
  octokit.hook.after("request", ({ headers }) => {
    if (headers.link !== undefined) headers.link = headers.link.replaceAll(/<([^>]*)>/gu, moveTo(origin));
  });
}

const moveTo =
  (origin: string) =>
  (_link: string, target: string): string => {
    const { pathname, search } = new URL(target, origin);
    return `<${origin}${pathname}${search}>`;
  };
