import { randomUUID } from "node:crypto";
import type { Answer } from "../entra/fake-graph.ts";
import { assertDescribed } from "./description.ts";

interface FakeAssignment {
  readonly id: string;
  readonly scope: string;
  readonly role: string;
  readonly principalId: string;
  /** The schedule of PIM behind it; none for one that somebody made without PIM. */
  readonly schedule?: FakeSchedule;
}

interface FakeSchedule {
  readonly id: string;
  /** `Activated`: by the person herself, of an eligible assignment. */
  readonly assignmentType?: string;
  request: string;
  startDateTime: string;
  endDateTime: string;
}

interface FakeRequest {
  readonly scope: string;
  readonly properties: Readonly<Record<string, unknown>>;
  status: string;
}

/** The part of Azure Resource Manager that the adapter uses. Each rule names the page of Microsoft's documentation that it comes from. */
export interface FakeArm {
  /** The actions of roles, by GUID. */
  readonly roles: Map<string, { actions: string[]; notActions: string[] }>;
  /** The name and the description of every role. */
  words: { roleName: string; description: string };
  readonly scopes: Set<string>;
  readonly assignments: Map<string, FakeAssignment>;
  readonly requests: Map<string, FakeRequest>;
  /** The roles of Hallpass's own application. */
  readonly own: object[];
  readonly log: object[];
  now: Date;
  pageSize: number;
  isBroken: boolean;
  /** What Azure says of a scope that it does not show. */
  missing: string;
  firstStatus: string | undefined;
  /** A request under way stays so. */
  isStuck: boolean;
  isStrict: boolean;
  /** Somebody has a request about the assignment that waits for a decision. */
  isAwaited: boolean;
  maximumDuration: string;
  /** What PIM asks administrators for. */
  enabledRules: string[];
  assign(principalId: string): void;
  unassign(principalId: string): void;
  holds(principalId: string): boolean;
  expire(): void;
  /** Carries out a request that is under way. */
  carryOut(name: string): void;
  answer(method: string, url: URL, body: string | undefined): Answer;
}

const failure = (status: number, code: string): Answer => [
  status,
  { error: { code, message: "A sentence of Microsoft's, with s3cret words." } },
];

const AUTHORIZATION = "/providers/Microsoft.Authorization/";

export function createFakeArm(scope: string, role: string): FakeArm {
  const pending = new Map<string, () => void>();
  const definitionOf = (id: string): string =>
    `/subscriptions/${scope.split("/")[2]}${AUTHORIZATION}roleDefinitions/${id}`;

  const arm: FakeArm = {
    ...{ roles: new Map(), scopes: new Set([scope]), assignments: new Map(), requests: new Map() },
    words: {
      roleName: "Reader",
      description: "View all resources, but does not allow you to make any changes.",
    },
    ...{ own: [], log: [], now: new Date("2026-11-20T12:00:00Z"), pageSize: 20, maximumDuration: "P180D" },
    ...{
      missing: "ResourceGroupNotFound",
      isBroken: false,
      isStuck: false,
      isStrict: false,
      isAwaited: false,
      firstStatus: undefined,
    },
    enabledRules: ["Justification", "Ticketing"],
    assign(principalId) {
      const id = randomUUID();
      arm.assignments.set(id, { id, scope, role, principalId });
    },
    unassign(principalId) {
      for (const each of arm.assignments.values())
        if (each.principalId === principalId) arm.assignments.delete(each.id);
    },
    holds: (principalId) => [...arm.assignments.values()].some((each) => each.principalId === principalId),
    // "Azure RBAC: the assignment is removed at its end" is PIM's promise of "time-bound access".
    expire() {
      for (const { id, schedule } of arm.assignments.values())
        if (schedule !== undefined && new Date(schedule.endDateTime) <= arm.now) arm.assignments.delete(id);
    },
    carryOut: (name) => pending.get(name)?.(),
    answer(method, url, body) {
      const check = assertDescribed(method, url, body);
      arm.expire();
      const given = route(method, url, body);
      if (given[0] < 300) check(...given);
      return given;
    },
  };

  function route(method: string, url: URL, body: string | undefined): Answer {
    const path = decodeURIComponent(url.pathname);
    if (path.includes("/microsoft.insights/")) return page(arm.log, url);
    const at = path.indexOf(AUTHORIZATION);
    const [where, [kind = "", name = "", action = ""]] = [
      path.slice(0, at),
      path.slice(at + AUTHORIZATION.length).split("/"),
    ];
    // Azure compares scopes in any case.
    if (![...arm.scopes].some((each) => each.toLowerCase() === where.toLowerCase()))
      return failure(404, arm.missing);
    if (kind === "roleDefinitions") return readRole(name);
    if (kind === "roleAssignments" && method === "DELETE") return deleteAssignment(name);
    if (kind === "roleAssignments") return page(arm.own, url);
    if (kind === "roleManagementPolicyAssignments") return page([policy()], url);
    if (kind === "roleAssignmentScheduleInstances")
      return page(select([...arm.assignments.values()].map(toInstance), url), url);
    if (kind === "roleAssignmentSchedules")
      return page(select([...arm.assignments.values()].flatMap(toSchedule), url), url);
    if (name === "") return page(select([...arm.requests].map(toRequest), url), url);
    if (action === "cancel") return cancel(name);
    return method === "GET" ? readRequest(name) : request(where, name, JSON.parse(body ?? ""));
  }

  function readRole(id: string): Answer {
    const permissions = arm.roles.get(id);
    if (permissions === undefined) return failure(404, "RoleDefinitionDoesNotExist");
    return [
      200,
      { id: definitionOf(id), name: id, properties: { ...arm.words, permissions: [permissions] } },
    ];
  }

  // "Role Assignments - Delete": 200 with the assignment, 204 where there is none.
  function deleteAssignment(id: string): Answer {
    const found = arm.assignments.get(id);
    arm.assignments.delete(id);
    return found === undefined ? [204] : [200, { id, name: id, properties: {} }];
  }

  const common = ({ scope: at, role: id, principalId }: FakeAssignment) => ({
    ...{ scope: at, roleDefinitionId: definitionOf(id), principalId, principalType: "User" },
  });

  // "API concepts in PIM": an instance for each assignment, "made outside of PIM" or "with a schedule made inside PIM".
  const toInstance = (each: FakeAssignment) => ({
    id: `${each.scope}${AUTHORIZATION}roleAssignmentScheduleInstances/${each.id}`,
    name: each.id,
    properties: {
      ...common(each),
      originRoleAssignmentId: `${each.scope}${AUTHORIZATION}roleAssignments/${each.id}`,
    },
  });

  const toSchedule = (each: FakeAssignment) =>
    each.schedule === undefined
      ? []
      : [
          {
            ...{ id: each.schedule.id, name: each.schedule.id.split("/").at(-1) },
            properties: {
              ...common(each),
              assignmentType: each.schedule.assignmentType ?? "Assigned",
              roleAssignmentScheduleRequestId: `${each.scope}${AUTHORIZATION}roleAssignmentScheduleRequests/${each.schedule.request}`,
              startDateTime: each.schedule.startDateTime,
              endDateTime: each.schedule.endDateTime,
            },
          },
        ];

  const toRequest = ([name, { scope: at, properties, status }]: [string, FakeRequest]) => ({
    ...{ id: `${at}${AUTHORIZATION}roleAssignmentScheduleRequests/${name}`, name },
    properties: { ...properties, scope: at, status },
  });

  // "$filter=atScope()" at or above the scope; "$filter=principalId eq {id}" for the specified principal.
  function select<T extends { properties: Readonly<Record<string, unknown>> }>(
    all: readonly T[],
    url: URL,
  ): T[] {
    const filter = url.searchParams.get("$filter") ?? "";
    const { id } = /^principalId eq '(?<id>[^']*)'$/u.exec(filter)?.groups ?? {};
    if (id === undefined && filter !== "atScope()") throw new Error(`The filter ${filter} is not faked.`);
    return all.filter(({ properties }) => id === undefined || properties.principalId === id);
  }

  function readRequest(name: string): Answer {
    const found = arm.requests.get(name);
    if (found === undefined) return failure(404, "RoleAssignmentRequestNotFound");
    if (!arm.isStuck) pending.get(name)?.();
    return [200, toRequest([name, found])];
  }

  function cancel(name: string): Answer {
    const found = arm.requests.get(name);
    if (found === undefined) return failure(404, "RoleAssignmentRequestNotFound");
    found.status = "Canceled";
    pending.delete(name);
    return [200];
  }

  // "Role Assignment Schedule Requests - Create": 201; "the name must be unique".
  function request(
    at: string,
    name: string,
    { properties }: { properties: Readonly<Record<string, unknown>> },
  ): Answer {
    if (!/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u.test(name))
      return failure(400, "InvalidRoleAssignmentRequestName");
    if (arm.requests.has(name)) return failure(409, "RoleAssignmentRequestExists");
    const refusal = refuse(properties);
    if (refusal !== undefined) return refusal;
    const done = properties.requestType === "AdminRemove" ? "Revoked" : "Provisioned";
    const made: FakeRequest = { scope: at, properties, status: arm.firstStatus ?? done };
    arm.requests.set(name, made);
    const carryOut = (): void => {
      pending.delete(name);
      made.status = done;
      apply(name, properties);
    };
    if (arm.firstStatus === undefined) carryOut();
    else pending.set(name, carryOut);
    return [201, toRequest([name, made])];
  }

  // "Role Assignment Schedule Requests", requestType: administrators assign and remove; what a person activated, she deactivates (`SelfDeactivate`).
  const findHeld = (asked: Readonly<Record<string, unknown>>) => {
    const target = asked.targetRoleAssignmentScheduleId;
    const held = [...arm.assignments.values()].filter((each) => each.principalId === asked.principalId);
    return (
      held.find(({ schedule }) => schedule?.id.split("/").at(-1) === target) ??
      held.find(({ schedule }) => schedule?.assignmentType !== "Activated") ??
      held[0]
    );
  };

  function refuse(properties: Readonly<Record<string, unknown>>): Answer | undefined {
    const found = findHeld(properties);
    const type = properties.requestType;
    // The codes: terraform-provider-azurerm handles `RoleAssignmentDoesNotExist` and `ActiveDurationTooShort`; "Troubleshoot Azure RBAC" has `RoleAssignmentExists`.
    if (type === "AdminAssign" && found !== undefined) return failure(400, "RoleAssignmentExists");
    if (type !== "AdminAssign" && found === undefined) return failure(400, "RoleAssignmentDoesNotExist");
    // "targetRoleAssignmentScheduleId: the role assignment schedule id being updated"; the example "PutRoleAssignmentScheduleRequest" has a GUID there.
    const target = properties.targetRoleAssignmentScheduleId;
    if (type === "AdminUpdate" && target !== found?.schedule?.id.split("/").at(-1))
      return failure(400, "InvalidTarget");
    if (type === "AdminRemove") {
      if (arm.isAwaited) return failure(400, "PendingRoleAssignmentRequest");
      const age = arm.now.getTime() - Date.parse(found?.schedule?.startDateTime ?? "");
      // "Assign Azure resource roles in PIM": "Can't be removed within five minutes of it being assigned".
      return arm.isStrict && age < 300_000 ? failure(400, "ActiveDurationTooShort") : undefined;
    }
    const { start, end } = begun(properties);
    const longest = Number(/^P(?<days>\d+)D$/u.exec(arm.maximumDuration)?.groups?.days) * 86_400_000;
    // "Can't be assigned for a duration of less than five minutes".
    return end - start < 300_000 || end - start > longest
      ? failure(400, "RoleAssignmentRequestPolicyValidationFailed")
      : undefined;
  }

  function apply(name: string, properties: Readonly<Record<string, unknown>>): void {
    const found = findHeld(properties);
    if (properties.requestType === "AdminRemove") arm.assignments.delete(found?.id ?? "");
    else {
      const { startDateTime, endDateTime } = begun(properties);
      if (found?.schedule !== undefined)
        Object.assign(found.schedule, { startDateTime, endDateTime, request: name });
      else {
        const id = randomUUID();
        const schedule = `${scope}${AUTHORIZATION}roleAssignmentSchedules/${randomUUID()}`;
        arm.assignments.set(id, {
          ...{ id, scope, role, principalId: String(properties.principalId) },
          schedule: { id: schedule, request: name, startDateTime, endDateTime },
        });
      }
    }
  }

  /** Without a start, an assignment begins now: terraform-provider-azurerm leaves it out. */
  function begun(properties: Readonly<Record<string, unknown>>) {
    const period = periodOf(properties);
    if (period.startDateTime !== "") return period;
    return { ...period, start: arm.now.getTime(), startDateTime: arm.now.toISOString() };
  }

  const policy = () => ({
    ...{ id: "p", name: "p" },
    properties: {
      scope,
      roleDefinitionId: definitionOf(role),
      effectiveRules: [
        {
          ...{ id: "Expiration_Admin_Assignment", ruleType: "RoleManagementPolicyExpirationRule" },
          ...{ isExpirationRequired: true, maximumDuration: arm.maximumDuration },
        },
        {
          ...{ id: "Enablement_Admin_Assignment", ruleType: "RoleManagementPolicyEnablementRule" },
          enabledRules: arm.enabledRules,
        },
      ],
    },
  });

  // "nextLink: the URL to use for getting the next set of results".
  function page(all: readonly object[], url: URL): Answer {
    const from = Number(url.searchParams.get("$skiptoken") ?? 0);
    if (from > 0 && arm.isBroken) return failure(500, "InternalServerError");
    const next = new URL(url);
    next.searchParams.set("$skiptoken", String(from + arm.pageSize));
    const isLast = from + arm.pageSize >= all.length;
    return [200, { value: all.slice(from, from + arm.pageSize), ...(!isLast && { nextLink: next.href }) }];
  }

  return arm;
}

function periodOf({ scheduleInfo }: Readonly<Record<string, unknown>>) {
  const text = JSON.stringify(scheduleInfo ?? {});
  const startDateTime = /"startDateTime":"(?<at>[^"]*)"/u.exec(text)?.groups?.at ?? "";
  const endDateTime = /"endDateTime":"(?<at>[^"]*)"/u.exec(text)?.groups?.at ?? "";
  return { startDateTime, endDateTime, start: Date.parse(startDateTime), end: Date.parse(endDateTime) };
}
