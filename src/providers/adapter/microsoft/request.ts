import type { HttpAnswer } from "../http.ts";
import type { Api } from "./api.ts";
import { isGone, readErrorCode } from "./failure.ts";

/** A request to Privileged Identity Management, and what became of it so far. */
export interface Request {
  readonly status: string;
}

/** The end of the road: the values of `status` in the description of `roleAssignmentScheduleRequests`, and on the page "request resource type" of Graph. */
const DONE = ["Provisioned", "Revoked"];
const FAILED = [
  ...["Denied", "AdminDenied", "Failed", "FailedAsResourceIsLocked", "Canceled", "TimedOut", "Invalid"],
];
const WAITS_FOR_A_PERSON = ["PendingApproval", "PendingApprovalProvisioning", "PendingAdminDecision"];

/** Whether nothing more will become of a request. */
export const isFinished = ({ status }: Request): boolean => [...DONE, ...FAILED].includes(status);

interface Steps {
  /** Reads the request again. */
  look(): Promise<Request>;
  /** Takes the request back, where it waits for a person: nobody at Hallpass expects it to be granted later. */
  cancel(): Promise<void>;
}

/**
 * Waits until a request is carried out. Throws `ProviderError`: `REFUSED` where it failed or waits for an approval of Microsoft's own, `TIMEOUT` where
 * the deadline comes first; it may still take effect then.
 */
export async function settle(api: Api, sent: Request, { look, cancel }: Steps): Promise<void> {
  for (let request = sent; !DONE.includes(request.status); request = await look()) {
    if (FAILED.includes(request.status)) throw api.fail("REFUSED", `The request is ${request.status}.`);
    if (WAITS_FOR_A_PERSON.includes(request.status)) {
      await cancel();
      throw api.fail("REFUSED", `The request is ${request.status}, and was cancelled.`);
    }
    await api.pause();
  }
}

/** "Can't be assigned for a duration of less than five minutes; can't be removed within five minutes of it being assigned." */
export const SHORTEST_MS = 5 * 60_000;

/** What Hallpass writes into a request, so that it knows its own again. */
export const ticketOf = (provider: string) => ({ ticketSystem: "hallpass", ticketNumber: provider });

/** Whether Hallpass made a request, as this provider. */
export const isOwnTicket = (
  ticket: { readonly ticketSystem?: string | null; readonly ticketNumber?: string | null } | null | undefined,
  provider: string,
): boolean => ticket?.ticketSystem === "hallpass" && ticket.ticketNumber === provider;

/** By the person herself: she also writes the ticket, so it proves nothing. */
export const isActivated = (assignmentType: string | null | undefined): boolean =>
  assignmentType?.toLowerCase() === "activated";

/** Why a removal is not carried out, of PIM's codes. */
export type Obstacle = (typeof OBSTACLES)[number];

const OBSTACLES = [
  "ActiveDurationTooShort",
  // Somebody's request about the assignment waits for a decision, such as the holder's for more time.
  "PendingRoleAssignmentRequest",
  "RoleAssignmentDoesNotExist",
] as const;

/** The obstacle to a removal that an answer names. */
export function readObstacle(answer: HttpAnswer): Obstacle | undefined {
  if (isGone(answer)) return "RoleAssignmentDoesNotExist";
  const code = answer.status === 400 ? readErrorCode(answer) : "";
  return OBSTACLES.find((each) => each === code);
}

/** A time as an answer writes it; `undefined` for none. */
export function readTime(text: string | null | undefined): Date | undefined {
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** Microsoft keeps fractions of seconds in its own way. */
export const isSameTime = (a: Date | undefined, b: Date): boolean =>
  a !== undefined && Math.abs(a.getTime() - b.getTime()) < 1000;
