import { randomUUID } from "node:crypto";
import { assertDescribed, assertObject } from "./description.ts";

export interface FakeGroup {
  readonly id: string;
  groupTypes: string[];
  isAssignableToRole: boolean | null;
  onPremisesSyncEnabled: boolean | null;
  displayName: string | null;
  description: string | null;
  readonly members: Set<string>;
  readonly owners: Set<string>;
  /** Longest assignment that PIM's policy allows. */
  maximumDays: number;
}

interface FakeSchedule {
  readonly id: string;
  readonly groupId: string;
  readonly principalId: string;
  readonly assignmentType: string;
  createdUsing: string;
  startDateTime: string;
  endDateTime: string | null;
}

type Body = Readonly<Record<string, unknown>>;
export type Answer = readonly [status: number, body?: object | undefined];

/** The part of Microsoft Graph that the adapters use. Each rule names the page of Microsoft's documentation that it comes from. */
export interface FakeGraph {
  readonly users: Map<string, string>;
  readonly groups: Map<string, FakeGroup>;
  readonly schedules: Map<string, FakeSchedule>;
  readonly requests: Map<string, Body>;
  readonly signIns: object[];
  now: Date;
  pageSize: number;
  /** Whether a listing breaks off after its first page. */
  isBroken: boolean;
  /** What PIM answers to a request at first; it is carried out when somebody looks at it again. */
  firstStatus: string | undefined;
  /** PIM removes nothing in the first five minutes. */
  isStrict: boolean;
  /** What PIM asks administrators for. */
  enabledRules: string[];
  addUser(name: string): string;
  addGroup(fields?: Partial<FakeGroup>): FakeGroup;
  idOf(name: string): string;
  /** Lets time pass: ends what has ended. */
  expire(): void;
  answer(method: string, url: URL, body: string | undefined): Answer;
}

const failure = (status: number, code: string): Answer => [
  status,
  { error: { code, message: "A sentence of Microsoft's, with s3cret words.", innerError: { date: "x" } } },
];

const NOT_FOUND = failure(404, "Request_ResourceNotFound");

export function createFakeGraph(): FakeGraph {
  const pending = new Map<string, () => void>();

  const graph: FakeGraph = {
    ...{ users: new Map(), groups: new Map(), schedules: new Map(), requests: new Map(), signIns: [] },
    ...{ now: new Date("2026-11-20T12:00:00Z"), pageSize: 20, isBroken: false, isStrict: false },
    ...{ firstStatus: undefined, enabledRules: ["Justification", "Ticketing"] },
    addUser(name) {
      const id = randomUUID();
      graph.users.set(id, name);
      return id;
    },
    addGroup(fields = {}) {
      const group = {
        ...{ id: randomUUID(), groupTypes: [], isAssignableToRole: null, onPremisesSyncEnabled: null },
        ...{ displayName: "Orders, reading", description: null },
        ...{ members: new Set<string>(), owners: new Set<string>(), maximumDays: 180, ...fields },
      };
      graph.groups.set(group.id, group);
      return group;
    },
    idOf: (name) => [...graph.users].find(([, each]) => each === name)?.[0] ?? "",
    // "When a principal's temporary active membership of a group expires: the principal's details are automatically removed from the members".
    expire() {
      for (const { id, endDateTime } of graph.schedules.values())
        if (endDateTime !== null && new Date(endDateTime) <= graph.now) end(id);
    },
    answer(method, url, body) {
      const type = assertDescribed(method, url, body);
      graph.expire();
      const given = route(method, url, body === undefined ? {} : JSON.parse(body));
      if (given[0] < 300 && type !== undefined) assertAnswer(type, given[1], `${method} ${url.pathname}`);
      return given;
    },
  };

  function end(schedule: string): void {
    const found = graph.schedules.get(schedule);
    if (found === undefined) return;
    graph.schedules.delete(schedule);
    graph.groups.get(found.groupId)?.members.delete(found.principalId);
  }

  function route(method: string, url: URL, body: Body): Answer {
    const [root, first = "", second = "", third = "", fourth = ""] = url.pathname
      .split("/")
      .slice(2)
      .map(decodeURIComponent);
    if (root === "users") return readUser(first);
    if (root === "groups") return useGroup(method, first, second, third, body, url);
    if (root === "auditLogs") return page(graph.signIns, url);
    if (root === "policies") return [200, { value: [policyOf(url)] }];
    if (third !== "" && first === "privilegedAccess") return usePim(method, third, fourth, body, url);
    throw new Error(`${url.pathname} is not faked.`);
  }

  // "Get a user": by id or user principal name. Graph also compares names in any case.
  function readUser(key: string): Answer {
    const found = [...graph.users].find(
      ([id, name]) => id === key || name.toLowerCase() === key.toLowerCase(),
    );
    return found === undefined ? NOT_FOUND : [200, { id: found[0], userPrincipalName: found[1] }];
  }

  function useGroup(method: string, id: string, list: string, member: string, body: Body, url: URL): Answer {
    const group = graph.groups.get(id);
    if (group === undefined) return NOT_FOUND;
    const { members, owners, maximumDays: _, ...fields } = group;
    if (list === "") return [200, fields];
    if (method === "GET") return page([...(list === "owners" ? owners : members)].map(describe), url);
    return method === "POST" ? addMember(members, body) : removeMember(members, member);
  }

  const describe = (id: string) => ({
    ...{ "@odata.type": "#microsoft.graph.user", id, userPrincipalName: graph.users.get(id) ?? null },
  });

  // "Add members": 204; 400 when the object is already a member; 404 when the object being added doesn't exist.
  function addMember(members: Set<string>, body: Body): Answer {
    const id = String(body["@odata.id"]).split("/").at(-1) ?? "";
    if (!graph.users.has(id)) return NOT_FOUND;
    if (members.has(id)) return failure(400, "Request_BadRequest");
    members.add(id);
    return [204];
  }

  // "Remove member": 204. What Graph says of somebody who is no member is on no page.
  const removeMember = (members: Set<string>, id: string): Answer => (members.delete(id) ? [204] : NOT_FOUND);

  function usePim(method: string, list: string, id: string, body: Body, url: URL): Answer {
    if (list === "assignmentSchedules") return page(listSchedules(url), url);
    if (method === "POST" && id === "") return request(body);
    const found = graph.requests.get(id);
    if (found === undefined) return NOT_FOUND;
    if (method === "POST") {
      graph.requests.set(id, { ...found, status: "Canceled" });
      pending.delete(id);
      return [204];
    }
    pending.get(id)?.();
    return [200, graph.requests.get(id)];
  }

  // "List assignmentSchedules": requires $filter (eq) by principalId or groupId.
  function listSchedules(url: URL): object[] {
    const group = /groupId eq '(?<id>[^']*)'/u.exec(url.searchParams.get("$filter") ?? "")?.groups?.id;
    return [...graph.schedules.values()]
      .filter(({ groupId }) => groupId === group)
      .map(({ startDateTime, endDateTime, ...rest }) => ({
        ...{ ...rest, accessId: "member", memberType: "Direct", status: "Provisioned" },
        scheduleInfo: { startDateTime, expiration: { type: "afterDateTime", endDateTime } },
      }));
  }

  /** "Create assignmentScheduleRequest": 201 with the request, which has a status. */
  function request(body: Body): Answer {
    const refusal = refuse(body);
    if (refusal !== undefined) return refusal;
    const id = randomUUID();
    const done = body.action === "adminRemove" ? "Revoked" : "Provisioned";
    const carryOut = (): void => {
      pending.delete(id);
      graph.requests.set(id, { ...body, id, status: done });
      apply(id, body);
    };
    graph.requests.set(id, { ...body, id, status: graph.firstStatus ?? done });
    if (graph.firstStatus === undefined) carryOut();
    else pending.set(id, carryOut);
    return [201, graph.requests.get(id)];
  }

  function refuse(body: Body): Answer | undefined {
    const { action, groupId, principalId } = body;
    const group = graph.groups.get(String(groupId));
    if (group === undefined) return NOT_FOUND;
    const found = findSchedule(body);
    const isIn = group.members.has(String(principalId));
    // The codes are in no page of Graph's. Azure's PIM has the same, and users quote them (terraform-provider-azurerm, Microsoft365DSC #5532).
    if (action === "adminAssign" && (found !== undefined || isIn))
      return failure(400, "RoleAssignmentExists");
    if (action !== "adminAssign" && found === undefined) return failure(400, "RoleAssignmentDoesNotExist");
    if (action === "adminRemove") {
      const age = graph.now.getTime() - Date.parse(found?.startDateTime ?? "");
      // "Assign eligibility for a group": "Can't be removed within five minutes of it being assigned".
      return graph.isStrict && age < 300_000 ? failure(400, "ActiveDurationTooShort") : undefined;
    }
    const { start, end: until } = begun(body);
    const days = (until - start) / 86_400_000;
    // "Can't be assigned for a duration of less than five minutes"; "returns a 400 Bad Request response code for violation of the expiration rule".
    return until - start < 300_000 || days > group.maximumDays
      ? failure(400, "RoleAssignmentRequestPolicyValidationFailed")
      : undefined;
  }

  /** In the example of "Create assignmentScheduleRequest", the start is the time when the request was carried out. */
  function begun(body: Body) {
    const period = periodOf(body);
    if (body.action !== "adminAssign" || period.start > graph.now.getTime()) return period;
    return { ...period, start: graph.now.getTime(), startDateTime: graph.now.toISOString() };
  }

  const findSchedule = ({ groupId, principalId }: Body) =>
    [...graph.schedules.values()].find(
      (each) => each.groupId === groupId && each.principalId === principalId,
    );

  function apply(request: string, body: Body): void {
    const found = findSchedule(body);
    if (body.action === "adminRemove") {
      end(found?.id ?? "");
      return;
    }
    const { startDateTime, endDateTime } = begun(body);
    if (found !== undefined) Object.assign(found, { startDateTime, endDateTime, createdUsing: request });
    else {
      const [groupId, principalId] = [String(body.groupId), String(body.principalId)];
      const id = `${groupId}_member_${randomUUID()}`;
      graph.schedules.set(id, {
        ...{ id, groupId, principalId, assignmentType: "Assigned", createdUsing: request },
        ...{ startDateTime, endDateTime },
      });
      // "When you assign a principal active temporary membership: you see the principal's details when you query the members".
      graph.groups.get(groupId)?.members.add(principalId);
    }
  }

  // "Overview of role management through PIM": the rule Expiration_Admin_Assignment limits what administrators assign.
  function policyOf(url: URL): object {
    const id = /scopeId eq '(?<id>[^']*)'/u.exec(url.searchParams.get("$filter") ?? "")?.groups?.id ?? "";
    const maximumDuration = `P${graph.groups.get(id)?.maximumDays ?? 0}D`;
    const rules = [
      {
        ...{ "@odata.type": "#microsoft.graph.unifiedRoleManagementPolicyExpirationRule" },
        ...{ id: "Expiration_Admin_Assignment", isExpirationRequired: true, maximumDuration },
      },
      {
        ...{ "@odata.type": "#microsoft.graph.unifiedRoleManagementPolicyEnablementRule" },
        ...{ id: "Enablement_Admin_Assignment", enabledRules: graph.enabledRules },
      },
    ];
    return {
      ...{ id: `Group_${id}_p_member`, policyId: `Group_${id}_p`, scopeId: id, scopeType: "Group" },
      ...{
        roleDefinitionId: "member",
        policy: { id: `Group_${id}_p`, scopeId: id, scopeType: "Group", rules },
      },
    };
  }

  // "Paging": @odata.nextLink has the next page.
  function page(all: readonly object[], url: URL): Answer {
    const from = Number(url.searchParams.get("$skiptoken") ?? 0);
    if (from > 0 && graph.isBroken) return failure(404, "Directory_ExpiredPageToken");
    const next = new URL(url);
    next.searchParams.set("$skiptoken", String(from + graph.pageSize));
    const isLast = from + graph.pageSize >= all.length;
    return [
      200,
      {
        value: all.slice(from, from + graph.pageSize),
        ...(!isLast && { "@odata.nextLink": next.href }),
      },
    ];
  }

  return graph;
}

function periodOf({ scheduleInfo }: Body) {
  const text = JSON.stringify(scheduleInfo ?? {});
  const startDateTime = /"startDateTime":"(?<at>[^"]*)"/u.exec(text)?.groups?.at ?? "";
  const endDateTime = /"endDateTime":"(?<at>[^"]*)"/u.exec(text)?.groups?.at ?? "";
  return { startDateTime, endDateTime, start: Date.parse(startDateTime), end: Date.parse(endDateTime) };
}

function assertAnswer(type: string, body: object | undefined, what: string): void {
  const item = /^Collection\((?<item>.*)\)$/u.exec(type)?.groups?.item;
  if (body === undefined) return;
  if (item === undefined) {
    assertObject(type, body, what);
    return;
  }
  if (!("value" in body && Array.isArray(body.value))) throw new Error(`${what}: no list.`);
  for (const each of body.value) assertObject(item, each, what);
}
