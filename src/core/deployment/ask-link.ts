import { type Entitlement, entitlementKey } from "../access/entitlement.ts";
import { type Draft, nameDraft, writeDraft } from "../asking/draft.ts";
import { listOffers } from "../asking/offers.ts";
import { type AccessPages, newFilePage } from "../asking/pages.ts";
import type { Policy } from "../files/policy.ts";
import { requestPath } from "../files/request.ts";

interface Ask extends Pick<Draft, "login" | "reason"> {
  readonly entitlement: Entitlement;
  /** Makes the file's name new. */
  readonly mark: string;
  readonly now: Date;
}

/**
 * A link to GitHub's editor with a request in it, in the first folder of the first policy that offers the access, for the longest duration.
 * `undefined`: no policy offers it.
 */
export function buildAskLink(pages: AccessPages, policies: readonly Policy[], ask: Ask): string | undefined {
  const offer = listOffers(policies).find(
    (each) => entitlementKey(each.entitlement) === entitlementKey(ask.entitlement),
  );
  if (offer === undefined) return undefined;
  const { folder, policy } = offer;
  const draft = { ...ask, entitlements: [ask.entitlement], duration: policy.duration.maximum } as const;
  const path = requestPath(`${folder}/${nameDraft(draft, ask.mark, ask.now)}`);
  return newFilePage(pages, { path, text: writeDraft(draft) });
}
