/** Access ends within a minute of its plan: the promise of docs/reliability.md. Anything later is late, in reports and for `verify`. */
export const LATE_AFTER_MS = 60_000;
