export interface ProviderTraits {
  /** `separate`: our grant can be told from all others. `shared`: it cannot, so access held before is never touched. */
  readonly container: "separate" | "shared";
  /** How a grant ends if Hallpass does not act. */
  readonly nativeExpiry: "enforced" | "removed" | "timer" | "none";
  /** Whether an open session survives a revocation. */
  readonly sessions: "ended" | "survive";
  /** Seconds until a listing shows what was just written. */
  readonly consistencySeconds: number;
  /** Seconds after which a call is given up; its effect may still land. */
  readonly deadlineSeconds: number;
}

/** For how long after it was made a call may still take effect, and that not show in a listing. */
export const lateSeconds = ({ deadlineSeconds, consistencySeconds }: ProviderTraits): number =>
  2 * deadlineSeconds + consistencySeconds;
