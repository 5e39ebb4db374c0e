import { Problem } from "./contract/problem.ts";
import { BadRequest, type Question, readObject, readQuestion } from "./contract/question.ts";
import type { DenialBinding } from "./denials.ts";

/** A submission ("Access Request Submission"), as far as Hallpass uses it. */
export interface Submission {
  readonly question: Question;
  readonly reason: string;
  readonly denial: DenialBinding;
  /** As it came; absent: the caller polls. */
  readonly callback?: unknown;
}

const LONGEST_REASON = 2000;

/** Of the members that a caller must add to those of the evaluation. JSON Schema, at `request_schema_url`. */
export const submissionSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  required: ["context"],
  properties: {
    context: {
      type: "object",
      required: ["business_justification"],
      properties: {
        business_justification: {
          type: "string",
          minLength: 1,
          maxLength: LONGEST_REASON,
          description:
            "Why the person needs it now. The approver reads it, and it stays in the history: no secrets",
        },
      },
    },
  },
} as const;

/** Ignores members that it does not know ("Forward Compatibility"). Throws `BadRequest` and `Problem`. */
export function readSubmission(body: string): Submission {
  const members = readObject(body);
  refuseUnsupported(members);
  const { context, denial, callback } = members;
  const reason = textOf(context, "context", "business_justification");
  if (reason.length > LONGEST_REASON)
    throw new BadRequest(
      `context/business_justification has ${reason.length} characters; the most is ${LONGEST_REASON}.`,
    );
  return {
    question: readQuestion(body),
    reason,
    denial: {
      evaluation_id: bindingOf(denial, "evaluation_id"),
      expires_at: bindingOf(denial, "expires_at"),
      binding_token: bindingOf(denial, "binding_token"),
    },
    ...(callback !== undefined && { callback }),
  };
}

/** Accepting these, and not doing what they say, would be worse than a refusal. */
function refuseUnsupported({ items, requested_access: wanted }: Readonly<Record<string, unknown>>): void {
  if (items !== undefined) throw new Problem("not_requestable", "Ask for each item in a request of its own.");
  if (typeof wanted !== "object" || wanted === null) return;
  if ("requested_until" in wanted)
    throw new Problem(
      "not_requestable",
      "Access begins at the approval, so requested_until cannot be promised. Leave it out.",
    );
  if ("emergency" in wanted && wanted.emergency === true)
    throw new Problem("not_requestable", "There is no emergency access here.");
}

function bindingOf(denial: unknown, member: string): string {
  try {
    return textOf(denial, "denial", member);
  } catch (error) {
    throw error instanceof BadRequest ? new Problem("invalid_denial_binding", error.message) : error;
  }
}

function textOf(part: unknown, name: string, member: string): string {
  const value =
    typeof part === "object" && part !== null && Object.hasOwn(part, member)
      ? Object.entries(part).find(([each]) => each === member)?.[1]
      : undefined;
  if (typeof value !== "string" || value.trim() === "")
    throw new BadRequest(`${name}/${member} is missing, or no text.`);
  return value;
}
