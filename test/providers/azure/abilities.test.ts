import { expect, it } from "vitest";
import { describeRole } from "../../../src/providers/azure/abilities.ts";

const tell = (permissions: object[], more: object = {}) =>
  describeRole({ id: "/x", properties: { permissions, ...more } });

it("tells actions on resources and on data, without what the role leaves out", () => {
  expect(
    tell(
      [
        {
          actions: ["*"],
          notActions: ["Microsoft.Authorization/*/Write", "Microsoft.Compute/galleries/share/action"],
        },
        { dataActions: ["Microsoft.Storage/*/blobs/read"] },
      ],
      { roleName: "Helper", description: "Helps\nout." },
    ),
  ).toEqual([
    "change who has access, by Microsoft.Authorization/roleAssignments/delete",
    "make or read what works on after the end, by Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
    "manage resources by every action, without Microsoft.Authorization/*/Write, Microsoft.Compute/galleries/share/action",
    "use data by Microsoft.Storage/*/blobs/read",
    "do what the description of Helper says: “Helps out.”",
  ]);
});

it("tells nothing of a role that gives nothing", () => {
  expect(tell([{}, { notActions: ["*"] }])).toEqual([]);
});
