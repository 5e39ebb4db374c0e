import { ProviderError } from "../../adapter/error.ts";
import type { Entry } from "./entry.ts";
import type { Question, Session } from "./session.ts";

/** A domain controller gives at most a thousand entries at once. */
const PAGE_SIZES = [500, 499, 487];

/**
 * Searches in pages: RFC 2696. A server may send an empty page before the last one, and ldapts ends at it. So a search that ends with an
 * empty page is repeated with pages of another size; a search without any result is repeated without pages, where a limit is an error.
 */
export async function searchPaged(
  { session, provider }: { readonly session: Pick<Session, "pages" | "search">; readonly provider: string },
  question: Question,
): Promise<Entry[]> {
  for (const pageSize of PAGE_SIZES) {
    const pages = await session.pages({ ...question, pageSize });
    if (pages.length === 1 && pages[0]?.length === 0) return session.search(question);
    if ((pages.at(-1)?.length ?? 0) > 0) return pages.flat();
  }
  throw new ProviderError(provider, "UNEXPECTED", new Error("A search ends with an empty page each time."));
}
