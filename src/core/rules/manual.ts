import { approvedByOwners, ownersAreApprovers } from "./approval.ts";
import { checkedBeforeMerge, mergedAsReviewed, principalAsReviewed } from "./merge.ts";
import {
  durationWithinBounds,
  policyServes,
  principalKnown,
  reasonLongEnough,
  requesterAllowed,
  requesterIsSubject,
  rulesReadable,
} from "./policy.ts";
import { documentValid, fromThisRepository, idUnused, oneRequestFile, pathRoutes } from "./pull.ts";
import type { Rule } from "./rule.ts";

/** The policy manual: a request is approved when every one of these is met, in the order people read them. */
export const rules: readonly Rule[] = [
  rulesReadable,
  fromThisRepository,
  oneRequestFile,
  pathRoutes,
  documentValid,
  idUnused,
  requesterIsSubject,
  policyServes,
  requesterAllowed,
  principalKnown,
  durationWithinBounds,
  reasonLongEnough,
  ownersAreApprovers,
  approvedByOwners,
];

/** What must hold on top of that once it is merged, before anything is granted. */
export const mergeRules: readonly Rule[] = [mergedAsReviewed, checkedBeforeMerge, principalAsReviewed];
