import { listOf, object } from "../adapter/answer-shape.ts";
import { compileEntry } from "../adapter/entry-schema.ts";

/**
 * An allow policy in version 3, as Google's "Policy" reference has it. Other fields of the policy, of a binding and of a condition are kept as they
 * are.
 */
export interface Policy {
  readonly version?: number;
  readonly etag: string;
  readonly bindings?: readonly Binding[];
}

export interface Binding {
  readonly role: string;
  readonly members?: readonly string[];
  readonly condition?: Condition;
}

export interface Condition {
  readonly title?: string;
  readonly description?: string;
  readonly expression: string;
}

/** A grant as its binding says it. */
export interface MarkedBinding extends Binding {
  readonly members: readonly string[];
  readonly condition: Condition & { readonly title: string };
}

const text = { type: "string" } as const;

/**
 * Without an etag a write would overwrite what others wrote meanwhile, so an answer without one is no policy. Neither is one that hides conditions
 * behind role names with `_withcond_` ("Troubleshooting withcond"): writing it back would lose them.
 */
export const isPolicy = compileEntry<Policy>(
  object(
    {
      version: { type: "integer" },
      etag: { type: "string", minLength: 1 },
      bindings: listOf(
        object(
          {
            role: { type: "string", not: { pattern: "_withcond_" } },
            members: listOf(text),
            condition: object({ title: text, description: text, expression: text }, ["expression"]),
          },
          ["role"],
        ),
      ),
    },
    ["etag"],
  ),
);

const hasTitle = ({ condition }: Binding, title: string): boolean => condition?.title === title;

/** The bindings with this title: one, or none. */
export const findMarked = ({ bindings = [] }: Policy, title: string): Binding[] =>
  bindings.filter((binding) => hasTitle(binding, title));

/** The policy without the bindings of this title. All else stays as it is, in its order. */
export const withoutGrant = (policy: Policy, title: string): Policy => ({
  ...policy,
  version: 3,
  bindings: (policy.bindings ?? []).filter((binding) => !hasTitle(binding, title)),
});

/** The policy with this binding in place of all others with its title, in one write, so that no moment is without access or without an end. */
export function withGrant(policy: Policy, wanted: MarkedBinding): Policy {
  const others = withoutGrant(policy, wanted.condition.title);
  return { ...others, bindings: [...(others.bindings ?? []), wanted] };
}

/** The policy without a binding that lost its condition, as far as the policy before did not have it. */
export function withoutBare(policy: Policy, before: Policy, { role, members }: MarkedBinding): Policy {
  const isBare = (binding: Binding): boolean => binding.role === role && binding.condition === undefined;
  const stood = new Set((before.bindings ?? []).filter(isBare).flatMap((each) => each.members ?? []));
  const isNew = (member: string): boolean => members.includes(member) && !stood.has(member);
  const bindings = (policy.bindings ?? []).flatMap((binding) => {
    if (!isBare(binding) || !binding.members?.some(isNew)) return [binding];
    const kept = binding.members.filter((member) => !isNew(member));
    return kept.length === 0 ? [] : [{ ...binding, members: kept }];
  });
  return { ...policy, version: 3, bindings };
}

/** Whether the binding is in the policy with its condition, and so ends by itself. */
export const keepsEnd = (policy: Policy, { condition }: MarkedBinding): boolean =>
  findMarked(policy, condition.title).some(
    (binding) => binding.condition?.expression === condition.expression,
  );

/** How many principals count against the limit of a policy: "Each occurrence of a principal counts". */
export const countPrincipals = ({ bindings = [] }: Policy): number =>
  bindings.reduce((sum, { members = [] }) => sum + members.length, 0);
