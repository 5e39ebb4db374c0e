import { expect, it } from "vitest";
import { describeRole } from "../../../src/providers/google-iam/abilities.ts";

const tell = (permissions: string[], target = "projects/acme") =>
  describeRole({ name: "roles/x", permissions }, target);

it("tells what is dangerous first, then what acts and what reads, by service", () => {
  expect(
    tell([
      "storage.objects.get",
      "storage.objects.list",
      "bigquery.tables.getData",
      "bigquery.tables.updateData",
      "storage.buckets.setIamPolicy",
      "iam.serviceAccounts.actAs",
      "iam.roles.update",
    ]),
  ).toEqual([
    "keep access or stop its end, by iam.roles.update",
    "act as another account or pass access on, by storage.buckets.setIamPolicy, iam.serviceAccounts.actAs",
    "act in bigquery: tables.updateData",
    "read in storage: objects.get, objects.list",
    "read in bigquery: tables.getData",
  ]);
});

it("tells of a wide role a dozen lines, and how much more there is", () => {
  const told = tell(Array.from({ length: 300 }, (_, at) => `service${at % 30}.things.run${at}`));
  expect(told).toHaveLength(12);
  expect(told[0]).toBe("act in service0: things.run0, things.run30, things.run60, things.run90 and 6 more");
  expect(told.at(-1)).toBe("19 further abilities");
});

it("calls reading only what surely is", () => {
  expect(tell(["a.b.getX", "a.b.getter", "a.b.export", "a.b.use"])).toEqual([
    "act in a: b.getter, b.export, b.use",
    "read in a: b.getX",
  ]);
});

it("tells nothing of a role that gives nothing", () => {
  expect(tell([])).toEqual([]);
});
