import type { Disturbance } from "../../conformance.ts";
import { findInvented, findMistakes, findMistakesOfTarget } from "./described.ts";
import { Fault, type Operation, type Output } from "./fault.ts";
import { FakeIdentityCenter } from "./identity-center.ts";
import { findMissingRights, findMissingRightsOfTarget } from "./rights.ts";
import { FakeScheduler } from "./scheduler.ts";
import { type Request, type Server, startServer } from "./server.ts";
import { lookUpEvents, type TrailEvent } from "./trail.ts";

/** Hallpass's own account: a delegated administrator. */
export const OWN = "222222222222";

/** AWS as far as the adapter sees it. Every request is checked against AWS's description of its APIs. */
export interface Cloud {
  readonly center: FakeIdentityCenter;
  readonly scheduler: FakeScheduler;
  /** The trail of the lent account. */
  readonly trail: TrailEvent[];
  readonly server: Server;
  /** The operations that the credentials may not call, as `service:operation`. */
  readonly denied: Set<string>;
  /** Answers this operation, `service:operation`, with this error. */
  failWith(operation: string, name: string, fields: Readonly<Record<string, string>>): void;
  /** Answers this operation in this way. */
  answerWith(operation: string, answer: Operation): void;
  /** Hallpass's role may do everything. */
  readonly state: { isWide: boolean; account: string; lendsGroups: boolean };
  fail(isFailing: boolean): void;
  disturb(disturbance: Disturbance | undefined): void;
  /** Throws where a request was not one that AWS describes. */
  close(): Promise<void>;
}

export async function startCloud(lateMs: number): Promise<Cloud> {
  const center = new FakeIdentityCenter();
  const denied = new Set<string>();
  const trail: TrailEvent[] = [];
  const answers = new Map<string, Operation>();
  const state = { isWide: false, account: OWN, lendsGroups: false };
  const scheduler = new FakeScheduler((arn, _role, input) => {
    if (arn !== "arn:aws:scheduler:::aws-sdk:ssoadmin:deleteAccountAssignment")
      throw new Fault("ValidationException");
    center.violations.push(...findMistakesOfTarget(input), ...findMissingRightsOfTarget(input));
    center.deleteAssignment(input);
  });

  const isDenied = (request: Request): boolean => {
    const rights = findMissingRights(request, state.lendsGroups);
    if (state.isWide) return false;
    // `hallpass doctor` tries whether Hallpass may do what it must not.
    if (!isProbe(request))
      center.violations.push(...rights.map((right) => `The page gives no right to ${right}`));
    return rights.length > 0;
  };

  function answer({ service, operation, key, input }: Request): Output {
    // Only the role in the lent account reads its trail.
    if ((service === "cloudtrail") !== (key === ASSUMED)) throw new Fault("AccessDeniedException", 403);
    if (denied.has(`${service}:${operation}`) || isDenied({ service, operation, key, input }))
      throw new Fault("AccessDeniedException", 403);
    if (center.throttled > 0) {
      center.throttled--;
      throw new Fault("ThrottlingException");
    }
    const other = answers.get(`${service}:${operation}`);
    if (other !== undefined) return other(input);
    const operations: Record<Request["service"], Readonly<Record<string, Operation>>> = {
      ...{ "sso-admin": center.ssoAdmin, identitystore: center.identityStore },
      ...{ scheduler: scheduler.operations, sts: stsOf(state.account) },
      cloudtrail: { LookupEvents: (asked) => lookUpEvents(trail, asked) },
    };
    const known = operations[service][operation];
    if (known !== undefined) return known(input);
    center.violations.push(`${service}:${operation} is no operation of the fake.`);
    throw new Fault("ValidationException");
  }

  function handle(request: Request, isLate: boolean): Output {
    center.isLate = isLate;
    center.violations.push(...findMistakes(request));
    try {
      return answer(request);
    } catch (error) {
      if (error instanceof Fault) center.violations.push(...findInvented(request, error));
      throw error;
    }
  }

  const server = await startServer(handle, lateMs);
  return {
    ...{ center, scheduler, trail, server, denied, state, fail: server.fail, disturb: server.disturb },
    answerWith: (operation, other) => void answers.set(operation, other),
    failWith: (operation, name, fields) =>
      void answers.set(operation, () => {
        throw new Fault(name, 400, fields);
      }),
    async close() {
      await server.close();
      if (center.violations.length > 0) throw new Error(center.violations.join("\n"));
    },
  };
}

const isProbe = ({ input }: Request): boolean =>
  input.GroupName === "default" || String(input.PermissionSetArn).endsWith("/ps-0000000000000000");

const ASSUMED = "ASIAIOSFODNN7EXAMPLE";

const stsOf = (account: string) => ({
  AssumeRole: (): Output => ({
    xml: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>${ASSUMED}</AccessKeyId><SecretAccessKey>hunter2-of-aws</SecretAccessKey><SessionToken>hunter2-of-aws</SessionToken><Expiration>2026-11-20T13:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  }),
  GetCallerIdentity: (): Output => ({
    xml: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::${account}:assumed-role/hallpass/server</Arn><UserId>AROAEXAMPLE:server</UserId><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  }),
});
