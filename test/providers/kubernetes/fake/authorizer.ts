/** A rule of a role ("Using RBAC Authorization", "Role and ClusterRole"). */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

export interface Attributes {
  readonly namespace?: string;
  readonly group: string;
  readonly resource: string;
  readonly name?: string;
  readonly verb: string;
}

const has = (given: readonly string[], asked: string): boolean =>
  given.includes("*") || given.includes(asked);

/**
 * "An empty resourceNames set means that everything is allowed" (PolicyRule); with names, a request without a name, such as list or create,
 * is not allowed ("Referring to resources").
 */
export const allows = (rule: PolicyRule, { group, resource, name, verb }: Attributes): boolean =>
  has(rule.verbs, verb) &&
  has(rule.apiGroups, group) &&
  has(rule.resources, resource) &&
  (rule.resourceNames === undefined || (name !== undefined && rule.resourceNames.includes(name)));

/** "You can only create/update a role binding if you already have all the permissions contained in the referenced role" or `bind`. */
export function coversAll(held: readonly PolicyRule[], wanted: readonly PolicyRule[]): boolean {
  return wanted.every((rule) =>
    rule.apiGroups.every((group) =>
      rule.resources.every((resource) =>
        rule.verbs.every((verb) =>
          (rule.resourceNames ?? [undefined]).every((name) =>
            held.some((each) => allows(each, { group, resource, verb, ...(name && { name }) })),
          ),
        ),
      ),
    ),
  );
}
