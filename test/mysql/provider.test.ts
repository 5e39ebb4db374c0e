import { mysqlAdapter } from "../../src/providers/mysql/adapter.ts";
import { testProvider } from "../providers/conformance.ts";
import { fixtureOf } from "./fixture.ts";
import { startOrders } from "./orders.ts";
import { listServers } from "./server.ts";

for (const { name } of listServers()) {
  testProvider(name, async () => ({
    ...(await fixtureOf(await startOrders())),
    abilities: mysqlAdapter.abilities,
    told: ["SELECT, INSERT, UPDATE, CREATE TEMPORARY TABLES, LOCK TABLES on orders.*"],
  }));
}
