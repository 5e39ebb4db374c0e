import { randomUUID } from "node:crypto";
import { HttpError } from "../http/error.ts";
import type { State } from "../state.ts";
import type { Control } from "./control.ts";
import { sendForgery } from "./forgery.ts";

/** Webhooks: late, lost, repeated and forged. */
export const controlDeliveries = (
  state: State,
): Pick<
  Control,
  "redeliver" | "holdWebhooks" | "releaseWebhooks" | "dropWebhooks" | "duplicateWebhooks" | "deliverForged"
> => ({
  holdWebhooks: () => state.webhooks.hold(),
  releaseWebhooks: (order = "as sent") =>
    typeof order === "string" ? state.webhooks.release(order) : state.webhooks.releaseOnly(order),
  dropWebhooks: (count) => state.webhooks.drop(readCount(count)),
  duplicateWebhooks: (count) => state.webhooks.duplicate(readCount(count)),
  redeliver: (id, { freshGuid = false } = {}) => {
    const { deliveries } = state.webhooks;
    const delivery = id === undefined ? deliveries.at(-1) : deliveries.find((known) => known.id === id);
    if (delivery === undefined) throw new HttpError(404, `There is no delivery ${id ?? "yet"}.`);
    const guid = freshGuid ? randomUUID() : delivery.guid;
    const headers = { ...delivery.headers, "x-github-delivery": guid };
    state.webhooks.redeliver({ ...delivery, guid, headers });
  },
  deliverForged: (forgery) => sendForgery(state, forgery),
});

/** The number of webhooks; by default all from now on. */
function readCount(count = Number.POSITIVE_INFINITY): number {
  if (count === Number.POSITIVE_INFINITY || (Number.isInteger(count) && count >= 0)) return count;
  throw new HttpError(422, `"count" is ${count}; expected a whole number, 0 or more.`);
}
