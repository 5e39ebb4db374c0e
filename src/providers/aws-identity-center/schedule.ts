import { createHash } from "node:crypto";
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { type HoldingIds, idsKey } from "../../core/access/holding.ts";
import { ProviderError } from "../adapter/error.ts";
import type { Api } from "./api.ts";
import type { ScheduleOptions } from "./configuration.ts";
import type { Assignment } from "./places/operations.ts";

/** A day, and as often as the scheduler can: the largest values of "RetryPolicy". */
const RETRIES = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };

/** The name of the schedule that ends a holding: the same for the same ids, so that a holding has one. */
export const scheduleName = (ids: HoldingIds): string =>
  `hallpass-${createHash("sha256").update(idsKey(ids)).digest("hex").slice(0, 40)}`;

/**
 * "For one-time schedules, at(yyyy-mm-ddThh:mm:ss)" ("Schedule types"). Rounded up to the second, so that no lease ends early; the scheduler has a
 * precision of 60 seconds: "your schedule will be invoked between" the time and 59 seconds later.
 */
export function atExpression(end: Date): string {
  const second = new Date(Math.ceil(end.getTime() / 1000) * 1000);
  return `at(${second.toISOString().slice(0, 19)})`;
}

/**
 * The API call that a schedule makes. The service in the ARN "must match the AWS SDK service identifier" in lower case, as `cognitoidentityprovider`
 * ("Using universal targets"). That of IAM Identity Center's API is `SSO Admin`, for which the integrations of Step Functions, of the same form, write
 * `ssoadmin` ("Supported AWS SDK integrations"). How sure this is: docs/providers/aws-identity-center.md.
 */
export const targetOf = (instance: string): string =>
  `arn:${instance.split(":")[1]}:scheduler:::aws-sdk:ssoadmin:deleteAccountAssignment`;

/** The whole schedule: an update overwrites every field, also those it leaves out ("UpdateSchedule"), and so puts right what somebody changed. */
export function describeSchedule(
  instance: string,
  { group, role, deadLetters }: ScheduleOptions,
  ids: HoldingIds,
  { account, permissionSet, user }: Assignment,
  end: Date,
): CreateScheduleCommandInput {
  return {
    Name: scheduleName(ids),
    GroupName: group,
    Description: "Ends a lease of Hallpass, also when Hallpass does not run.",
    ScheduleExpression: atExpression(end),
    ScheduleExpressionTimezone: "UTC",
    FlexibleTimeWindow: { Mode: "OFF" },
    State: "ENABLED",
    // "EventBridge Scheduler deletes the schedule after its last target invocation" ("Deletion after schedule completion").
    ActionAfterCompletion: "DELETE",
    Target: {
      Arn: targetOf(instance),
      RoleArn: role,
      Input: JSON.stringify({
        ...{ InstanceArn: instance, TargetId: account, TargetType: "AWS_ACCOUNT" },
        ...{ PermissionSetArn: permissionSet, PrincipalType: "USER", PrincipalId: user },
      }),
      RetryPolicy: RETRIES,
      ...(deadLetters !== undefined && { DeadLetterConfig: { Arn: deadLetters } }),
    },
  };
}

/** The schedule of one holding. */
export interface Timer {
  /** Plants it, or moves the one that is there. Throws where there is none afterwards. */
  plant(end: Date): Promise<void>;
  /** Moves it if it is there: one call, so there is no moment without an end. Answers whether it was. */
  move(end: Date): Promise<boolean>;
  remove(): Promise<void>;
}

export function timerOf(api: Api, options: ScheduleOptions, ids: HoldingIds, assignment: Assignment): Timer {
  const { scheduler } = api;
  const whole = (end: Date) => describeSchedule(api.instance, options, ids, assignment, end);

  async function move(end: Date): Promise<boolean> {
    const input = whole(end);
    return (await api.find((to) => scheduler.send(new UpdateScheduleCommand(input), to))) !== undefined;
  }

  async function create(end: Date): Promise<boolean> {
    try {
      const input = whole(end);
      const made = await api.find((to) => scheduler.send(new CreateScheduleCommand(input), to));
      if (made === undefined) throw api.fail("REFUSED", "The schedule group does not exist.");
      return true;
    } catch (error) {
      // Somebody else made it meanwhile.
      if (error instanceof ProviderError && error.code === "BUSY") return false;
      throw error;
    }
  }

  return {
    move,
    async plant(end) {
      if (await move(end)) return;
      if (await create(end)) return;
      if (!(await move(end))) throw api.fail("BUSY", "The schedule comes and goes.");
    },
    async remove() {
      const input = { Name: scheduleName(ids), GroupName: options.group };
      await api.find((to) => scheduler.send(new DeleteScheduleCommand(input), to));
    },
  };
}
