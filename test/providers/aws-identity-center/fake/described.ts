import { openModel } from "../../aws/botocore.ts";
import type { Fault } from "./fault.ts";
import type { Request } from "./server.ts";

const models = {
  "sso-admin": openModel("sso-admin/2020-07-20"),
  identitystore: openModel("identitystore/2020-06-15"),
  scheduler: openModel("scheduler/2021-06-30"),
  cloudtrail: openModel("cloudtrail/2013-11-01"),
};

/** Younger than the descriptions, of December 2022: the types of the SDK alone know it. */
const YOUNGER = "ActionAfterCompletion";

/** What AWS's own description of its APIs does not allow in a request; nothing where the descriptions are not installed. */
export function findMistakes({ service, operation, input }: Request): string[] {
  if (service === "sts") return [];
  const { [YOUNGER]: _, ...described } = input;
  return models[service]?.check(operation, service === "scheduler" ? described : input) ?? [];
}

/** Any operation may answer these ("Common Errors"). */
const COMMON = [
  "AccessDeniedException",
  "ThrottlingException",
  "ValidationException",
  "InternalServerException",
];

/** An error that the operation does not declare: the fake invented it. */
export function findInvented({ service, operation }: Request, { name }: Fault): string[] {
  const declared = service === "sts" ? undefined : models[service]?.errorsOf(operation);
  return declared === undefined || declared.has(name) || COMMON.includes(name)
    ? []
    : [`${service}:${operation} does not answer ${name}`];
}

/** What a schedule would send to the API of IAM Identity Center. */
export const findMistakesOfTarget = (input: Request["input"]): string[] =>
  findMistakes({ service: "sso-admin", operation: "DeleteAccountAssignment", key: "", input });
