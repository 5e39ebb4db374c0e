import { accountFree } from "../decision/rules/account-free.ts";
import { cooledDown, notTooManyAtOnce } from "../decision/rules/again.ts";
import { dutiesApart } from "../decision/rules/duties.ts";
import { earlierAccessReviewed } from "../decision/rules/earlier-reviews.ts";
import { grantsNotStopped, rulesAdopted } from "../decision/rules/in-force.ts";
import { everybodyKnown } from "../decision/rules/people.ts";
import { idUnused, oneRequestFile } from "../decision/rules/pull.ts";
import { fromThisRepository, repositoryAsPinned } from "../decision/rules/repository.ts";
import { requestSigned } from "../decision/rules/signed.ts";
import { noPowerOverHallpass } from "../decision/rules/subject.ts";

/** Names of the rules that an imagined pull request always meets, because it has no facts about GitHub, the ledger or the providers. */
export const supposedRules: ReadonlySet<string> = new Set(
  [
    rulesAdopted,
    grantsNotStopped,
    repositoryAsPinned,
    fromThisRepository,
    oneRequestFile,
    idUnused,
    everybodyKnown,
    noPowerOverHallpass,
    accountFree,
    notTooManyAtOnce,
    cooledDown,
    dutiesApart,
    earlierAccessReviewed,
    requestSigned,
  ].map(({ name }) => name),
);
