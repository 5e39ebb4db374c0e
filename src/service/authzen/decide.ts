import type { LiveAccess, LiveAccessIndex } from "../../core/plan/live-access.ts";
import type { CallerEntry } from "./contract/configuration.ts";
import { BadRequest, type Question, type Questions } from "./contract/question.ts";

/** A decision as AuthZEN writes it (section 5.5). */
export interface Decision {
  readonly decision: boolean;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Who asks. `describeRequest`: members that tell a caller how the access can be asked for. */
export interface Caller extends Pick<CallerEntry, "providers" | "tellUntil"> {
  readonly describeRequest?: (question: Question) => Readonly<Record<string, unknown>>;
}

const deny = (reason: string, more: Readonly<Record<string, unknown>> = {}): Decision => ({
  decision: false,
  context: { reason, ...more },
});

/**
 * Whether the subject may use the access at this moment: the resource's type is a provider, its id a resource there, the action a role. A
 * subject of type `user` is a name of the identity map at that provider, one of type `github` the id of an account.
 */
export function decide(question: Question, index: LiveAccessIndex, caller: Caller, now: Date): Decision {
  const { resource } = question;
  if (!caller.providers.includes(resource.type)) return deny("NOT_ASKABLE");
  const found = find(question, index, now);
  if (found === undefined) return deny("NO_LIVE_LEASE", caller.describeRequest?.(question));
  return { decision: true, ...(caller.tellUntil && { context: { until: found.until.toISOString() } }) };
}

function find(
  { subject, action, resource }: Question,
  index: LiveAccessIndex,
  now: Date,
): LiveAccess | undefined {
  const entitlement = { provider: resource.type, resource: resource.id, role: action.name };
  if (subject.type === "user") return index.ofPrincipal(subject.id, entitlement, now);
  if (subject.type !== "github" || !/^[1-9][0-9]{0,14}$/u.test(subject.id)) return undefined;
  return index.ofPerson(Number(subject.id), entitlement, now);
}

/** The decisions in the order of the questions. A semantic that stops early leaves the rest out (section 7.1.2.1). */
export function decideAll(
  { questions, semantic }: Questions,
  index: LiveAccessIndex,
  caller: Caller,
  now: Date,
): readonly Decision[] {
  const decisions = questions.map((each) =>
    each instanceof BadRequest ? deny(each.message) : decide(each, index, caller, now),
  );
  if (semantic === "execute_all") return decisions;
  const last = decisions.findIndex(({ decision }) => decision === (semantic === "permit_on_first_permit"));
  return last < 0 ? decisions : decisions.slice(0, last + 1);
}
