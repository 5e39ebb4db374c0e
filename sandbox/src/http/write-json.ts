import { randomUUID } from "node:crypto";

const mark = `${randomUUID()}:`;
const marked = new RegExp(`"${mark}(\\d+)"`, "g");

/** JSON with all digits of a bigint, which `JSON.stringify` does not support. */
export const writeJson = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    typeof each === "bigint" ? `${mark}${each}` : each,
  ).replaceAll(marked, "$1");
