import { HttpError } from "./error.ts";

/** One page of a list, and the Link header that leads to the others. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly link: string | undefined;
}

const defaultSize = 30;
const largestSize = 100;

/** Cuts the page out that `per_page` and `page` ask for, as GitHub does: 30 at first, never more than 100. */
export function takePage<T>(url: URL, items: readonly T[]): Page<T> {
  const size = Math.min(readCount(url, "per_page", defaultSize), largestSize);
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

function readCount(url: URL, name: string, fallback: number): number {
  const text = url.searchParams.get(name);
  if (text === null) return fallback;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new HttpError(422, `"${name}" is "${text}"; expected a number from 1.`);
  return Number(text);
}
