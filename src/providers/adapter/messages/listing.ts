import { type Entitlement, entitlementKey } from "../../../core/access/entitlement.ts";
import type { Grant } from "../../../core/access/grant.ts";
import { ProviderError } from "../error.ts";
import type { Page } from "./answer.ts";
import type { Receiver } from "./configuration.ts";

/** More pages than this are no listing. */
const MAX_PAGES = 1000;

/** More grants than this are no listing either: they would fill the memory of the process that ends everybody's access. */
const MAX_GRANTS = 100_000;

/** Reads one page: the first, or the one after a page's `next`. */
export type ReadPage = (after: string | undefined) => Promise<Page>;

/** Every grant of a listing of one or many pages. Throws when a page is not whole, and when there is no last one. */
export async function* readPages(receiver: Receiver, readPage: ReadPage): AsyncGenerator<Grant> {
  let after: string | undefined;
  let count = 0;
  const seen = new Set<string>();
  for (let read = 0; read < MAX_PAGES; read += 1) {
    const page = await readPage(after);
    refusePart(receiver.name, page);
    count += page.count;
    if (count > MAX_GRANTS) throw unexpected(receiver.name, `More than ${MAX_GRANTS} grants.`);
    for (const grant of page.grants) yield toGrant(receiver, grant);
    if (page.complete) return;
    after = page.next;
    if (after === undefined || seen.size === seen.add(after).size)
      throw unexpected(receiver.name, "A page names one that was read already.");
  }
  throw unexpected(receiver.name, `No end after ${MAX_PAGES} pages.`);
}

function refusePart(provider: string, { grants, count, complete, next }: Page): void {
  if (count !== grants.length)
    throw unexpected(provider, `The page has ${grants.length} grants and says ${count}.`);
  if (complete === (next !== undefined))
    throw unexpected(provider, "A page is either the last one, or names the next.");
}

function toGrant({ name, traits }: Receiver, { origin, since, ...grant }: Page["grants"][number]): Grant {
  if (traits.container === "separate" && origin === undefined)
    throw unexpected(name, "A grant has no origin, and the configuration says `container: separate`.");
  return {
    ...grant,
    entitlement: { provider: name, ...grant.entitlement },
    origin: traits.container === "shared" || origin === undefined ? "unknown" : origin,
    ...(since !== undefined && { since: new Date(since) }),
  };
}

/** Throws for a grant of something else: under another name it would be missing where it belongs. */
export function refuseOthers(
  provider: string,
  grants: readonly Grant[],
  asked: readonly Entitlement[],
): Grant[] {
  const keys = new Set(asked.map(entitlementKey));
  const other = grants.find(({ entitlement }) => !keys.has(entitlementKey(entitlement)));
  if (other !== undefined)
    throw unexpected(provider, `Nobody asked for ${JSON.stringify(other.entitlement)}.`);
  return [...grants];
}

const unexpected = (provider: string, reason: string): ProviderError =>
  new ProviderError(provider, "UNEXPECTED", new Error(reason));
