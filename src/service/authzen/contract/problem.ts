const TYPES = "urn:openid:authzen:access-request:error:";

/** The problem types of the profile that are used here ("Error Responses"), each with its status. */
const STATUSES = {
  not_requestable: 400,
  invalid_denial_binding: 400,
  expired_denial: 410,
  duplicate_request: 409,
  unknown_task: 404,
} as const;

export type ProblemType = keyof typeof STATUSES;

/** A refusal of the Access Request and Approval Profile. The message may be shown to the caller. */
export class Problem extends Error {
  readonly status: number;
  readonly type: ProblemType;

  constructor(type: ProblemType, detail: string) {
    super(detail);
    this.type = type;
    this.status = STATUSES[type];
  }

  /** The body, `application/problem+json` (RFC 9457). */
  toBody(): object {
    const title = this.type.replaceAll("_", " ");
    return { type: `${TYPES}${this.type}`, title, status: this.status, detail: this.message };
  }
}
