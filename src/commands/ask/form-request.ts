import { randomBytes } from "node:crypto";
import { type Draft, nameDraft, writeDraft } from "../../core/asking/draft.ts";
import { nameOffer, type Offers } from "../../core/asking/offers.ts";
import { judgeOffer } from "../../core/decision/judge-offer.ts";
import type { Policy } from "../../core/files/policy.ts";
import { parseRequest, requestPath } from "../../core/files/request.ts";
import type { Finding } from "../../core/findings/finding.ts";
import type { Base, File, Opened, RequestDesk } from "../../github/asking/desk.ts";
import type { Offered } from "./read-offers.ts";

/** A request that nobody has opened yet. */
export interface FormedRequest {
  readonly file: File;
  readonly title: string;
  /** The same as the app's check finds, as far as they need no approval. */
  readonly findings: readonly Finding[];
}

type Wanted = Pick<Draft, "duration" | "start" | "reason" | "extends" | "breakGlass">;

/** The file of a request for these, under a new name, and its mistakes. */
export function formRequest(
  { me, policies }: Offered,
  offers: Offers,
  wanted: Wanted,
  now: Date,
): FormedRequest {
  const [{ folder, entitlement }, ...others] = offers;
  const draft: Draft = {
    ...wanted,
    login: me.login,
    entitlements: [entitlement, ...others.map((offer) => offer.entitlement)],
  };
  const file = {
    path: requestPath(`${folder}/${nameDraft(draft, randomBytes(2).toString("hex"), now)}`),
    text: writeDraft(draft),
  };
  const verb = wanted.extends === undefined ? "Ask for" : "Ask for more time of";
  const mark = wanted.breakGlass ? "Break-glass: " : "";
  return {
    file,
    title: `${mark}${verb} ${offers.map(nameOffer).join(", ")}`,
    findings: judge(file, folder, policies),
  };
}

function judge({ path, text }: File, folder: string, policies: readonly Policy[]): readonly Finding[] {
  const { value, findings } = parseRequest(text, path);
  return value === undefined
    ? findings
    : [...findings, ...judgeOffer(value, folder, { policies, findings: [] })];
}

/** Opens its pull request. Throws `GitHubError`. */
export function openRequest(
  desk: RequestDesk,
  from: Base,
  { file, title }: FormedRequest,
  body = "",
): Promise<Opened> {
  const name = file.path.replace(/^access-requests\/|\.yaml$/gu, "");
  return desk.openPull({
    ...{ ...file, from, title: title.slice(0, MAX_TITLE), body },
    branch: `request/${name.replaceAll("/", "-")}`,
  });
}

/** GitHub takes 256 characters; ten accesses have more. */
const MAX_TITLE = 250;
