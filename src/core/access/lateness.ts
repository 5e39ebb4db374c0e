/** Access ends within this time of its plan: the promise of docs/reliability.md. Anything later is late, in reports and for `verify`. */
export const LATE_AFTER = "1m";
