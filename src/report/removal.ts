import type { Refusal } from "../core/ledger/refusal.ts";
import { code, plain } from "./markdown/escape.ts";
import { listRefusalReasons } from "./words/refusals.ts";

/** Title and body of the pull request that removes a refused file. */
export function describeRemoval({ path, pull, ...why }: Refusal): { title: string; body: string } {
  const origin =
    pull === undefined
      ? "It reached the default branch without a pull request."
      : `It reached the default branch by #${pull}, and what happened there does not prove an approval.`;
  return {
    title: plain(`Remove a request that grants nothing: ${path.replace(/[^A-Za-z0-9/._-]/gu, "?")}`),
    body: [
      `⛔ ${code(path)} asks for access that **was not granted**, and never will be:`,
      listRefusalReasons(why),
      origin,
      "Its name is used up. If you still need the access, ask with a new file, through a reviewed pull request.",
      "**Next:** find out how the file got here, then approve this pull request.",
    ].join("\n\n"),
  };
}
