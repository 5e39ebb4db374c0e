import { createHash } from "node:crypto";
import { type HoldingIds, idsKey } from "../../core/access/holding.ts";
import type { Template } from "./configuration.ts";
import { canonicalTemplate } from "./document.ts";

const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);

/**
 * The same for the same ids, so that nobody's edit of a policy can give it another meaning; another for a provider of another name, which may be of
 * another installation. Names have up to 128 characters.
 */
export const policyName = (provider: string, ids: HoldingIds): string =>
  `hallpass-${hash(`${provider.length} ${provider} ${idsKey(ids)}`)}`;

export const instanceOf = (account: string): string => `aws/${account}`;

/** What the statements give is part of it: access that was approved for others is not given. */
export const entitlementId = (resource: string, role: string, template: Template): string =>
  `${resource}/${role}#${hash(canonicalTemplate(template))}`;
