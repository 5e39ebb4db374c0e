import type { Octokit } from "@octokit/rest";

/**
 * Reads the next page from the host of the first one. Behind a proxy, GitHub's `Link` header names another host: it may be unreachable, the
 * credentials are not for it, and its path hides which calls the app makes as itself.
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
