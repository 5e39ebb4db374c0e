import type { Receipt } from "../../core/access/grant.ts";
import type { GoogleApi } from "../adapter/google/api.ts";
import { addMember, endOf, findMember, type Member, moveEnd, removeMember } from "./members.ts";

/** The end that Google keeps may differ by the fraction of a second. */
const SLACK_MS = 1000;

const BETWEEN_MS = 500;

interface Wanted {
  readonly group: string;
  readonly email: string;
  /** Absent: Google cannot end the membership. */
  readonly until?: Date | undefined;
}

const unchanged: Receipt = { changed: false, sessionsEnded: 0 };

/**
 * Makes the person a member, unless they are one already. An earlier end of a membership is moved later; a membership without an end is somebody
 * else's and stays.
 */
export async function holdMembership(api: GoogleApi, wanted: Wanted): Promise<Receipt> {
  const { group, email, until } = wanted;
  const member = await findMember(api, group, email);
  if (member !== undefined) return keep(api, member, until);
  if (!(await addMember(api, group, email, until))) {
    // Somebody else made it meanwhile, or the lookup lags behind.
    await keep(api, await waitForMember(api, wanted), until);
    return unchanged;
  }
  await verifyEnd(api, wanted);
  return { changed: true, sessionsEnded: 0 };
}

async function keep(api: GoogleApi, member: Member, until: Date | undefined): Promise<Receipt> {
  const end = endOf(member);
  if (until !== undefined && end !== undefined && end.getTime() < until.getTime() - SLACK_MS)
    await moveEnd(api, member, until);
  return unchanged;
}

/** A grant whose end was not planted is taken back. */
async function verifyEnd(api: GoogleApi, wanted: Wanted): Promise<void> {
  const member = await waitForMember(api, wanted);
  const [end, { until }] = [endOf(member), wanted];
  if (until === undefined || (end !== undefined && Math.abs(end.getTime() - until.getTime()) <= SLACK_MS))
    return;
  await removeMember(api, member);
  throw api.fail("REFUSED", "Google did not keep the end of the membership.");
}

/** The operation may take effect after its answer. Throws at the deadline. */
async function waitForMember(api: GoogleApi, { group, email }: Wanted): Promise<Member> {
  for (;;) {
    const member = await findMember(api, group, email);
    if (member !== undefined) return member;
    await api.pause(BETWEEN_MS);
  }
}
