import type { App } from "../accounts.ts";
import { notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { route } from "../http/route.ts";
import type { State } from "../state.ts";
import { type Delivery, deliveryPayload } from "../webhooks.ts";
import { requireApp } from "./apps.ts";

export const deliveryRoutes = [
  route("GET /app/hook/deliveries")(({ state, caller, url }) => {
    const app = requireApp(caller);
    const newestFirst = state.webhooks.deliveries.filter((delivery) => delivery.app === app).toReversed();
    const { items, link } = takePage(url, newestFirst);
    return { status: 200, body: items.map(deliveryPayload), link };
  }),

  route("GET /app/hook/deliveries/{delivery_id}")(({ state, caller, path }) => {
    const delivery = findDelivery(state, requireApp(caller), path("delivery_id"));
    return {
      status: 200,
      body: {
        ...deliveryPayload(delivery),
        url: delivery.app.webhookUrl ?? "",
        request: { headers: { ...delivery.headers }, payload: { ...delivery.payload } },
        response: { headers: {}, payload: delivery.answer ?? null },
      },
    };
  }),

  route("POST /app/hook/deliveries/{delivery_id}/attempts")(({ state, caller, path }) => {
    state.webhooks.redeliver(findDelivery(state, requireApp(caller), path("delivery_id")));
    return { status: 202, body: {} };
  }),
];

function findDelivery(state: State, app: App, id: string): Delivery {
  const delivery = state.webhooks.deliveries.find((known) => known.app === app && known.id === id);
  if (delivery === undefined) throw notFound();
  return delivery;
}
