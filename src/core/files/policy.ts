import type { FromSchema } from "json-schema-to-ts";
import { conditionsSchema } from "../conditions/conditions-schema.ts";
import { judgeConditions } from "../conditions/judge-conditions.ts";
import { addFindings, MAX_DOCUMENT_BYTES, type Parsed, parseDocument } from "../document/document.ts";
import { buildValidator, folderName } from "../document/schema.ts";
import { hoursSchema } from "../hours/hours-schema.ts";
import { onCallSchema } from "../on-call/on-call-schema.ts";
import { judgeSteps, stepsSchema } from "../policy/approval-steps.ts";
import { automaticSchema } from "../policy/automatic-schema.ts";
import { breakGlassSchema } from "../policy/break-glass-schema.ts";
import { DURATION_WORDS, durationSchema, durationText, judgeBounds } from "../policy/duration-schema.ts";
import { entitlementsSchema } from "../policy/entitlements-schema.ts";
import { judgeZone } from "../policy/judge-zone.ts";
import { judgePattern } from "../policy/reason-pattern.ts";
import { reasonSchema } from "../policy/reason-schema.ts";
import { reviewSchema } from "../policy/review-schema.ts";
import { includeChildTeamsSchema, teamsSchema, usersSchema } from "../policy/teams-schema.ts";
import { waitingSchema } from "../policy/waiting-schema.ts";
import { approvalsSchema } from "./approvals.ts";

export const policySchema = {
  title: "Access policy",
  description: "The access on offer, its folders, requesters, durations and approvers.",
  type: "object",
  additionalProperties: false,
  required: ["name", "folders", "entitlements", "requesters", "duration", "approvals"],
  properties: {
    version: {
      type: "integer",
      enum: [1],
      description: "The version of the policy language, 1 if not given",
    },
    name: {
      type: "string",
      pattern: "^[a-z0-9][a-z0-9-]{0,62}$",
      description: "The policy's name: lower-case letters, digits and -, at most 63 characters",
      examples: ["orders-readonly"],
    },
    description: { type: "string", maxLength: 500, description: "Its purpose, in at most 500 characters" },
    folders: {
      type: "array",
      description: "The folders of access-requests/ it serves, for example [payments]",
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      items: folderName,
      examples: [["payments"]],
    },
    entitlements: entitlementsSchema,
    requesters: {
      type: "object",
      description: "Who may ask: { teams, includeChildTeams, users, onCall }",
      additionalProperties: false,
      required: ["teams"],
      properties: {
        teams: teamsSchema,
        includeChildTeams: includeChildTeamsSchema,
        users: usersSchema,
        onCall: onCallSchema,
      },
    },
    duration: durationSchema,
    hours: {
      ...hoursSchema,
      description:
        "When access is usual: { zone, weekly }. Approvers read of a request for another time that it is out of hours",
    },
    windows: {
      ...hoursSchema,
      description:
        "When access is possible: { zone, weekly }, at any time if not given. It begins within a span and ends with it at the latest",
    },
    maximumLead: {
      ...durationText,
      description: `How far ahead it may be asked for, as far as approvals are valid if not given: ${DURATION_WORDS}`,
      examples: ["3d"],
    },
    activation: {
      ...durationText,
      description: `How long after its beginning it must be granted, or it lapses; no limit if not given: ${DURATION_WORDS}`,
      examples: ["12h"],
    },
    concurrency: {
      type: "integer",
      minimum: 1,
      maximum: 100,
      description: "How many requests of this policy one person may hold at once, no limit if not given",
      examples: [1],
    },
    coolDown: {
      ...durationText,
      description: `How long after its end the same person may not have the same again, none if not given: ${DURATION_WORDS}`,
      examples: ["4h"],
    },
    reason: reasonSchema,
    when: conditionsSchema,
    proof: {
      type: "object",
      description: "What proves the requester, besides their account at GitHub: { signedRequest }",
      additionalProperties: false,
      required: ["signedRequest"],
      properties: {
        signedRequest: {
          type: "boolean",
          description:
            "Whether the requester must sign each commit of the request with a key of their account",
          examples: [true],
        },
      },
    },
    onBehalf: {
      type: "object",
      description:
        "For whom else a requester may ask: { teams, includeChildTeams }; without it everybody asks for themself",
      additionalProperties: false,
      required: ["teams"],
      properties: { teams: teamsSchema, includeChildTeams: includeChildTeamsSchema },
    },
    approvals: {
      ...approvalsSchema,
      description:
        "Who approves: { teams, includeChildTeams, count, memberFor, validFor, steps, fallback, remind, expire }",
      properties: { ...approvalsSchema.properties, steps: stepsSchema, ...waitingSchema },
    },
    review: reviewSchema,
    automatic: automaticSchema,
    breakGlass: breakGlassSchema,
  },
} as const;

export type Policy = FromSchema<typeof policySchema>;
export type TeamRef = Policy["approvals"]["teams"][number];

/** The files that are read as policies: those directly in the folder that are no tests. A file that this overlooks offers nothing, anywhere. */
export const isPolicyPath = (path: string): boolean =>
  /^policies\/[^/]+\.ya?ml$/u.test(path) && !/\.test\.ya?ml$/u.test(path);

const validate = buildValidator<Policy>(policySchema);

export const parsePolicy = (source: string | Uint8Array, file: string): Parsed<Policy> =>
  addFindings(
    parseDocument(validate, source, file, MAX_DOCUMENT_BYTES, (at) => at === "/description"),
    (policy) => [
      ...judgeSteps(policy),
      ...judgeBounds(policy.duration),
      ...judgeZone(policy.hours, "/hours"),
      ...judgeZone(policy.windows, "/windows"),
      ...judgePattern(policy.reason?.pattern, "/reason/pattern"),
      ...judgeConditions(policy.when, "/when"),
      ...judgeConditions(policy.automatic?.when, "/automatic/when"),
    ],
  );
