import type { Entitlement } from "../access/entitlement.ts";
import { requestPath } from "../files/request.ts";
import { DURATION_PATTERN } from "../text/duration.ts";
import { INSTANT_PATTERN } from "../text/instant.ts";
import type { SourceText } from "./asked.ts";
import { nameDraft, writeDraft } from "./draft.ts";
import type { Offer } from "./offers.ts";

/**
 * The fields of the issue form, in the order in which GitHub writes them into the issue. The reason stands last: it may hold any
 * text, headings too.
 */
export const FIELDS = {
  access: "Access",
  duration: "For how long",
  start: "Start",
  reason: "Why",
} as const;

/** GitHub writes it for a field that was left empty. */
const EMPTY = "_No response_";

/** An access as the form offers it: `orders-db / orders / readonly (payments)`. No name has a space, so each text names one access. */
export const labelOffer = ({
  entitlement: { provider, resource, role },
  folder,
}: Pick<Offer, "entitlement" | "folder">): string => `${provider} / ${resource} / ${role} (${folder})`;

const ACCESS =
  /^(?<provider>[a-z0-9-]{1,63}) \/ (?<resource>[\w.:/@-]{1,200}) \/ (?<role>[\w.:/@-]{1,128}) \((?<folder>[a-z0-9][a-z0-9._-]{0,99})\)$/u;

/** What a person chose and wrote in the form. */
export interface FormAnswers {
  readonly entitlement: Entitlement;
  readonly folder: string;
  readonly duration: string;
  readonly start?: string;
  readonly reason: string;
}

/** An issue that does not begin as the form does asks for nothing. A problem: what is wrong, for the person who asked. */
export type ReadAnswers = FormAnswers | { readonly problem: string } | undefined;

const BODY = new RegExp(
  [
    `^### ${FIELDS.access}`,
    "(?<access>[^\n]*)",
    `### ${FIELDS.duration}`,
    "(?<duration>[^\n]*)",
    `### ${FIELDS.start}`,
    "(?<start>[^\n]*)",
    `### ${FIELDS.reason}`,
    "(?<reason>[^]*)$",
  ].join("\n\n"),
  "u",
);

/** GitHub allows 65,536 characters. */
const MAX_BODY = 10_000;
const MAX_REASON = 2000;

/** Reads the text of an issue, which anybody may write as they like: exactly the form's headings, in their order, and values in a closed form. */
export function readAnswers(body: string): ReadAnswers {
  const text = body.slice(0, MAX_BODY + 1).replaceAll("\r\n", "\n");
  if (!text.startsWith(`### ${FIELDS.access}\n`)) return undefined;
  const { access = "", duration = "", start = "", reason = "" } = BODY.exec(text)?.groups ?? {};
  if (reason === "")
    return { problem: "the form's headings are not in their order, or one of them is missing" };
  const { provider, resource, role, folder } = ACCESS.exec(access.trim())?.groups ?? {};
  if (provider === undefined || resource === undefined || role === undefined || folder === undefined)
    return {
      problem: `"${FIELDS.access}" is not one of the choices of the form, such as orders-db / orders / readonly (payments)`,
    };
  const why = reason.trim();
  if (why === "" || why === EMPTY) return { problem: `"${FIELDS.reason}" is empty` };
  if (text.length > MAX_BODY) return { problem: `it has more than ${MAX_BODY} characters` };
  if (why.length > MAX_REASON)
    return { problem: `"${FIELDS.reason}" has ${why.length} characters; the most is ${MAX_REASON}` };
  const timing = readTiming(duration.trim(), start.trim());
  if ("problem" in timing) return timing;
  return { entitlement: { provider, resource, role }, folder, ...timing, reason: why };
}

function readTiming(
  duration: string,
  start: string,
): Pick<FormAnswers, "duration" | "start"> | { readonly problem: string } {
  if (!new RegExp(DURATION_PATTERN, "u").test(duration))
    return { problem: `"${FIELDS.duration}" is not a duration such as 2h` };
  if (start === "" || start === EMPTY) return { duration };
  if (!new RegExp(INSTANT_PATTERN, "u").test(start))
    return { problem: `"${FIELDS.start}" is not a time in UTC such as 2026-11-20T22:00Z` };
  return { duration, start };
}

/** The request that an issue asks with: the same issue, the same file, at any time. */
export interface AskedFile {
  readonly id: string;
  readonly path: string;
  readonly text: string;
}

/** It lasts until the issue is closed, at most: whoever asked there can end it there. */
export function draftIssue(
  { entitlement, folder, duration, start, reason }: FormAnswers,
  { login }: SourceText["author"],
  { number, at }: { readonly number: number; readonly at: Date },
): AskedFile {
  const name = nameDraft({ entitlements: [entitlement], login }, `i${number}`, at);
  const id = `${folder}/${name}`;
  const text = writeDraft({
    entitlements: [entitlement],
    login,
    duration,
    reason,
    ...(start !== undefined && { start }),
    untilClosed: number,
  });
  return { id, path: requestPath(id), text };
}
