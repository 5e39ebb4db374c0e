import type { FromSchema } from "json-schema-to-ts";
import { addFindings, type Parsed, parseDocument } from "../document/document.ts";
import { buildValidator, folderName, personLogin } from "../document/schema.ts";
import { findMeaning } from "../findings/catalogue/index.ts";
import { type Finding, mistake } from "../findings/finding.ts";
import { hoursOrDays, TIME_WORDS } from "../policy/hours-or-days.ts";
import { INSTANT_PATTERN, parseInstant } from "../text/instant.ts";

/** Bytes of one file of tests. */
export const MAX_TEST_BYTES = 32 * 1024;
const MOST_CASES = 100;

/** A Monday at noon. */
export const DEFAULT_TEST_TIME = "2026-01-05T12:00:00Z";

const teamSlug = {
  type: "string",
  pattern: "^[a-z0-9_][a-z0-9_-]{0,99}$",
  description: "A team's name in URLs: lower-case letters, digits, - and _",
} as const;

const logins = { type: "array", maxItems: 100, uniqueItems: true, items: personLogin } as const;

const givenSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    folder: { ...folderName, description: "The folder of access-requests/ that the request is in" },
    request: {
      type: "object",
      description: "The request, as its file says it: { subject, entitlements, duration, reason, … }",
    },
    requester: { ...personLogin, description: "Who opens the pull request, the subject if not given" },
    approvals: {
      ...logins,
      description: "Logins of the people who approved exactly this, none if not given",
    },
    objections: { ...logins, description: "Logins of the people who requested changes, none if not given" },
    teams: {
      type: "object",
      description: "Who is in which team: { slug: [login] }. A team that is not named has no members",
      propertyNames: teamSlug,
      additionalProperties: { ...logins, description: "Logins of the team's members" },
    },
    owners: {
      type: "object",
      description: "The teams that own a folder, in place of CODEOWNERS: { folder: [slug] }",
      propertyNames: folderName,
      additionalProperties: {
        type: "array",
        description: "Slugs of the owning teams",
        maxItems: 20,
        items: teamSlug,
      },
    },
    unlisted: {
      ...logins,
      description: "Logins of people who are not in the identity map; all others are taken to be in it",
    },
    waited: {
      ...hoursOrDays,
      description: `For how long the request has waited for approval, not at all if not given: ${TIME_WORDS}`,
      examples: ["9h"],
    },
    at: {
      type: "string",
      pattern: INSTANT_PATTERN,
      description: `When it is judged, ${DEFAULT_TEST_TIME} if not given: date, T, time and Z`,
      examples: ["2026-11-20T22:00Z"],
    },
  },
} as const;

export const policyTestSchema = {
  title: "Tests of policies",
  description: "Requests, and what the policies shall decide about each.",
  type: "object",
  additionalProperties: false,
  required: ["cases"],
  properties: {
    given: { ...givenSchema, description: "What holds for every case that does not say otherwise" },
    cases: {
      type: "array",
      description: "The cases: { name, given, expect }",
      minItems: 1,
      maxItems: MOST_CASES,
      items: {
        type: "object",
        description: "One case: { name, given, expect }",
        additionalProperties: false,
        required: ["name", "expect"],
        properties: {
          name: {
            type: "string",
            description: "What it shows, in at most 200 characters",
            minLength: 1,
            maxLength: 200,
            examples: ["a lead approves"],
          },
          given: {
            ...givenSchema,
            description: "What holds in this case; `request`, `teams` and `owners` add to those above",
          },
          expect: {
            type: "object",
            description: "The expected decision: { decision, codes, waitsFor }",
            additionalProperties: false,
            required: ["decision"],
            properties: {
              decision: {
                type: "string",
                enum: ["approved", "waiting", "denied"],
                description: "approved, waiting (for approvals) or denied",
              },
              codes: {
                type: "array",
                description: "Codes that it must have, among others: [DURATION_TOO_LONG]",
                maxItems: 20,
                uniqueItems: true,
                items: {
                  type: "string",
                  pattern: "^[A-Z][A-Z0-9_]{1,60}$",
                  description: "A code of docs/troubleshooting.md",
                },
              },
              waitsFor: {
                ...logins,
                description: "Logins of exactly those people whose approval would count and is missing",
              },
            },
          },
        },
      },
    },
  },
} as const;

export type PolicyTests = FromSchema<typeof policyTestSchema>;
export type PolicyTest = PolicyTests["cases"][number];

/** The files that are read as tests. Their rules lie beside them. */
export const isPolicyTestPath = (path: string): boolean => /^policies\/[^/]+\.test\.ya?ml$/u.test(path);

const validate = buildValidator<PolicyTests>(policyTestSchema);

export const parsePolicyTests = (source: string | Uint8Array, file: string): Parsed<PolicyTests> =>
  addFindings(parseDocument(validate, source, file, MAX_TEST_BYTES), (tests) => [
    ...judgeTime(tests.given?.at, "/given/at"),
    ...tests.cases.flatMap((test, index) => judgeCase(tests, test, `/cases/${index}`)),
  ]);

function judgeCase(tests: PolicyTests, test: PolicyTest, at: string): Finding[] {
  const lacks = (["folder", "request"] as const).filter(
    (field) => test.given?.[field] === undefined && tests.given?.[field] === undefined,
  );
  return [
    ...lacks.map((field) =>
      mistake(
        "POLICY_TEST_INCOMPLETE",
        `The case says no ${field}, and neither does \`given\` above the cases.`,
        `Give given.${field}, here or for all cases.`,
        at,
      ),
    ),
    ...judgeTime(test.given?.at, `${at}/given/at`),
    ...(test.expect.codes ?? []).flatMap((code, index) =>
      findMeaning(code) !== undefined
        ? []
        : [
            mistake(
              "POLICY_TEST_INCOMPLETE",
              `There is no code ${code}.`,
              "Write a code of docs/troubleshooting.md.",
              `${at}/expect/codes/${index}`,
            ),
          ],
    ),
  ];
}

const judgeTime = (time: string | undefined, at: string): Finding[] =>
  time === undefined || parseInstant(time) !== undefined
    ? []
    : [mistake("START_INVALID", `${time} is not a time that exists.`, "Write a time that exists.", at)];
