export interface ProviderTraits {
  /** `separate`: our grant can be told from all others. `shared`: it cannot, so access held before is never touched. */
  readonly container: "separate" | "shared";
  /** How a grant ends if Hallpass does not act. */
  readonly nativeExpiry: "enforced" | "removed" | "timer" | "none";
  /** True if an open session survives a revocation. */
  readonly sessions: "ended" | "survive";
  /** Seconds until a listing shows the latest write. */
  readonly consistencySeconds: number;
  /** Seconds after which a call is given up; its effect may still land. */
  readonly deadlineSeconds: number;
}

/** Seconds from the start of a call until it has taken effect and every listing shows it, or never will. */
export const lateSeconds = ({ deadlineSeconds, consistencySeconds }: ProviderTraits): number =>
  2 * deadlineSeconds + consistencySeconds;
