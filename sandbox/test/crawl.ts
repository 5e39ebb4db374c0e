import type { Visitor } from "./browsing.ts";

/** A link that leads nowhere: the page that has it, its target, and what is wrong. */
export interface DeadLink {
  readonly on: string;
  readonly to: string;
  readonly why: string;
}

export interface Crawl {
  /** The addresses that were opened, without the fragment. */
  readonly opened: ReadonlySet<string>;
  readonly dead: readonly DeadLink[];
}

/** No page of a test's repository is further away. */
const MOST_PAGES = 1500;

/** The fragments to which a page of GitHub scrolls by a script: the lines of an editor. */
const isScripted = (address: string): boolean => /\/(?:edit|new)\//u.test(new URL(address).pathname);

/**
 * Opens these addresses, and every link of this server on each page that comes, up to so many links away. Throws where that does not
 * end.
 */
export async function crawl(
  visitor: Visitor,
  url: string,
  starts: readonly Start[],
  depth = Number.POSITIVE_INFINITY,
): Promise<Crawl> {
  const pages = new Map<string, Promise<Shown>>();
  const open = (address: string): Promise<Shown> => {
    const known = pages.get(address) ?? visitor.get(address).then(show);
    pages.set(address, known);
    if (pages.size > MOST_PAGES)
      throw new Error(`There are more than ${MOST_PAGES} pages; the last is ${address}.`);
    return known;
  };
  const dead: DeadLink[] = [];
  const followed = new Set<string>();
  const waiting = starts.map(({ on, to }) => ({ on, to: new URL(to, url), away: 0 }));
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { on, to, away } = next;
    if (to.origin !== url || followed.has(to.href)) continue;
    followed.add(to.href);
    const address = to.href.split("#")[0] ?? "";
    const shown = await open(address);
    const why = findFault(shown, decodeURIComponent(to.hash.slice(1)), address);
    if (why !== undefined) dead.push({ on, to: to.href, why });
    if (shown.status !== 200 || away >= depth) continue;
    for (const target of shown.targets)
      waiting.push({ on: address, to: new URL(target, address), away: away + 1 });
  }
  return { opened: new Set(pages.keys()), dead };
}

/** An address, and where it stands. */
export type Start = Pick<DeadLink, "on" | "to">;

interface Shown {
  readonly status: number;
  readonly targets: readonly string[];
  readonly ids: ReadonlySet<string>;
}

function show({ status, text }: { status: number; text: string }): Shown {
  const isPage = text.startsWith("<!doctype html>");
  const values = (pattern: RegExp) =>
    isPage ? [...text.matchAll(pattern)].map(([, value = ""]) => unmask(value)) : [];
  return {
    status,
    targets: values(/ (?:href|src)="([^"]*)"/gu).filter((target) => !target.startsWith("data:")),
    ids: new Set(values(/ id="([^"]*)"/gu)),
  };
}

const unmask = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/gu, (_, name: string) => marks[name] ?? "");

const marks: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

function findFault({ status, ids }: Shown, fragment: string, address: string): string | undefined {
  if (status !== 200) return String(status);
  if (fragment === "" || isScripted(address) || ids.has(fragment)) return undefined;
  return `no #${fragment}`;
}
