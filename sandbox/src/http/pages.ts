import { HttpError } from "./error.ts";

/** One page of a list, and the Link header to the others. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly link: string | undefined;
}

interface Sizes {
  readonly byDefault: number;
  readonly atMost: number;
}

const usualSizes: Sizes = { byDefault: 30, atMost: 100 };

/** The same URL with a limited page size. */
export function limitPage(url: URL, most: number | undefined): URL {
  if (most === undefined) return url;
  const limited = new URL(url);
  const asked = Number(url.searchParams.get("per_page") ?? usualSizes.byDefault);
  limited.searchParams.set("per_page", String(Math.min(asked, most)));
  return limited;
}

/** Cuts out the page given by `per_page` and `page`, as GitHub does: by default 30 entries, at most 100. */
export function takePage<T>(url: URL, items: readonly T[], sizes: Sizes = usualSizes): Page<T> {
  const size = Math.min(readCount(url, "per_page", sizes.byDefault), sizes.atMost);
  const page = readCount(url, "page", 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const linkTo = (number: number, relation: string): string => {
    const target = new URL(url);
    target.searchParams.set("per_page", String(size));
    target.searchParams.set("page", String(number));
    return `<${target.href}>; rel="${relation}"`;
  };
  const before = page > 1 ? [linkTo(page - 1, "prev"), linkTo(1, "first")] : [];
  const after = page < last ? [linkTo(page + 1, "next"), linkTo(last, "last")] : [];
  const links = [...before, ...after];
  return {
    items: items.slice((page - 1) * size, page * size),
    link: links.length === 0 ? undefined : links.join(", "),
  };
}

/**
 * Cuts out the page given by `per_page` and a cursor: `after` the entry it names, or `before` it. Such lists have no numbered pages,
 * only links to the next and the previous one.
 */
export function takeCursorPage<T extends { readonly id: number }>(
  url: URL,
  items: readonly T[],
  { after, before }: { after: string | undefined; before: string | undefined },
): Page<T> {
  const size = Math.min(readCount(url, "per_page", usualSizes.byDefault), usualSizes.atMost);
  const [next, end] = [findCursor(items, "after", after), findCursor(items, "before", before)];
  const start = end === undefined ? (next ?? -1) + 1 : Math.max(0, end - size);
  const page = items.slice(start, end ?? start + size);
  const linkTo = (name: "after" | "before", item: T | undefined, relation: string): string[] => {
    if (item === undefined) return [];
    const target = new URL(url);
    target.searchParams.delete(name === "after" ? "before" : "after");
    target.searchParams.set("per_page", String(size));
    target.searchParams.set(name, cursorOf(item));
    return [`<${target.href}>; rel="${relation}"`];
  };
  const links = [
    ...linkTo("after", start + page.length < items.length ? page.at(-1) : undefined, "next"),
    ...linkTo("before", start > 0 ? page[0] : undefined, "prev"),
  ];
  return { items: page, link: links.length === 0 ? undefined : links.join(", ") };
}

/**
 * Cuts out the page that begins with the entry of a cursor, newest first, as "List deliveries" does. If that entry is gone, the page
 * begins with the next older one.
 */
export function takePageFrom<T extends { readonly id: string }>(
  url: URL,
  items: readonly T[],
  cursor: string | undefined,
): Page<T> {
  const size = Math.min(readCount(url, "per_page", usualSizes.byDefault), usualSizes.atMost);
  const first = cursor === undefined ? undefined : readStart(cursor);
  const found = first === undefined ? 0 : items.findIndex(({ id }) => BigInt(id) <= first);
  const start = found === -1 ? items.length : found;
  const linkTo = (item: T | undefined, relation: string): string[] => {
    if (item === undefined) return [];
    const target = new URL(url);
    target.searchParams.set("per_page", String(size));
    target.searchParams.set("cursor", `v1_${item.id}`);
    return [`<${target.href}>; rel="${relation}"`];
  };
  const links = [
    ...linkTo(items[start + size], "next"),
    ...linkTo(start > 0 ? items[Math.max(0, start - size)] : undefined, "prev"),
  ];
  return {
    items: items.slice(start, start + size),
    link: links.length === 0 ? undefined : links.join(", "),
  };
}

function readStart(cursor: string): bigint {
  const [, id] = /^v1_(\d{1,20})$/.exec(cursor) ?? [];
  if (id === undefined) throw new HttpError(422, `"cursor" is "${cursor}"; expected a cursor of this list.`);
  return BigInt(id);
}

const cursorOf = ({ id }: { readonly id: number }): string =>
  Buffer.from(`cursor:${id}`).toString("base64url");

function findCursor<T extends { readonly id: number }>(
  items: readonly T[],
  name: string,
  cursor: string | undefined,
): number | undefined {
  if (cursor === undefined) return undefined;
  const index = items.findIndex((item) => cursorOf(item) === cursor);
  if (index === -1) throw new HttpError(422, `"${name}" is "${cursor}"; expected a cursor of this list.`);
  return index;
}

function readCount(url: URL, name: string, fallback: number): number {
  const text = url.searchParams.get(name);
  if (text === null) return fallback;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new HttpError(422, `"${name}" is "${text}"; expected a number from 1.`);
  return Number(text);
}
