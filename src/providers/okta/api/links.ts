import type { ProviderError, ProviderErrorCode } from "../../adapter/error.ts";

/**
 * The path of the next page ("Pagination": the header Link, RFC 8288, with `rel="next"`). Throws for a link to another host or another listing: the
 * credentials are for this host, and a list must not go on as something else.
 */
export function findNext(
  headers: Headers,
  listing: URL,
  fail: (code: ProviderErrorCode, detail: string) => ProviderError,
): string | undefined {
  const [, link] = /<([^>]*)>\s*;\s*rel="?next"?/u.exec(headers.get("link") ?? "") ?? [];
  if (link === undefined) return undefined;
  const next = URL.canParse(link, listing.href) ? new URL(link, listing) : undefined;
  if (next?.origin !== listing.origin || next.pathname !== listing.pathname)
    throw fail("UNEXPECTED", `GET ${listing.pathname}: the next page is elsewhere.`);
  return `${next.pathname}${next.search}`;
}
