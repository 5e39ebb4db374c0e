import type { Lease, Person } from "../access/lease.ts";
import type { GivenPower } from "../access/power.ts";
import type { ChildTeams } from "../access/team.ts";
import type { Parsed } from "../document/document.ts";
import type { Beside } from "../duties/beside.ts";
import type { AccessReview, ReviewedAccess } from "../files/access-review.ts";
import type { CodeOwners } from "../files/codeowners.ts";
import type { FileChange, TreeFile } from "../files/file-change.ts";
import type { Policy } from "../files/policy.ts";
import type { AccessRequest } from "../files/request.ts";
import type { Settings } from "../files/settings.ts";
import type { Finding } from "../findings/finding.ts";
import type { RuleIds } from "../ledger/adoption.ts";
import type { SeenRequest } from "../ledger/ledger.ts";
import type { Refusal } from "../ledger/refusal.ts";
import type { Rotas } from "../on-call/on-call.ts";
import type { UnreviewedAccess } from "../review/unreviewed.ts";
import type { Pusher, UnknownPush } from "./branch-moves.ts";
import type { EarlierGrants } from "./earlier-grants.ts";
import type {
  Account,
  ExternalIdentity,
  PullCommit,
  PullRequest,
  RepositoryFacts,
  Review,
  Task,
} from "./github-facts.ts";

/** Policies, CODEOWNERS and settings of one commit of the default branch. */
export interface RepositoryRules {
  readonly commit: string;
  readonly policies: readonly Policy[];
  /** The blob of each policy's file, by the policy's name. */
  readonly policyBlobs?: ReadonlyMap<string, string>;
  /** The rotas in `policies/rota/`; absent: none, so that nobody is on call. */
  readonly rotas?: Rotas;
  /** undefined when there is none, or more than one. */
  readonly codeowners: CodeOwners | undefined;
  readonly settings: Settings | undefined;
  /** The mistakes in them. Any error stops every grant. */
  readonly findings: readonly Finding[];
  readonly ids: RuleIds;
}

/** Rules, and whether they are the ones in force at their commit: pinned by the server, or adopted since. */
export interface AdoptedRules extends RepositoryRules {
  readonly adopted: boolean;
}

/** An access review that a pull request adds, and what it is compared with. */
export interface ReviewEvidence {
  readonly path: string;
  readonly parsed: Parsed<AccessReview>;
  /** The standing access that the team has to review, by `inventory/` and the policies of the default branch. */
  readonly expected: readonly ReviewedAccess[];
  /** The mistakes in `inventory/` of the default branch. */
  readonly findings: readonly Finding[];
  /** The days of the team's reviews on the default branch. */
  readonly earlier: readonly string[];
  /** The latest day that a review may be of. */
  readonly lastDay: string;
}

/** The identity of the repository, as the server's configuration pins it. */
export interface RepositoryPin {
  readonly id: number;
  readonly defaultBranch: string;
  readonly visibility: "private" | "public";
}

export interface Member extends Person {
  /** When Hallpass first saw the membership; undefined = before it looked for the first time. */
  readonly since: Date | undefined;
  /** Given by Hallpass itself, for a while. */
  readonly leased: boolean;
}

export interface KnownTeam {
  readonly id: number;
  readonly slug: string;
  /** Members of the team itself. */
  readonly members: readonly Member[];
  /** Absent: it has no child teams. */
  readonly children?: ChildTeams<Member>;
}

/** A policy that an adopted change of the rules changed, or brought. */
export interface PolicyChange {
  readonly name: string;
  readonly at: Date;
  /** The pull request that changed it. */
  readonly pull: number;
}

/** For whom this app opened a pull request: proven, or the reason why nobody can be named. Nobody is never a requester. */
export type AskedFor =
  | {
      readonly asker: Account;
      readonly where: string /** Of the issue that they asked in, if it was one. */;
      readonly issue?: number;
    }
  | { readonly asker?: undefined; readonly unproven: string };

/** The person who asks: the author of the pull request, or the one this app opened it for. */
export const requesterOf = ({ asked, pull }: Pick<Evidence, "asked" | "pull">): Account =>
  asked?.asker ?? pull.author;

/** Facts about the merge, from git and GitHub. Absent while the pull request is open. */
export interface MergeEvidence {
  readonly commit: string;
  readonly at: Date;
  readonly parents: readonly string[];
  readonly onDefaultBranch: boolean;
  /** Parent to merge commit. */
  readonly changes: readonly FileChange[];
  /** The request file at the tip of the default branch. */
  readonly atTip: TreeFile | undefined;
  /** The rules at the merge commit's parent; `Evidence.rules` are those of the tip. */
  readonly rulesBefore: AdoptedRules;
  /** GitHub's errors about CODEOWNERS at that parent, judged by the teams of today. */
  readonly ownersErrorsBefore: readonly Finding[];
  /** Does GitHub name this pull request for the merge commit? */
  readonly belongsToPull: boolean;
  /** `external_id` that this evidence gives. */
  readonly checkExpected: string;
  /** Did the app's own check on the head succeed, last, for exactly that? */
  readonly checkPassed: boolean;
}

/** The facts GitHub and git hold about a pull request, gathered before anything is decided. */
export interface Evidence {
  readonly now: Date;
  readonly repository: RepositoryFacts & { readonly pin: RepositoryPin };
  readonly pull: PullRequest;
  /** Set when this app opened a pull request that asks for access. */
  readonly asked?: AskedFor;
  /** When its base was last changed; an approval from before was given to something else. */
  readonly retargetedAt?: Date;
  /** When it was last opened again, or last made ready where it was a draft. */
  readonly openedAt?: Date;
  /** When its branch last came to its head, by the repository's activity log; absent: not known. */
  readonly arrivedAt?: Date;
  /** Merge base to head, from git objects. */
  readonly changes: readonly FileChange[];
  /**
   * Of an open pull request that touches no rule and no request: the changes its merge would make, because git carries an edit over to a
   * file that was renamed.
   */
  readonly arriving?: readonly FileChange[];
  /** Paths of files that look like requests outside the place where requests are read. */
  readonly misplaced?: readonly string[];
  /** GitHub's accounts behind every commit from merge base to head; undefined when GitHub does not tell them all. */
  readonly commits: readonly PullCommit[] | undefined;
  /** The accounts that brought content onto the head branch; undefined when they are not known. */
  readonly pushers: readonly Pusher[] | undefined;
  /** The reason why `pushers` is undefined. */
  readonly unknownPush?: UnknownPush;
  /** The first request file the pull request adds or changes. */
  readonly file?: { readonly path: string; readonly blob: string; readonly parsed: Parsed<AccessRequest> };
  /** The leases of the request that it extends; absent when it extends none, or the ledger knows none. */
  readonly extended?: readonly Lease[];
  /** The same, and those of the requests that one extends, to the first. */
  readonly chain?: readonly Lease[];
  /** All leases of the subject, whichever account of theirs, without those of this request; absent: not known. */
  readonly earlier?: readonly Lease[];
  /** What the subject has beside this request, where duties are to be kept apart; absent: not known. */
  readonly beside?: Beside;
  /** Set when the ledger has an intent of this very request: what its grant depends on was judged then. */
  readonly granted?: true;
  /** Leases of the same entitlements, of all people, that have not ended or whose access is not revoked yet. */
  readonly unfinished?: readonly Lease[];
  /** What policies let through before without a review. Absent: not known, so that this request needs one. */
  readonly letThrough?: EarlierGrants;
  /** The issue or pull request whose closing ends the access; absent when the request names none, or none has that number. */
  readonly task?: Task;
  /** The account that the request's `subject` names at GitHub now; absent when there is none. */
  readonly subject?: Account;
  /** The subject at the identity provider; absent when nothing asks for it, or when it is not exactly one person. */
  readonly externalIdentity?: ExternalIdentity;
  readonly rules: AdoptedRules;
  /** Set where it adds a plain file among the access reviews. */
  readonly review?: ReviewEvidence;
  /** The rules as they are at the head, or at the merge commit: of a pull request that changes them. */
  readonly proposed?: RepositoryRules;
  /** The tests of the policies at the head, run under the proposed rules. Absent where those cannot be read. */
  readonly tested?: { readonly cases: number; readonly findings: readonly Finding[] };
  /** Set when the rules at the tip are not in force and the proposed ones are: the pull request restores them. */
  readonly restores?: true;
  /** Policies that changed lately, for people who approve: no rule reads it. */
  readonly policyChanges?: readonly PolicyChange[];
  /** When Hallpass first saw the request, where the ledger does not say so yet: for people who approve, no rule reads it. */
  readonly askedAt?: Date;
  /** GitHub's errors about CODEOWNERS at the tip: only GitHub knows which teams exist and may write. */
  readonly ownersErrors: readonly Finding[];
  readonly reviews: readonly Review[];
  /** By slug; absent = no such team can be seen. */
  readonly teams: ReadonlyMap<string, KnownTeam>;
  /** Set when the request's id was used before. */
  readonly seen?: Omit<SeenRequest, "merge">;
  /** Set when a file of this name was refused for good. */
  readonly refused?: Refusal;
  /** The providers' findings about the entitlements, made without a network. */
  readonly entitlementFindings: readonly Finding[];
  readonly powers: readonly GivenPower[];
  /** Ended access of the request's folder that nobody has reviewed yet. Read where a policy of the folder holds requests for it; empty elsewhere. */
  readonly unreviewed: readonly UnreviewedAccess[];
  /** Open pull requests that remove those files, by path: for people, no rule decides by it. Absent: not looked for. */
  readonly receipts?: ReadonlyMap<string, { readonly number: number; readonly url: string }>;
  /** The reasons why grants of what this asks for are stopped at the moment; empty = none. */
  readonly stops: readonly Finding[];
  readonly merge?: MergeEvidence;
}
