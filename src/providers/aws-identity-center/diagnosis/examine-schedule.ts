import { GetScheduleGroupCommand } from "@aws-sdk/client-scheduler";
import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import { ProviderError } from "../../adapter/error.ts";
import type { Api } from "../api.ts";
import type { IdentityCenterConfiguration } from "../configuration.ts";

/** Whether schedules can be planted. */
export async function examineSchedule(
  api: Api,
  { name, schedule }: IdentityCenterConfiguration,
): Promise<Finding[]> {
  if (schedule === undefined) return [];
  const { group, deadLetters } = schedule;
  const isThere = await isActive(api, group);
  return [
    ...(isThere ? [] : [noGroup(name, group)]),
    ...(deadLetters === undefined ? [noDeadLetters(name)] : []),
  ];
}

async function isActive(api: Api, group: string): Promise<boolean> {
  try {
    const found = await api.find((to) =>
      api.scheduler.send(new GetScheduleGroupCommand({ Name: group }), to),
    );
    return found?.State === "ACTIVE";
  } catch (error) {
    // A missing right is named with all others.
    if (error instanceof ProviderError && error.code === "REFUSED") return true;
    throw error;
  }
}

const noGroup = (name: string, group: string): Finding =>
  mistake(
    "IDENTITY_CENTER_NO_SCHEDULE_GROUP",
    `Provider "${name}" can plant no schedule: the schedule group "${group}" does not exist, or is being deleted. Nothing is granted without one.`,
    `Run: aws scheduler create-schedule-group --name ${group}`,
  );

const noDeadLetters = (name: string): Finding =>
  warning(
    "IDENTITY_CENTER_NO_DEAD_LETTERS",
    `Nobody learns of a schedule of provider "${name}" that AWS could not carry out.`,
    "Make a queue, write its ARN into schedule/deadLetters, and set an alarm on it.",
  );
