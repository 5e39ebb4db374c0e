import type { App } from "../accounts.ts";
import { notFound } from "../http/error.ts";
import { takePageFrom } from "../http/pages.ts";
import { route } from "../http/route.ts";
import type { State } from "../state.ts";
import { type Delivery, deliveryPayload } from "../webhooks.ts";
import { requireApp } from "./apps.ts";

export const deliveryRoutes = [
  route("GET /app/hook/config")(({ caller }) => ({
    status: 200,
    body: {
      content_type: "json",
      insecure_ssl: "0",
      secret: "********",
      url: requireApp(caller).webhookUrl ?? "",
    },
  })),

  route("GET /app/hook/deliveries")(({ state, caller, url, query }) => {
    const newestFirst = listKept(state, requireApp(caller)).toReversed();
    const { items, link } = takePageFrom(url, newestFirst, query("cursor"));
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

/** "Viewing webhook deliveries": the deliveries of the past three days. */
const daysKept = 3;

function listKept({ webhooks, clock }: State, app: App): Delivery[] {
  const since = clock().getTime() - daysKept * 24 * 60 * 60 * 1000;
  return webhooks.deliveries.filter(
    (delivery) => delivery.app === app && delivery.deliveredAt.getTime() > since,
  );
}

function findDelivery(state: State, app: App, id: string): Delivery {
  const delivery = listKept(state, app).find((known) => known.id === id);
  if (delivery === undefined) throw notFound();
  return delivery;
}
