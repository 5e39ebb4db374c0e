import { describe, expect, it } from "vitest";
import { googleIamAdapter } from "../../../src/providers/google-iam/adapter.ts";
import { keyFile } from "../google/key.ts";

const where = 'HALLPASS_PROVIDERS/0 ("gcp")';
const orders = { project: "acme-orders-prod", roles: { readonly: "roles/bigquery.dataViewer" } };
const open = (given: object, secret = keyFile) =>
  googleIamAdapter.open(
    { resources: { orders }, ...given },
    {
      name: "gcp",
      where,
      readSecret: () => secret,
      findVerifier: async () => undefined,
      findPublicKey: async () => undefined,
      now: () => new Date("2026-11-20T12:00:00Z"),
    },
  );
const withRole = (role: string) => ({ resources: { orders: { ...orders, roles: { readonly: role } } } });

describe("an entry of the adapter google-iam", () => {
  it("opens a provider, with a credential file or the machine's account", () => {
    expect(open({ credentialsFrom: "GOOGLE_CREDENTIALS" }).name).toBe("gcp");
    expect(open({}).name).toBe("gcp");
  });

  it.each(["owner", "editor", "viewer", "admin", "writer", "reader"])("refuses the basic role %s", (name) => {
    expect(() => open(withRole(`roles/${name}`))).toThrow(
      `${where}/resources/orders/roles/readonly: "roles/${name}" is a basic role. Google applies no condition to owner, editor and viewer`,
    );
  });

  it.each(["resourcemanager.projectIamAdmin", "iam.securityAdmin", "resourcemanager.organizationAdmin"])(
    "HH: refuses %s, whose holder could keep it",
    (name) => {
      expect(() => open(withRole(`roles/${name}`))).toThrow(
        `the holder of "roles/${name}" could write policies, and keep it.`,
      );
    },
  );

  it.each([
    [
      withRole("bigquery.dataViewer"),
      `${where}/resources/orders/roles/readonly: must be a role of Google Cloud`,
    ],
    [withRole("roles/../x"), `${where}/resources/orders/roles/readonly: must be a role of Google Cloud`],
    [{ resources: { orders: { roles: orders.roles } } }, "name one of project, folder and organization."],
    [{ resources: { orders: { ...orders, folder: "1" } } }, "name one of project, folder and organization."],
    [
      { resources: { orders: { ...orders, project: "Acme" } } },
      "/resources/orders/project: must be the id of a project",
    ],
    [{ people: "names" }, `${where}/people: must be one of ["directory","email"].`],
    [
      { resources: { orders, sales: orders } },
      `${where}: orders/readonly and sales/readonly are the same access, roles/bigquery.dataViewer on projects/acme-orders-prod. Remove one of them.`,
    ],
  ])("says what is wrong with %j", (given, message) => {
    expect(() => open(given)).toThrow(message);
  });

  it.each([
    ["no JSON", "hunter2"],
    ["a file of another kind", JSON.stringify({ type: "authorized_user", refresh_token: "hunter2" })],
    ["a key without a key", JSON.stringify({ ...JSON.parse(keyFile), private_key: "hunter2" })],
  ])("refuses credentials that are %s, and does not show them", (_, secret) => {
    const read = () => open({ credentialsFrom: "GOOGLE_CREDENTIALS" }, secret);
    expect(read).toThrow(`${where}/credentialsFrom: the variable GOOGLE_CREDENTIALS holds neither`);
    expect(read).not.toThrow("hunter2");
  });
});
