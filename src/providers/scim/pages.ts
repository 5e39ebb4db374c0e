import type { Validator } from "../../core/document/lazy-validator.ts";
import type { ProviderError, ProviderErrorCode } from "../adapter/error.ts";
import { isPage, type Page } from "./shapes.ts";

/** A server may answer with fewer (RFC 7644, section 3.4.2.4). */
const COUNT = 100;

interface Listing<T> {
  fail(code: ProviderErrorCode, detail: string): ProviderError;
  readonly shape: Validator<T>;
  /** `undefined`: the server refuses the query. */
  read(shape: Validator<Page>, at: { startIndex: string; count: string }): Promise<Page | undefined>;
}

/**
 * Reads pages to the end (RFC 7644, section 3.4.2.4). Pages are not one view of the data ("clients should be prepared"), so a list that changes
 * between two of them is read again later instead of believed.
 */
export async function listPages<T extends { readonly id: string }>({
  fail,
  shape,
  read,
}: Listing<T>): Promise<T[] | undefined> {
  const found = new Map<string, T>();
  let total: number | undefined;
  do {
    const page = await read(isPage, { startIndex: String(found.size + 1), count: String(COUNT) });
    if (page === undefined) return undefined;
    const { totalResults, Resources = [] } = page;
    if (total !== undefined && total !== totalResults)
      throw fail("BUSY", `The list had ${total} entries, and has ${totalResults} now.`);
    total = totalResults;
    if (Resources.length === 0 && found.size < total)
      throw fail("UNEXPECTED", `The list ended at ${found.size} of ${total} entries.`);
    for (const each of Resources) {
      if (!shape(each)) throw fail("UNEXPECTED", "An entry of a list has another form.");
      if (found.has(each.id)) throw fail("UNEXPECTED", "A list names an entry twice.");
      found.set(each.id, each);
    }
  } while (found.size < total);
  if (found.size > total) throw fail("UNEXPECTED", `The list of ${total} entries has ${found.size}.`);
  return [...found.values()];
}
