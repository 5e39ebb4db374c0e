import { startDeadline } from "../time-left.ts";
import { awsFailure, isGone } from "./failure.ts";
import { type AwsConnection, DEADLINE_SECONDS } from "./fields.ts";

/** Sends one request: `(options) => iam.send(new GetUserCommand({ UserName }), options)`. */
export type Send<Output> = (options: { readonly abortSignal: AbortSignal }) => Promise<Output>;

/** The requests of one call of the port. They share its deadline, and none is sent after it. */
export interface Calls {
  /** Throws `ProviderError`. */
  call<Output>(send: Send<Output>): Promise<Output>;
  /** The same; `undefined` where AWS has no such thing. */
  find<Output>(send: Send<Output>): Promise<Output | undefined>;
  /** Throws `ProviderError` (`TIMEOUT`) when none is left. */
  secondsLeft(): number;
}

export function openCalls({
  name,
  deadlineSeconds = DEADLINE_SECONDS,
}: Pick<AwsConnection, "name" | "deadlineSeconds">): Calls {
  const secondsLeft = startDeadline(name, deadlineSeconds);

  async function attempt<Output>(send: Send<Output>): Promise<Output> {
    const abortSignal = AbortSignal.timeout(Math.ceil(secondsLeft() * 1000));
    // Not every source of credentials heeds the signal.
    return Promise.race([send({ abortSignal }), aborted(abortSignal)]);
  }

  return {
    secondsLeft,
    call: (send) => attempt(send).catch((error) => Promise.reject(awsFailure(name, error))),
    find: (send) =>
      attempt(send).catch((error) => (isGone(error) ? undefined : Promise.reject(awsFailure(name, error)))),
  };
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
