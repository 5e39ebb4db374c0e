import { notFound } from "./error.ts";

/** The number in a path such as `/pulls/7`. Other text matches no resource. */
export function readId(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw notFound();
  return Number(text);
}
