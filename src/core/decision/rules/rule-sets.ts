import {
  keptByOthers,
  oneReviewFile,
  reviewDecided,
  reviewGrantsNothing,
  reviewOfItsTime,
  reviewReadable,
  reviewWhole,
} from "./access-review.ts";
import { accountFree } from "./account-free.ts";
import { cooledDown, notTooManyAtOnce } from "./again.ts";
import { approvedByOwners } from "./approval.ts";
import { conditionsHold } from "./conditions.ts";
import { dutiesApart } from "./duties.ts";
import { earlierAccessReviewed } from "./earlier-reviews.ts";
import { grantsNotStopped, rulesAdopted, rulesReadable } from "./in-force.ts";
import { grantedInTime, leadWithinBounds } from "./lead.ts";
import { accountAsReviewed, checkedBeforeMerge, mergedAsReviewed } from "./merge.ts";
import { ownersAreApprovers } from "./owners.ts";
import { everybodyKnown } from "./people.ts";
import { filesInPlace } from "./place.ts";
import { durationWithinBounds, policyServes, reasonLongEnough, reasonMatches } from "./policy.ts";
import { documentValid, idUnused, oneRequestFile, pathRoutes } from "./pull.ts";
import { fromThisRepository, repositoryAsPinned } from "./repository.ts";
import type { OfflineRule, Rule } from "./rule.ts";
import {
  mergedAsProposed,
  policyTestsPass,
  proposalFits,
  proposalReadable,
  rulesRestored,
} from "./rule-change.ts";
import { requestSigned } from "./signed.ts";
import { accountKnown, noPowerOverHallpass, requesterAllowed, subjectAllowed } from "./subject.ts";
import { extendsOwn, startWithinReach, taskOpen, totalWithinBounds } from "./timing.ts";
import { withinWindows } from "./windows.ts";
import { emergencyAllowed } from "./without-review.ts";

/** The rules for a pull request, in the order people read them, and further rules for a merged one. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly mergeRules: readonly Rule[];
}

/** A request is approved, and after the merge granted, when every one of these is met. */
export const requestRules: RuleSet = {
  rules: [
    rulesReadable,
    rulesAdopted,
    grantsNotStopped,
    repositoryAsPinned,
    fromThisRepository,
    oneRequestFile,
    pathRoutes,
    documentValid,
    idUnused,
    everybodyKnown,
    subjectAllowed,
    policyServes,
    requesterAllowed,
    noPowerOverHallpass,
    accountKnown,
    accountFree,
    durationWithinBounds,
    totalWithinBounds,
    startWithinReach,
    leadWithinBounds,
    withinWindows,
    notTooManyAtOnce,
    cooledDown,
    dutiesApart,
    extendsOwn,
    taskOpen,
    reasonLongEnough,
    earlierAccessReviewed,
    reasonMatches,
    conditionsHold,
    requestSigned,
    emergencyAllowed,
    ownersAreApprovers,
    approvedByOwners,
  ],
  mergeRules: [mergedAsReviewed, checkedBeforeMerge, accountAsReviewed, grantedInTime],
};

/** The request rules that need only the request and the policies: `hallpass check` applies them without GitHub. In the order of `requestRules`. */
export const offlineRules: readonly OfflineRule[] = [
  policyServes,
  durationWithinBounds,
  withinWindows,
  reasonLongEnough,
  reasonMatches,
];

/** A change of the rules is approved, and after the merge adopted, when every one of these is met. */
export const ruleChangeRules: RuleSet = {
  rules: [
    rulesAdopted,
    repositoryAsPinned,
    fromThisRepository,
    filesInPlace,
    proposalReadable,
    proposalFits,
    policyTestsPass,
    everybodyKnown,
    ownersAreApprovers,
    approvedByOwners,
  ],
  mergeRules: [mergedAsProposed, checkedBeforeMerge],
};

/** An access review is decided when every one of these is met. A person merges it, and nothing follows from the merge. */
export const accessReviewRules: RuleSet = {
  rules: [
    rulesReadable,
    rulesAdopted,
    repositoryAsPinned,
    fromThisRepository,
    oneReviewFile,
    reviewReadable,
    reviewOfItsTime,
    reviewWhole,
    reviewDecided,
    everybodyKnown,
    ownersAreApprovers,
    approvedByOwners,
    keptByOthers,
  ],
  mergeRules: [reviewGrantsNothing],
};

/** Restoring the rules in force changes nothing: it needs no approval here, and Hallpass adopts nothing. */
export const restoringRules: RuleSet = {
  rules: [repositoryAsPinned, fromThisRepository, proposalReadable, rulesRestored],
  mergeRules: [],
};
