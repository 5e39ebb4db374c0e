// Entries of HALLPASS_PROVIDERS.

export const memory = (name: string) => ({ name, adapter: "memory" });

/** Nothing listens on port 1. */
export const unreachable = {
  name: "orders-db",
  adapter: "postgres",
  host: "127.0.0.1",
  port: 1,
  user: "hallpass",
  passwordFrom: "ORDERS_DB_PASSWORD",
  resources: { orders: { database: "orders", roles: { readonly: "orders_readonly" } } },
};
