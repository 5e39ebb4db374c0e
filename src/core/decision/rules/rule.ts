import type { Policy } from "../../files/policy.ts";
import type { AccessRequest } from "../../files/request.ts";
import type { Finding } from "../../findings/finding.ts";
import type { Evidence, RepositoryRules } from "../evidence.ts";

/** The approvals a decision needs, by a policy or by the settings for a rule change. */
export type Approval = Pick<Policy, "name" | "approvals">;

/** The evidence and facts derived from it. A fact that cannot be derived is undefined, and every rule that needs it stays unmet. */
export interface Facts {
  readonly evidence: Evidence;
  readonly id?: string;
  /** Team folder of the request. */
  readonly folder?: string;
  readonly request?: AccessRequest;
  /** One policy per entitlement, in the request's order; undefined unless every entitlement has exactly one. */
  readonly policies?: readonly Policy[];
  /** The approvals needed; undefined while they are unknown. */
  readonly approvals?: readonly Approval[];
  /** Paths whose owners have to approve. */
  readonly reviewed: readonly string[];
  /** The policies that bound duration and reason. The same, or, where nothing asked for is offered, what the folder allows at most. */
  readonly limits?: readonly Policy[];
}

export type Judgement =
  | { readonly status: "met"; readonly says: string }
  /** `brief`: the same in a few words, without a full stop. */
  | {
      readonly status: "waiting";
      readonly says: string;
      readonly brief: string;
      /** Pages of GitHub to open next, where they are known. */
      readonly links?: readonly { readonly text: string; readonly url: string }[];
    }
  | { readonly status: "failed"; readonly findings: readonly Finding[] };

/** One line of the policy manual. `undefined` = cannot be judged, which is never "met". */
export interface Rule {
  readonly name: string;
  judge(facts: Facts): Judgement | undefined;
}

/** The facts that a checkout has, without GitHub. */
export interface OfflineFacts extends Pick<Facts, "folder" | "request" | "policies" | "limits"> {
  readonly evidence: Pick<Evidence, "entitlementFindings"> &
    Partial<Pick<Evidence, "now" | "merge" | "extended">> & {
      readonly rules: Pick<RepositoryRules, "policies" | "findings">;
    };
}

/** A rule that needs no other facts. A property, not a method: a rule that needs more does not compile here. */
export interface OfflineRule {
  readonly name: string;
  readonly judge: (facts: OfflineFacts) => Judgement | undefined;
}

export const met = (says: string): Judgement => ({ status: "met", says });
export const waiting = (says: string, brief: string): Judgement => ({ status: "waiting", says, brief });
export const failed = (...findings: readonly Finding[]): Judgement => ({ status: "failed", findings });

/** Met with this sentence, unless something was found. */
export const metUnless = (findings: readonly Finding[], says: string): Judgement =>
  findings.length === 0 ? met(says) : failed(...findings);
