import { compileEntry } from "../adapter/entry-schema.ts";

/** The parts of the answers of Azure Resource Manager that the adapter uses. Anything else in them is left alone. */
const id = { type: "string", minLength: 1 } as const;
const maybeText = { type: ["string", "null"] } as const;

const resource = (properties: object, required: readonly string[]) => ({
  type: "object",
  required: ["properties"],
  properties: { id, name: id, properties: { type: "object", required, properties } },
});

/** Who has which role where. */
interface Assigned {
  readonly scope: string;
  readonly roleDefinitionId: string;
  readonly principalId: string;
}

const assigned = { scope: id, roleDefinitionId: id, principalId: id } as const;
const isAssigned = ["scope", "roleDefinitionId", "principalId"];

/** An assignment that counts now. */
export interface Instance {
  readonly properties: Assigned & {
    readonly principalType?: string | null;
    /** The role assignment of Azure RBAC behind it. */
    readonly originRoleAssignmentId?: string | null;
  };
}

export const isInstance = compileEntry<Instance>(
  resource({ ...assigned, principalType: maybeText, originRoleAssignmentId: maybeText }, isAssigned),
);

/** An assignment of PIM, now or to come. */
export interface Schedule {
  readonly properties: Assigned & {
    /** `Assigned` by an administrator, or `Activated` by the person. */
    readonly assignmentType?: string | null;
    readonly roleAssignmentScheduleRequestId?: string | null;
    readonly startDateTime?: string | null;
    readonly endDateTime?: string | null;
  };
  /** A GUID: "the name of the role assignment schedule". */
  readonly name: string;
}

export const isSchedule = compileEntry<Schedule>({
  ...resource(
    {
      ...assigned,
      assignmentType: maybeText,
      ...{ roleAssignmentScheduleRequestId: maybeText, startDateTime: maybeText, endDateTime: maybeText },
    },
    isAssigned,
  ),
  required: ["name", "properties"],
});

export interface ScheduleRequest {
  readonly name: string;
  readonly properties: Assigned & {
    readonly status: string;
    readonly ticketInfo?: {
      readonly ticketNumber?: string | null;
      readonly ticketSystem?: string | null;
    } | null;
  };
}

const ticketInfo = {
  type: ["object", "null"],
  properties: { ticketNumber: maybeText, ticketSystem: maybeText },
} as const;

export const isScheduleRequest = compileEntry<ScheduleRequest>({
  ...resource({ ...assigned, status: id, ticketInfo }, [...isAssigned, "status"]),
  required: ["name", "properties"],
});

/** An assignment of Azure RBAC. */
export interface Assignment {
  readonly properties: Assigned & { readonly condition?: string | null };
}

export const isAssignment = compileEntry<Assignment>(
  resource({ ...assigned, condition: maybeText }, isAssigned),
);

export interface Permission {
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly dataActions?: readonly string[];
  readonly notDataActions?: readonly string[];
}

export interface RoleDefinition {
  readonly id: string;
  readonly properties: {
    readonly permissions: readonly Permission[];
    readonly roleName?: string | null;
    readonly description?: string | null;
  };
}

const texts = { type: "array", items: { type: "string" } } as const;
const permission = {
  type: "object",
  properties: { actions: texts, notActions: texts, dataActions: texts, notDataActions: texts },
} as const;

export const isRoleDefinition = compileEntry<RoleDefinition>({
  ...resource(
    {
      permissions: { type: "array", items: permission },
      ...{ roleName: maybeText, description: maybeText },
    },
    ["permissions"],
  ),
  required: ["id", "properties"],
});

export interface PolicyRule {
  readonly id?: string;
  readonly maximumDuration?: string | null;
  readonly enabledRules?: readonly string[];
}

/** The rules of PIM for a role at a scope. */
export interface PolicyAssignment {
  readonly properties: {
    readonly roleDefinitionId: string;
    readonly effectiveRules?: readonly PolicyRule[] | null;
  };
}

const rule = {
  type: "object",
  properties: { id, maximumDuration: maybeText, enabledRules: { type: "array", items: { type: "string" } } },
} as const;

export const isPolicyAssignment = compileEntry<PolicyAssignment>(
  resource({ roleDefinitionId: id, effectiveRules: { type: ["array", "null"], items: rule } }, [
    "roleDefinitionId",
  ]),
);

export interface LogEvent {
  readonly eventTimestamp: string;
  readonly resourceId?: string | null;
  readonly operationName: { readonly value: string };
  readonly status?: { readonly value: string } | null;
  readonly claims?: Readonly<Record<string, string>> | null;
}

export const isLogEvent = compileEntry<LogEvent>({
  type: "object",
  required: ["eventTimestamp", "operationName"],
  properties: {
    ...{ eventTimestamp: id, resourceId: maybeText },
    operationName: { type: "object", required: ["value"], properties: { value: id } },
    status: { type: ["object", "null"], required: ["value"], properties: { value: { type: "string" } } },
    claims: { type: ["object", "null"], additionalProperties: { type: "string" } },
  },
});
