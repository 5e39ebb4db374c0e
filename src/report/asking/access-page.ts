import { nameDraft, writeDraft } from "../../core/asking/draft.ts";
import { labelOffer } from "../../core/asking/issue-answers.ts";
import { listOffers, type Offer } from "../../core/asking/offers.ts";
import { type AccessPages, formPage, newFilePage } from "../../core/asking/pages.ts";
import type { Policy } from "../../core/files/policy.ts";
import { requestPath } from "../../core/files/request.ts";
import { describeHours } from "../../core/hours/describe-hours.ts";
import { covers } from "../../core/policy/pattern.ts";
import { code, escapeMarkdown } from "../markdown/escape.ts";

/** One access on offer, and the pages that ask for it. */
export interface OfferLinks {
  readonly access: string;
  readonly folder: string;
  readonly policy: string;
  readonly form: string;
  readonly file: string;
}

/** In the order of the page: by folder, then by name. */
export const listLinks = (pages: AccessPages, policies: readonly Policy[]): OfferLinks[] =>
  sortOffers(policies).map((offer) => linksOf(pages, offer));

/** The page of everything that these policies offer, in Markdown. */
export function writeAccessPage(pages: AccessPages, policies: readonly Policy[]): string {
  const offers = sortOffers(policies);
  const folders = [...new Set(offers.map(({ folder }) => folder))];
  return [
    "<!-- Written by `hallpass links` from policies/. Run it again after a change there. -->",
    "",
    "# Ask for access",
    "",
    offers.length === 0
      ? "No policy offers anything yet."
      : `[**Open the form**](${formPage(pages)}): choose an access, say how long and why. You need no git. Hallpass answers in the issue.`,
    ...folders.flatMap((folder) => [
      "",
      `## ${escapeMarkdown(folder)}`,
      "",
      ...offers.filter((offer) => offer.folder === folder).flatMap((offer) => describe(pages, offer)),
    ]),
    "",
  ].join("\n");
}

const sortOffers = (policies: readonly Policy[]): Offer[] =>
  listOffers(policies).toSorted((a, b) => (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : 0));

/** A list, because a phone shows no wide table. */
function describe(pages: AccessPages, offer: Offer): string[] {
  const { policy, entitlement } = offer;
  const { form, file } = linksOf(pages, offer);
  const about = policy.description === undefined ? "" : ` ${escapeMarkdown(policy.description)}`;
  const { windows } = policy;
  const when = windows === undefined ? "" : `, ${escapeMarkdown(describeHours(windows))}`;
  return [
    `- **${code(entitlement.role)} on ${code(`${entitlement.provider}/${entitlement.resource}`)}**, up to ${code(policy.duration.maximum)}${when}.${about}`,
    `  For ${listTeams(policy.requesters)}; ${describeApproval(policy, entitlement.role)}.`,
    `  [Ask with the form](${form}) · [as a file](${file})`,
  ];
}

const listTeams = ({ teams }: Pick<Policy["requesters"], "teams">): string =>
  teams.map(({ slug }) => code(slug)).join(", ");

function describeApproval({ approvals, automatic, entitlements }: Policy, role: string): string {
  const steps = approvals.steps?.filter(({ roles }) => roles === undefined || roles.includes(role)) ?? [];
  const whose = [approvals, ...steps].map(listTeams).join(" and ");
  const isSensitive = entitlements.some(({ sensitive = [] }) => sensitive.some((each) => covers(each, role)));
  if (automatic === undefined || isSensitive || steps.length > 0) return `${whose} approves`;
  return `up to ${code(automatic.maximum)} it may need no approval, else ${whose} approves`;
}

const ME = "your-login";

/** The reason is left empty, and the login is nobody's: neither is approved before somebody wrote their own. */
function linksOf(pages: AccessPages, { policy, folder, entitlement }: Offer): OfferLinks {
  const draft = { entitlements: [entitlement], login: ME } as const;
  const name = nameDraft(draft, "1", new Date(0)).replace(/^1970-01-01-/u, "");
  const request = writeDraft({
    ...draft,
    duration: policy.duration.default ?? policy.duration.maximum,
    reason: "",
  });
  const text = `# Your login here, and a new name for the file above: each is used once.\n${request}`;
  const access = labelOffer({ entitlement, folder });
  return {
    access,
    folder,
    policy: policy.name,
    form: formPage(pages, { access }),
    file: newFilePage(pages, { path: requestPath(`${folder}/${name}`), text }),
  };
}
