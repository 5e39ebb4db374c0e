import { compileEntry } from "../adapter/entry-schema.ts";

/** The parts of Graph's answers that the adapter uses. Anything else in them is left alone. */
const id = { type: "string", minLength: 1 } as const;
const text = { type: "string" } as const;
const maybeText = { type: ["string", "null"] } as const;
const maybe = { type: ["boolean", "null"] } as const;

const object = (properties: object, required: readonly string[]) => ({
  type: "object",
  required,
  properties,
});

export interface Group {
  readonly id: string;
  readonly groupTypes: readonly string[];
  readonly isAssignableToRole?: boolean | null;
  readonly onPremisesSyncEnabled?: boolean | null;
  readonly displayName?: string | null;
  readonly description?: string | null;
}

export const isGroup = compileEntry<Group>(
  object(
    {
      ...{ id, groupTypes: { type: "array", items: text } },
      ...{ isAssignableToRole: maybe, onPremisesSyncEnabled: maybe },
      ...{ displayName: maybeText, description: maybeText },
    },
    ["id", "groupTypes"],
  ),
);

/** A person, a group or an application. Only people have a name here. */
export interface Member {
  readonly id: string;
  readonly userPrincipalName?: string | null;
}

export const isMember = compileEntry<Member>(object({ id, userPrincipalName: maybeText }, ["id"]));

export interface Schedule {
  readonly id: string;
  readonly principalId: string;
  readonly accessId: string;
  /** `assigned` by an administrator, or `activated` by the person. Graph writes it in any case. */
  readonly assignmentType?: string | null;
  /** The request behind it. */
  readonly createdUsing?: string | null;
  readonly scheduleInfo?: {
    readonly startDateTime?: string | null;
    readonly expiration?: { readonly endDateTime?: string | null } | null;
  } | null;
}

const expiration = { type: ["object", "null"], properties: { endDateTime: maybeText } } as const;

export const isSchedule = compileEntry<Schedule>(
  object(
    {
      ...{ id, principalId: text, accessId: text, assignmentType: maybeText, createdUsing: maybeText },
      scheduleInfo: { type: ["object", "null"], properties: { startDateTime: maybeText, expiration } },
    },
    ["id", "principalId", "accessId"],
  ),
);

export interface ScheduleRequest {
  readonly id: string;
  readonly status: string;
  readonly ticketInfo?: {
    readonly ticketNumber?: string | null;
    readonly ticketSystem?: string | null;
  } | null;
}

export const isScheduleRequest = compileEntry<ScheduleRequest>(
  object(
    {
      ...{ id, status: text },
      ticketInfo: {
        type: ["object", "null"],
        properties: { ticketNumber: maybeText, ticketSystem: maybeText },
      },
    },
    ["id", "status"],
  ),
);

export interface PolicyRule {
  readonly id: string;
  readonly maximumDuration?: string | null;
  readonly enabledRules?: readonly string[];
}

/** A policy of PIM with its rules, for the members or the owners of a group. */
export interface PolicyAssignment {
  readonly roleDefinitionId?: string | null;
  readonly policy?: {
    readonly rules?: readonly PolicyRule[] | null;
  } | null;
}

const enabledRules = { type: "array", items: text } as const;
const rule = object({ id, maximumDuration: maybeText, enabledRules }, ["id"]);
const policy = {
  type: ["object", "null"],
  properties: { rules: { type: ["array", "null"], items: rule } },
} as const;

export const isPolicyAssignment = compileEntry<PolicyAssignment>(
  object({ roleDefinitionId: maybeText, policy }, []),
);

export interface SignInEvent {
  readonly createdDateTime: string;
  readonly appDisplayName?: string | null;
  readonly status?: { readonly errorCode?: number | null } | null;
}

export const isSignInEvent = compileEntry<SignInEvent>(
  object(
    {
      ...{ createdDateTime: text, appDisplayName: maybeText },
      status: { type: ["object", "null"], properties: { errorCode: { type: ["integer", "null"] } } },
    },
    ["createdDateTime"],
  ),
);
