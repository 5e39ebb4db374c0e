/** The entry point `hallpass/provider`: what an adapter outside of this repository needs (docs/providers/adding-a-provider.md). */
export type { Activity } from "../../core/access/activity.ts";
export type { Connection } from "../../core/access/connection.ts";
export type { Entitlement } from "../../core/access/entitlement.ts";
export type { Grant, Receipt } from "../../core/access/grant.ts";
export type { Holding, HoldingIds } from "../../core/access/holding.ts";
export { sameIds } from "../../core/access/holding.ts";
export type { Power } from "../../core/access/power.ts";
export type { ProviderTraits } from "../../core/access/traits.ts";
export type { Finding } from "../../core/findings/finding.ts";
export type { Provider } from "../../core/ports/provider.ts";
export { describeQuote, listSome, toPhrases } from "../../core/text/phrases.ts";
export type { Abilities } from "./abilities.ts";
export { type Adapter, defineAdapter, type ProviderContext } from "./adapter.ts";
export { type AllowedRoles, checkAllowed } from "./allowed.ts";
export { isInClear } from "./connection/own-host.ts";
export { connectByResource } from "./entry/connect.ts";
export { createOffer, listRoles } from "./entry/offer.ts";
export { powersField, powersOf, readPowers } from "./entry/powers.ts";
export { refuseRepeated } from "./entry/refuse-repeated.ts";
export { byName, commandLine, deadlineSeconds, link, offeredRoles, secretVariable } from "./entry-schema.ts";
export { ProviderError, type ProviderErrorCode } from "./error.ts";
export { giveUpAfter } from "./give-up-after.ts";
export { callHttp, failureOf, type HttpAnswer, type HttpCall, type HttpOptions, parseJson } from "./http.ts";
export {
  type JsonApi,
  type JsonApiOptions,
  type JsonCall,
  type JsonObject,
  openJsonApi,
} from "./json-api.ts";
