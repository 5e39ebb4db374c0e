import { randomUUID } from "node:crypto";

const mark = `${randomUUID()}:`;
const marked = new RegExp(`"${mark}(\\d+)"`, "g");

/** JSON with every digit of a bigint: `JSON.stringify` knows no number of 64 bits. */
export const writeJson = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    typeof each === "bigint" ? `${mark}${each}` : each,
  ).replaceAll(marked, "$1");
