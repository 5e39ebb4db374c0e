import { type Answer, type Fields, fail } from "./answer.ts";

/** A user or a role. */
export interface Entity {
  readonly id: string;
  readonly path: string;
  readonly policies: Map<string, string>;
  /** The ARN of its permissions boundary. */
  boundary?: string | undefined;
  /** Of a role: who may assume it. */
  trustPolicy?: string;
}

export interface IamState {
  readonly users: Map<string, Entity>;
  readonly roles: Map<string, Entity>;
  /** Hallpass's own role: `hallpass`. */
  readonly self: Entity;
  pageSize: number;
  /** "Changes that you make take time to become visible" (Troubleshooting IAM, "Changes that I make are not always immediately visible"). */
  lagMs: number;
}

export const ACCOUNT = "123456789012";

export const userArn = (name: string, path: string): string => `arn:aws:iam::${ACCOUNT}:user${path}${name}`;
export const roleArn = (name: string, path: string): string => `arn:aws:iam::${ACCOUNT}:role${path}${name}`;

const MADE = new Date("2026-01-01T00:00:00Z");

/** Each rule follows a sentence of the IAM API Reference, of the operation that it stands at, or of the named page of the IAM User Guide. */
export function answerIam(
  state: IamState,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Answer {
  const { users, roles } = state;
  const text = (field: string): string => String(input[field] ?? "");

  const write = (change: () => void): void => {
    if (state.lagMs === 0) change();
    else setTimeout(change, state.lagMs);
  };

  const ofUser = (use: (user: Entity, name: string) => Answer): Answer => find(users, "UserName", use);
  const ofRole = (use: (role: Entity, name: string) => Answer): Answer => find(roles, "RoleName", use);

  /** Errors, NoSuchEntity: "it referenced a resource entity that does not exist". */
  function find(
    entities: Map<string, Entity>,
    field: string,
    use: (entity: Entity, name: string) => Answer,
  ): Answer {
    const entity = entities.get(text(field));
    return entity === undefined ? fail("NoSuchEntity", 404) : use(entity, text(field));
  }

  /** GetUserPolicy: "Policies returned by this operation are URL-encoded compliant with RFC 3986." */
  const encode = (document: string): string =>
    encodeURIComponent(document).replaceAll(
      /[!'()*]/gu,
      (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
    );

  function readPolicy({ policies }: Entity, owner: Fields): Answer {
    const document = policies.get(text("PolicyName"));
    if (document === undefined) return fail("NoSuchEntity", 404);
    return { result: { ...owner, PolicyName: text("PolicyName"), PolicyDocument: encode(document) } };
  }

  /**
   * PutUserPolicy: "Adds or updates an inline policy document". Quotas page: "the total aggregate policy size (the sum size of all inline policies) per
   * entity can't exceed": 2,048 for a user, 10,240 for a role, without white space. LimitExceeded: 409. MalformedPolicyDocument: 400.
   */
  function putPolicy({ policies }: Entity, quota: number): Answer {
    const others = [...policies]
      .filter(([name]) => name !== text("PolicyName"))
      .map(([, document]) => document);
    const size = [...others, text("PolicyDocument")].join("").replaceAll(/\s/gu, "").length;
    if (size > quota) return fail("LimitExceeded", 409, `Maximum policy size of ${quota} bytes exceeded`);
    if (!isPolicy(text("PolicyDocument"))) return fail("MalformedPolicyDocument", 400);
    write(() => policies.set(text("PolicyName"), text("PolicyDocument")));
    return { result: {} };
  }

  /** DeleteUserPolicy, errors: NoSuchEntity. */
  function deletePolicy({ policies }: Entity): Answer {
    if (!policies.has(text("PolicyName"))) return fail("NoSuchEntity", 404);
    write(() => policies.delete(text("PolicyName")));
    return { result: {} };
  }

  /** "Use this parameter only when paginating results and only after you receive a response indicating that the results are truncated" (Marker). */
  function page<Item>(items: readonly Item[]): { items: readonly Item[]; rest: Fields } {
    const from = input.Marker === undefined ? 0 : Number(text("Marker").replace("page-", ""));
    const to = from + Math.min(state.pageSize, Number(input.MaxItems ?? 100));
    const isTruncated = to < items.length;
    return {
      items: items.slice(from, to),
      rest: { IsTruncated: isTruncated, ...(isTruncated && { Marker: `page-${to}` }) },
    };
  }

  const describeUser = (name: string, { id, path }: Entity): Fields => ({
    ...{ UserName: name, UserId: id, Path: path, Arn: userArn(name, path), CreateDate: MADE },
  });
  const describeRole = (name: string, { id, path, trustPolicy }: Entity): Fields => ({
    ...{ RoleName: name, RoleId: id, Path: path, Arn: roleArn(name, path), CreateDate: MADE },
    ...(trustPolicy !== undefined && { AssumeRolePolicyDocument: encode(trustPolicy) }),
  });
  const toPolicyList = ({ policies }: Entity): Fields[] =>
    [...policies].map(([PolicyName, document]) => ({ PolicyName, PolicyDocument: encode(document) }));

  switch (operation) {
    case "GetUser":
      // "If you do not specify a user name, IAM determines the user name implicitly": Hallpass's own.
      if (input.UserName === undefined) return fail("Unexpected", 500, "Hallpass asks for itself");
      return ofUser((user, name) => ({ result: { User: describeUser(name, user) } }));
    case "GetRole":
      return ofRole((role, name) => ({ result: { Role: describeRole(name, role) } }));
    case "GetUserPolicy":
      return ofUser((user, UserName) => readPolicy(user, { UserName }));
    case "GetRolePolicy":
      return ofRole((role, RoleName) => readPolicy(role, { RoleName }));
    case "PutUserPolicy":
      return ofUser((user) => putPolicy(user, 2048));
    case "PutRolePolicy":
      return ofRole((role) => putPolicy(role, 10_240));
    case "DeleteUserPolicy":
      return ofUser(deletePolicy);
    case "DeleteRolePolicy":
      return ofRole(deletePolicy);
    case "ListRolePolicies":
      return ofRole((role) => {
        const { items, rest } = page([...role.policies.keys()]);
        return { result: { PolicyNames: items, ...rest } };
      });
    case "ListUsers": {
      const { items, rest } = page([...users]);
      return { result: { Users: items.map(([name, user]) => describeUser(name, user)), ...rest } };
    }
    case "ListRoles": {
      const { items, rest } = page([...roles]);
      return { result: { Roles: items.map(([name, role]) => describeRole(name, role)), ...rest } };
    }
    case "GetAccountAuthorizationDetails": {
      // "Retrieves information about all IAM users, groups, roles, and policies": `Filter` limits the types.
      const { items, rest } = page([...users]);
      const UserDetailList = items.map(([name, user]) => ({
        ...describeUser(name, user),
        ...(user.policies.size > 0 && { UserPolicyList: toPolicyList(user) }),
      }));
      return { result: { UserDetailList, ...rest } };
    }
    default:
      return fail("InvalidAction", 400);
  }
}

function isPolicy(document: string): boolean {
  try {
    return Array.isArray(JSON.parse(document).Statement);
  } catch {
    return false;
  }
}
