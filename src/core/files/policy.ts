import type { FromSchema } from "json-schema-to-ts";
import { addFindings, MAX_DOCUMENT_BYTES, type Parsed, parseDocument } from "../document/document.ts";
import { buildValidator, folderName, providerName, resourceName, roleName } from "../document/schema.ts";
import { type Finding, mistake } from "../findings/finding.ts";
import { hoursSchema } from "../hours/hours-schema.ts";
import { isZone, listZones } from "../hours/local-time.ts";
import { DURATION_PATTERN, parseDuration } from "../text/duration.ts";
import { findNearest } from "../text/nearest.ts";
import { approvalsSchema, includeChildTeamsSchema, teamsSchema } from "./approvals.ts";

/** Defaults of a policy. */
export const DEFAULT_MINIMUM_DURATION = "5m";
export const DEFAULT_REASON_LENGTH = 10;

const duration = { type: "string", pattern: DURATION_PATTERN } as const;

export const policySchema = {
  title: "Access policy",
  description: "The access on offer, its folders, requesters, durations and approvers.",
  type: "object",
  additionalProperties: false,
  required: ["name", "folders", "entitlements", "requesters", "duration", "approvals"],
  properties: {
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
    entitlements: {
      type: "array",
      description: "The access on offer: a list of { provider, resource, roles }",
      minItems: 1,
      maxItems: 100,
      uniqueItems: true,
      items: {
        type: "object",
        description: "Roles on a resource at a provider",
        additionalProperties: false,
        required: ["provider", "resource", "roles"],
        properties: {
          provider: providerName,
          resource: resourceName,
          roles: {
            type: "array",
            description: "The roles that may be asked for, for example [readonly]",
            minItems: 1,
            maxItems: 50,
            uniqueItems: true,
            items: roleName,
            examples: [["readonly"]],
          },
        },
        examples: [{ provider: "orders-db", resource: "orders", roles: ["readonly"] }],
      },
    },
    requesters: {
      type: "object",
      description: "Who may ask: { teams, includeChildTeams }",
      additionalProperties: false,
      required: ["teams"],
      properties: { teams: teamsSchema, includeChildTeams: includeChildTeamsSchema },
    },
    duration: {
      type: "object",
      description:
        "For how long: { minimum, maximum, maximumTotal }, each a whole number (1 to 9999) and s, m, h or d",
      additionalProperties: false,
      required: ["maximum"],
      properties: {
        minimum: {
          ...duration,
          description: `The shortest duration, ${DEFAULT_MINIMUM_DURATION} if not given: a whole number (1 to 9999) and s, m, h or d`,
          examples: ["30m"],
        },
        maximum: {
          ...duration,
          description: "The longest duration: a whole number (1 to 9999) and s, m, h or d",
          examples: ["8h"],
        },
        maximumTotal: {
          ...duration,
          description:
            "The longest duration of a request together with all that it extends, no limit if not given: a whole number (1 to 9999) and s, m, h or d",
          examples: ["24h"],
        },
      },
    },
    hours: {
      ...hoursSchema,
      description:
        "When access is usual: { zone, weekly }. Approvers read of a request for another time that it is out of hours",
    },
    reason: {
      type: "object",
      description: "The requirements of a reason: { minimum }",
      additionalProperties: false,
      properties: {
        minimum: {
          type: "integer",
          minimum: 1,
          maximum: 2000,
          description: `Characters a reason needs at least, ${DEFAULT_REASON_LENGTH} if not given`,
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
    approvals: approvalsSchema,
  },
} as const;

export type Policy = FromSchema<typeof policySchema>;
export type TeamRef = Policy["approvals"]["teams"][number];

/** The files that are read as policies: those directly in the folder. A file that this overlooks offers nothing, anywhere. */
export const isPolicyPath = (path: string): boolean => /^policies\/[^/]+\.ya?ml$/u.test(path);

const validate = buildValidator<Policy>(policySchema);

export const parsePolicy = (source: string | Uint8Array, file: string): Parsed<Policy> =>
  addFindings(
    parseDocument(validate, source, file, MAX_DOCUMENT_BYTES, (at) => at === "/description"),
    (policy) => [...findReversedBounds(policy), ...findReversedTotal(policy), ...findUnknownZone(policy)],
  );

function findUnknownZone({ hours }: Policy): Finding[] {
  if (hours === undefined || isZone(hours.zone)) return [];
  const nearest = findNearest(hours.zone, listZones());
  return [
    mistake(
      "ZONE_UNKNOWN",
      `${hours.zone} is no time zone that this machine knows.`,
      `Name one of the IANA database, such as ${nearest ?? "Europe/Berlin or UTC"}.`,
      "/hours/zone",
    ),
  ];
}

function findReversedTotal({ duration: { maximum, maximumTotal } }: Policy): Finding[] {
  if (maximumTotal === undefined || parseDuration(maximum) <= parseDuration(maximumTotal)) return [];
  return [
    mistake(
      "DURATION_BOUNDS",
      `The maximumTotal ${maximumTotal} is shorter than the maximum ${maximum} of one request.`,
      `Give a maximumTotal of ${maximum} or more.`,
      "/duration/maximumTotal",
    ),
  ];
}

function findReversedBounds({ duration: { minimum, maximum } }: Policy): Finding[] {
  const least = minimum ?? DEFAULT_MINIMUM_DURATION;
  if (parseDuration(least) <= parseDuration(maximum)) return [];
  const given = minimum === undefined ? `${least}, which holds because none is given,` : least;
  return [
    mistake(
      "DURATION_BOUNDS",
      `The minimum ${given} is longer than the maximum ${maximum}: no request could fit.`,
      `Give a minimum of ${maximum} or less.`,
      minimum === undefined ? "/duration/maximum" : "/duration/minimum",
    ),
  ];
}
