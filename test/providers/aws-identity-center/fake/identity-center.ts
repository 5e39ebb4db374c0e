import { randomUUID } from "node:crypto";
import { Fault, type Input, type Operation, type Output, pageOf, readText } from "./fault.ts";

export interface Assignment {
  readonly account: string;
  readonly permissionSet: string;
  readonly kind: "USER" | "GROUP";
  readonly principal: string;
}

interface Running {
  readonly id: string;
  readonly kind: "creation" | "deletion";
  readonly assignment: Assignment;
  readonly created: Date;
  status: "IN_PROGRESS" | "FAILED" | "SUCCEEDED";
  reason?: string;
}

export interface PermissionSet {
  readonly name: string;
  readonly sessionDuration?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly description?: string;
  readonly inline?: string;
  readonly managed?: readonly string[];
  readonly customer?: readonly string[];
}

const keyOf = ({ account, permissionSet, kind, principal }: Assignment): string =>
  [account, permissionSet, kind, principal].join(" ");

/** So small that every list has pages. */
const PAGE = 2;

/**
 * IAM Identity Center and its identity store. Each rule names the page of AWS that has it; what no page says is refused as a violation, so that
 * the adapter relies on nothing else.
 */
export class FakeIdentityCenter {
  readonly instance = "arn:aws:sso:::instance/ssoins-1234567890abcdef";
  readonly store = "d-1234567890";
  owner = "111111111111";
  readonly users = new Map<string, { name: string; status: "ENABLED" | "DISABLED" }>();
  readonly groups = new Map<string, string>();
  /** Those that an external identity provider fills. */
  readonly foreignGroups = new Set<string>();
  /** By their ids. */
  readonly memberships = new Map<string, { readonly group: string; readonly user: string }>();
  readonly sets = new Map<string, PermissionSet>();
  readonly accounts = new Set<string>();
  readonly assignments = new Map<string, Assignment>();
  readonly running: Running[] = [];
  readonly violations: string[] = [];
  /** How long an operation is `IN_PROGRESS`. */
  readonly workMs = 5;
  /** Operations stay `IN_PROGRESS` until `finishAll`. */
  isStuck = false;
  /** What runs is done once another call has met it, and not by the clock. */
  endsOnConflict = false;
  /** The operations that begin fail with this reason. */
  failure: string | undefined;
  /** The lists of operations in progress lag behind. */
  hidesRunning = false;
  /** The lists of assignments lag behind: they show none. */
  hidesAssignments = false;
  /** So many calls are answered with a ThrottlingException. */
  throttled = 0;
  /** So many calls are answered with a ConflictException. */
  conflicts = 0;

  /** The request was long on its way: what is there now is another state than the one it was made for. */
  isLate = false;

  private refuse(what: string): void {
    if (!this.isLate) this.violations.push(`No page of AWS says what becomes of ${what}.`);
  }

  addUser(name: string): string {
    // "The format for ResourceId is either UUID or 1234567890-UUID" ("DescribeUser").
    const id = `1234567890-${randomUUID()}`;
    this.users.set(id, { name, status: "ENABLED" });
    return id;
  }

  idOf(name: string): string | undefined {
    return [...this.users].find(([, user]) => user.name === name)?.[0];
  }

  give(assignment: Assignment): void {
    this.assignments.set(keyOf(assignment), assignment);
  }

  take(assignment: Assignment): void {
    this.assignments.delete(keyOf(assignment));
  }

  has(assignment: Assignment): boolean {
    return this.assignments.has(keyOf(assignment));
  }

  join(group: string, user: string): string {
    const id = `1234567890-${randomUUID()}`;
    this.memberships.set(id, { group, user });
    return id;
  }

  leave(group: string, user: string): void {
    const id = this.membershipOf(group, user);
    if (id !== undefined) this.memberships.delete(id);
  }

  membershipOf(group: string, user: string): string | undefined {
    return [...this.memberships].find(([, each]) => each.group === group && each.user === user)?.[0];
  }

  /** Its memberships go with a user or a group. */
  private sweep(): void {
    for (const [id, { group, user }] of this.memberships)
      if (!this.groups.has(group) || !this.users.has(user)) this.memberships.delete(id);
  }

  private requireGroup(input: Input): string {
    this.requireStore(input);
    this.sweep();
    const group = readText(input, "GroupId");
    if (!this.groups.has(group)) throw new Fault("ResourceNotFoundException", 400, { ResourceType: "GROUP" });
    return group;
  }

  finishAll(): void {
    this.isStuck = false;
    for (const each of this.running) if (each.status === "IN_PROGRESS") this.finish(each);
  }

  /** What a deletion does that nobody's Hallpass began: `undefined`, or AWS's error. */
  deleteAssignment(input: Input): Output {
    return this.begin("deletion", input);
  }

  private finish(each: Running): void {
    if (each.status !== "IN_PROGRESS") return;
    const key = keyOf(each.assignment);
    const reason = this.failure ?? this.reasonAgainst(each);
    if (reason !== undefined) {
      each.status = "FAILED";
      each.reason = reason;
      return;
    }
    if (each.kind === "creation") this.assignments.set(key, each.assignment);
    else this.assignments.delete(key);
    each.status = "SUCCEEDED";
  }

  /** Of a deletion whose user was deleted before, as a log in the issue 19341 of hashicorp/terraform-provider-aws shows it. */
  private reasonAgainst({ assignment: { kind, principal } }: Running): string | undefined {
    const isThere = kind === "USER" ? this.users.has(principal) : this.groups.has(principal);
    if (isThere) return undefined;
    return `Received a 404 status error: the ${kind} assignee ${principal} was not found in directory ${this.store}`;
  }

  /**
   * "After a successful response, call DescribeAccountAssignmentCreationStatus to describe the status of an assignment creation request."
   * ("CreateAccountAssignment"; of deletion alike)
   */
  private begin(kind: Running["kind"], input: Input): Output {
    const assignment = this.readAssignment(input);
    const key = keyOf(assignment);
    // "Occurs when a conflict with a previous successful write is detected." (errors of both)
    const isBusy = this.running.some(
      (each) => each.status === "IN_PROGRESS" && keyOf(each.assignment) === key,
    );
    if (isBusy || this.conflicts > 0) {
      if (!isBusy) this.conflicts--;
      if (this.endsOnConflict) this.finishAll();
      throw new Fault("ConflictException");
    }
    const each: Running = { id: randomUUID(), kind, assignment, created: new Date(), status: "IN_PROGRESS" };
    this.running.push(each);
    if (!this.isStuck) setTimeout(() => this.finish(each), this.workMs);
    return {
      [kind === "creation" ? "AccountAssignmentCreationStatus" : "AccountAssignmentDeletionStatus"]:
        toStatus(each),
    };
  }

  private readAssignment(input: Input): Assignment {
    this.requireInstance(input);
    const account = readText(input, "TargetId");
    const permissionSet = readText(input, "PermissionSetArn");
    const kind = readText(input, "PrincipalType");
    const principal = readText(input, "PrincipalId");
    if (!this.sets.has(permissionSet) || !this.accounts.has(account))
      throw new Fault("ResourceNotFoundException");
    if (kind !== "USER" && kind !== "GROUP") throw new Fault("ValidationException");
    return { account, permissionSet, kind, principal };
  }

  private requireInstance({ InstanceArn }: Input): void {
    if (InstanceArn !== this.instance) throw new Fault("ResourceNotFoundException");
  }

  private requireSet(input: Input): PermissionSet {
    this.requireInstance(input);
    const found = this.sets.get(readText(input, "PermissionSetArn"));
    if (found === undefined) throw new Fault("ResourceNotFoundException");
    return found;
  }

  private requireStore({ IdentityStoreId }: Input): void {
    if (IdentityStoreId !== this.store)
      throw new Fault("ResourceNotFoundException", 400, { ResourceType: "IDENTITY_STORE" });
  }

  private listStatus(kind: Running["kind"], field: string, input: Input): Output {
    this.requireInstance(input);
    const { Filter } = input;
    const wanted = typeof Filter === "object" && Filter !== null ? Reflect.get(Filter, "Status") : undefined;
    const shown = this.hidesRunning ? [] : this.running;
    const all = shown.filter(
      (each) => each.kind === kind && (wanted === undefined || each.status === wanted),
    );
    const [page, NextToken] = pageOf(all, input, PAGE);
    return {
      [field]: page.map(({ id, status, created }) => ({
        ...{ Status: status, RequestId: id, CreatedDate: created.getTime() / 1000 },
      })),
      ...(NextToken !== undefined && { NextToken }),
    };
  }

  private findStatus(kind: Running["kind"], id: string): Running {
    const found = this.running.find((each) => each.kind === kind && each.id === id);
    if (found === undefined) throw new Fault("ResourceNotFoundException");
    return found;
  }

  /** The operations of the IAM Identity Center API. */
  readonly ssoAdmin: Readonly<Record<string, Operation>> = {
    ListInstances: () => ({
      Instances: [
        {
          InstanceArn: this.instance,
          IdentityStoreId: this.store,
          OwnerAccountId: this.owner,
          Status: "ACTIVE",
        },
      ],
    }),
    DescribePermissionSet: (input) => {
      const { name, sessionDuration, description } = this.requireSet(input);
      // "SessionDuration: the length of time that the application user sessions are valid for in the ISO-8601 standard": an hour unless it is set.
      return {
        PermissionSet: {
          ...{ Name: name, PermissionSetArn: input.PermissionSetArn },
          ...(description !== undefined && { Description: description }),
          SessionDuration: sessionDuration ?? "PT1H",
        },
      };
    },
    UpdatePermissionSet: (input) => {
      this.requireSet(input);
      this.violations.push("The adapter changed a permission set.");
      return {};
    },
    ListTagsForResource: (input) => {
      const { tags = {} } = this.requireSet({ ...input, PermissionSetArn: input.ResourceArn });
      const all = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
      const [Tags, NextToken] = pageOf(all, input, PAGE);
      return { Tags, ...(NextToken !== undefined && { NextToken }) };
    },
    GetInlinePolicyForPermissionSet: (input) => ({ InlinePolicy: this.requireSet(input).inline ?? "" }),
    ListManagedPoliciesInPermissionSet: (input) => {
      const all = (this.requireSet(input).managed ?? []).map((Name) => ({
        ...{ Name, Arn: `arn:aws:iam::aws:policy/${Name}` },
      }));
      const [AttachedManagedPolicies, NextToken] = pageOf(all, input, PAGE);
      return { AttachedManagedPolicies, ...(NextToken !== undefined && { NextToken }) };
    },
    ListCustomerManagedPolicyReferencesInPermissionSet: (input) => {
      const all = (this.requireSet(input).customer ?? []).map((Name) => ({ Name, Path: "/" }));
      const [CustomerManagedPolicyReferences, NextToken] = pageOf(all, input, PAGE);
      return { CustomerManagedPolicyReferences, ...(NextToken !== undefined && { NextToken }) };
    },
    ListPermissionSetsProvisionedToAccount: (input) => {
      this.requireInstance(input);
      const own = [...this.assignments.values()].filter(({ account }) => account === input.AccountId);
      const all = [...new Set(own.map(({ permissionSet }) => permissionSet))];
      const [PermissionSets, NextToken] = pageOf(all, input, PAGE);
      return { PermissionSets, ...(NextToken !== undefined && { NextToken }) };
    },
    // "Lists the assignee of the specified AWS account with the specified permission set."
    ListAccountAssignments: (input) => {
      this.requireSet(input);
      const account = readText(input, "AccountId");
      if (!this.accounts.has(account)) throw new Fault("ResourceNotFoundException");
      const shown = this.hidesAssignments ? [] : [...this.assignments.values()];
      const all = shown.filter(
        (each) => each.account === account && each.permissionSet === input.PermissionSetArn,
      );
      const [page, NextToken] = pageOf(all, input, PAGE);
      return {
        AccountAssignments: page.map(({ permissionSet, kind, principal }) => ({
          ...{ AccountId: account, PermissionSetArn: permissionSet },
          ...{ PrincipalType: kind, PrincipalId: principal },
        })),
        ...(NextToken !== undefined && { NextToken }),
      };
    },
    CreateAccountAssignment: (input) => {
      if (this.has(this.readAssignment(input))) this.refuse("an assignment that is created twice");
      return this.begin("creation", input);
    },
    DeleteAccountAssignment: (input) => {
      if (!this.has(this.readAssignment(input))) this.refuse("a deletion of what does not exist");
      return this.begin("deletion", input);
    },
    DescribeAccountAssignmentCreationStatus: (input) => ({
      AccountAssignmentCreationStatus: toStatus(
        this.findStatus("creation", readText(input, "AccountAssignmentCreationRequestId")),
      ),
    }),
    DescribeAccountAssignmentDeletionStatus: (input) => ({
      AccountAssignmentDeletionStatus: toStatus(
        this.findStatus("deletion", readText(input, "AccountAssignmentDeletionRequestId")),
      ),
    }),
    ListAccountAssignmentCreationStatus: (input) =>
      this.listStatus("creation", "AccountAssignmentsCreationStatus", input),
    ListAccountAssignmentDeletionStatus: (input) =>
      this.listStatus("deletion", "AccountAssignmentsDeletionStatus", input),
  };

  /** The operations of the Identity Store API. */
  readonly identityStore: Readonly<Record<string, Operation>> = {
    GetUserId: (input) => {
      this.requireStore(input);
      const UserId = this.idOf(readUserName(input));
      if (UserId === undefined) throw new Fault("ResourceNotFoundException", 400, { ResourceType: "USER" });
      return { UserId, IdentityStoreId: this.store };
    },
    DescribeUser: (input) => {
      this.requireStore(input);
      const UserId = readText(input, "UserId");
      const user = this.users.get(UserId);
      if (user === undefined) throw new Fault("ResourceNotFoundException", 400, { ResourceType: "USER" });
      return { UserId, UserName: user.name, UserStatus: user.status, IdentityStoreId: this.store };
    },
    DescribeGroup: (input) => {
      this.requireStore(input);
      const GroupId = readText(input, "GroupId");
      const DisplayName = this.groups.get(GroupId);
      if (DisplayName === undefined)
        throw new Fault("ResourceNotFoundException", 400, { ResourceType: "GROUP" });
      // "ExternalIds: … the identifiers issued to this resource by an external identity provider" ("DescribeGroup").
      const ExternalIds = this.foreignGroups.has(GroupId) ? [{ Issuer: "idp", Id: "7" }] : undefined;
      return {
        GroupId,
        DisplayName,
        Description: `${DisplayName}, by day`,
        IdentityStoreId: this.store,
        ...(ExternalIds && { ExternalIds }),
      };
    },
    // "For the specified group in the specified identity store, returns the list of all GroupMembership objects … in paginated form."
    ListGroupMemberships: (input) => {
      const GroupId = this.requireGroup(input);
      const all = [...this.memberships].filter(([, { group }]) => group === GroupId);
      const [page, NextToken] = pageOf(all, input, PAGE);
      return {
        GroupMemberships: page.map(([MembershipId, { user }]) => ({
          ...{ MembershipId, GroupId, MemberId: { UserId: user }, IdentityStoreId: this.store },
        })),
        ...(NextToken !== undefined && { NextToken }),
      };
    },
    // ResourceNotFoundException: "Indicates that a requested resource is not found."
    GetGroupMembershipId: (input) => {
      const MembershipId = this.membershipOf(this.requireGroup(input), readMember(input));
      if (MembershipId === undefined) throw new Fault("ResourceNotFoundException");
      return { MembershipId, IdentityStoreId: this.store };
    },
    // ConflictException: "This request cannot be completed for one of the following reasons: Performing the requested operation would violate an
    // existing uniqueness claim in the identity store."
    CreateGroupMembership: (input) => {
      const group = this.requireGroup(input);
      const user = readMember(input);
      if (!this.users.has(user)) throw new Fault("ResourceNotFoundException", 400, { ResourceType: "USER" });
      if (this.membershipOf(group, user) !== undefined) throw new Fault("ConflictException", 409);
      return { MembershipId: this.join(group, user), IdentityStoreId: this.store };
    },
    DeleteGroupMembership: (input) => {
      this.requireStore(input);
      if (!this.memberships.delete(readText(input, "MembershipId")))
        throw new Fault("ResourceNotFoundException");
      return {};
    },
  };
}

const toStatus = ({ id, status, reason, created, assignment }: Running): Output => ({
  ...{ Status: status, RequestId: id, TargetId: assignment.account, TargetType: "AWS_ACCOUNT" },
  ...{ PermissionSetArn: assignment.permissionSet, PrincipalType: assignment.kind },
  ...{ PrincipalId: assignment.principal, CreatedDate: created.getTime() / 1000 },
  ...(reason !== undefined && { FailureReason: reason }),
});

/** "The unique identifier for a user … UniqueAttribute": `userName` or `emails.value` ("GetUserId"). */
function readUserName({ AlternateIdentifier }: Input): string {
  const unique =
    typeof AlternateIdentifier === "object" && AlternateIdentifier !== null
      ? Reflect.get(AlternateIdentifier, "UniqueAttribute")
      : undefined;
  if (typeof unique !== "object" || unique === null || Reflect.get(unique, "AttributePath") !== "userName")
    throw new Fault("ValidationException");
  return String(Reflect.get(unique, "AttributeValue"));
}

function readMember({ MemberId }: Input): string {
  const id = typeof MemberId === "object" && MemberId !== null ? Reflect.get(MemberId, "UserId") : undefined;
  if (typeof id === "string") return id;
  throw new Fault("ValidationException");
}
