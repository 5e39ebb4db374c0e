import { nameOffer } from "../../core/asking/offers.ts";
import { isError } from "../../core/findings/finding.ts";
import { createLane } from "../../lanes/one-at-a-time.ts";
import { endRequest } from "../ask/end-request.ts";
import { listUnderway, readNumbered } from "../ask/find-request.ts";
import { openRequest } from "../ask/form-request.ts";
import { type PlannedRequest, planRequest } from "../ask/plan-request.ts";
import { readOffers } from "../ask/read-offers.ts";
import { readProgress, type Tracker } from "../ask/read-request.ts";
import { toRecord } from "../ask/tell-progress.ts";
import { describeFinding } from "../output/finding-lines.ts";
import { UsageError } from "../runner/failure.ts";
import type { NewRequestInput, NumberInput } from "./inputs.ts";

/** What an agent may do for the person: ask, look and end. Nothing here approves, merges or changes a rule. Each throws `UsageError`. */
export interface Tools {
  listAccess(): Promise<object>;
  listRequests(): Promise<object>;
  readRequest(input: NumberInput): Promise<object>;
  requestAccess(input: NewRequestInput): Promise<object>;
  endAccess(input: NumberInput): Promise<object>;
}

/** An agent in a loop asks people for their time. */
const MAX_OPENED = 10;

export function openTools(desk: Tracker, now: () => Date): Tools {
  let opened = 0;
  // An agent calls tools side by side: each request is judged by what the one before it opened. An end waits for none.
  const inTurn = createLane();
  return {
    listAccess: () => listAccess(desk),
    listRequests: async () => ({
      requests: (await listUnderway(desk, undefined, now())).map((each) => toRecord(each, each.progress)),
    }),
    readRequest: async ({ number }) => {
      const found = await readNumbered(desk, number);
      return toRecord(found, await readProgress(desk, found, now()));
    },
    requestAccess: (input) =>
      inTurn(async () => {
        if (opened >= MAX_OPENED)
          throw new UsageError(
            `This session has opened ${MAX_OPENED} requests, the most. Ask the person to start it again.`,
          );
        const answer = await requestAccess(desk, input, now());
        opened += 1;
        return answer;
      }),
    endAccess: ({ number }) => endAccess(desk, number, now),
  };
}

async function listAccess(desk: Tracker): Promise<object> {
  const { me, offers } = await readOffers(desk);
  const access = offers.map(({ entitlement, folder, policy }) => ({
    ...{ access: nameOffer({ entitlement }), folder, policy: policy.name },
    ...{ maximum: policy.duration.maximum, description: policy.description ?? "" },
  }));
  return { person: me.login, access };
}

async function requestAccess(desk: Tracker, input: NewRequestInput, now: Date): Promise<object> {
  const { access, reason, duration, folder } = input;
  const offered = await readOffers(desk);
  const planned = await planRequest(offered, access, { for: duration, reason, folder }, now);
  const mistakes = planned.formed.findings.filter(isError);
  if (mistakes.length > 0) throw new UsageError(mistakes.map(describeFinding).join("\n"));
  await refuseTwice(desk, planned, now);
  const pull = await openRequest(desk, offered.base, planned.formed, `${BODY} ${offered.me.login}.`);
  return { ...pull, path: planned.formed.file.path, next: NEXT };
}

const BODY = "A program asked for this through `hallpass mcp`, with the token of";
const NEXT =
  "A person approves or refuses it on GitHub. Call get_request now and then, not more than once a minute.";

async function refuseTwice(desk: Tracker, { offers }: PlannedRequest, now: Date): Promise<void> {
  const underway = await listUnderway(desk, undefined, now);
  for (const name of offers.map(nameOffer)) {
    const same = underway.find(({ request }) =>
      request.entitlements.some((entitlement) => nameOffer({ entitlement }) === name),
    );
    if (same !== undefined)
      throw new UsageError(`#${same.pull.number} asks for ${name} already: ${same.progress.says}`);
  }
}

async function endAccess(desk: Tracker, number: number, now: () => Date): Promise<object> {
  const [me, found] = await Promise.all([desk.readMe(), readNumbered(desk, number)]);
  const { subject } = found.request;
  if (subject.toLowerCase() !== me.login.toLowerCase())
    throw new UsageError(
      `#${number} gives access to ${subject}, and you act for ${me.login}: nothing was ended.`,
    );
  const { progress, answer } = await endRequest(desk, found, now);
  return { ...toRecord(found, progress), answer: answer ?? null };
}
