import { describeEntitlement, entitlementKey } from "../../access/entitlement.ts";
import { type Baseline, INVENTORY_FOLDER, parseBaseline } from "../../inventory/inventory.ts";
import { withoutAccess } from "../../inventory/standing-access.ts";
import type { ChangeMaker } from "./change.ts";

/** Standing access that nobody asks for: its line leaves `inventory/`. `render` writes a whole baseline as text. */
export const dropStanding = (render: (baseline: Baseline) => string): ChangeMaker => ({
  rule: "idle-standing",
  name: ({ person = "", access }) =>
    [person, access?.provider, access?.resource, access?.role].filter(Boolean).join("/"),
  make({ person, access }, files) {
    if (access === undefined) return undefined;
    for (const [path, text] of files) {
      const baseline = path.startsWith(`${INVENTORY_FOLDER}/`) ? parseBaseline(text, path).value : undefined;
      const grant = baseline?.grants.find(
        ({ principal, resource, role }) =>
          principal === person &&
          entitlementKey({ provider: baseline.provider, resource, role }) === entitlementKey(access),
      );
      if (baseline === undefined || grant === undefined) continue;
      const source = new TextEncoder().encode(text);
      const after = withoutAccess({ path, source, baseline }, { ...access, ids: grant.ids }, render);
      if (after === undefined) continue;
      return {
        title: `Accept no longer that ${person} has ${describeEntitlement(access)} for good`,
        besides: `The access itself stays until an administrator takes it back at ${access.provider}; until then hallpass drift names it.`,
        edit: { path, text: after },
      };
    }
    return undefined;
  },
});
