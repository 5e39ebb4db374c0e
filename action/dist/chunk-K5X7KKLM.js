import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  constructFrom,
  isBefore,
  toDate
} from "./chunk-JWKNRRMN.js";

// src/core/access/entitlement.ts
var entitlementKey = ({ provider, resource, role }) => `${provider} ${resource} ${role}`;
var describeEntitlement = ({ provider, resource, role }) => `${role} on ${provider}/${resource}`;

// node_modules/date-fns/compareAsc.js
function compareAsc(dateLeft, dateRight) {
  const diff = +toDate(dateLeft) - +toDate(dateRight);
  if (diff < 0) return -1;
  else if (diff > 0) return 1;
  return diff;
}

// node_modules/date-fns/max.js
function max(dates, options) {
  let result;
  let context = options?.in;
  dates.forEach((date) => {
    if (!context && typeof date === "object")
      context = constructFrom.bind(null, date);
    const date_ = toDate(date, context);
    if (!result || result < date_ || isNaN(+date_)) result = date_;
  });
  return constructFrom(context, result || NaN);
}

// src/core/access/lease.ts
var END_REASONS = [
  /** Its planned end. */
  "expiry",
  /** Its file was removed from the default branch by a verified pull request. */
  "removal",
  /** Its subject or an approver ended it with a comment. */
  "command",
  /** The issue or pull request it was for was closed. */
  "closed",
  /** Its subject left the organisation, or was suspended. */
  "left",
  /** The policies no longer allow it. */
  "policy",
  /** The grant was removed at the provider by hand. */
  "by-hand",
  /** The second verification, after the grant, failed. */
  "unproven"
];
var END_LAYERS = [
  /** It was gone when Hallpass came: the provider's own timer ended it, or a reaper did. */
  "gone",
  /** The server's timer. */
  "server",
  /** A scheduled run of `hallpass once`. */
  "once"
];
var isLive = (lease, now) => lease.ended === void 0 && !(now < lease.startsAt) && now < lease.endsAt;
var endOf = (lease) => lease.ended?.at ?? lease.endsAt;
var wasEndedEarly = ({ ended }) => ended !== void 0 && ended.because !== "expiry";
var hasEnded = (lease, now) => lease.ended !== void 0 || !(now < lease.endsAt);

// src/core/access/holding.ts
var idsKey = ({ instance, principal, entitlement }) => (
  // The lengths mark where each part ends, because a part may hold any character.
  `${instance.length} ${principal.length} ${instance} ${principal} ${entitlement}`
);
var sameIds = (a, b) => a.instance === b.instance && a.principal === b.principal && a.entitlement === b.entitlement;
var holdingKey = (holding) => `${entitlementKey(holding.entitlement)} ${holding.principal}`;
function heldUntil(leases, now) {
  const live = leases.filter((lease) => isLive(lease, now));
  if (live.length === 0) return void 0;
  let until = live.length === 1 && live[0] !== void 0 ? live[0].endsAt : max(live.map(endsAt));
  if (leases.length === live.length) return until;
  const following = leases.filter((lease) => lease.ended === void 0 && now < lease.startsAt).toSorted((a, b) => compareAsc(a.startsAt, b.startsAt));
  for (const lease of following) if (!isBefore(until, lease.startsAt)) until = max([until, lease.endsAt]);
  return until;
}
var endsAt = (lease) => lease.endsAt;

export {
  entitlementKey,
  describeEntitlement,
  compareAsc,
  max,
  END_REASONS,
  END_LAYERS,
  isLive,
  endOf,
  wasEndedEarly,
  hasEnded,
  idsKey,
  sameIds,
  holdingKey,
  heldUntil
};
