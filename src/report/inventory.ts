import { writeScalar } from "../core/document/yaml-scalar.ts";
import type { Baseline, InventoryChange, StandingGrant } from "../core/inventory/inventory.ts";
import { renderTable } from "./markdown/table.ts";

/** One YAML document with one line per grant, in a stable order: a change of access changes one line. */
export const renderBaseline = ({ provider, grants }: Baseline): string =>
  [
    `# Standing access, as hallpass inventory --provider ${provider} read it.`,
    `provider: ${provider}`,
    ...(grants.length === 0 ? ["grants: []"] : ["grants:", ...grants.map(renderGrant)]),
    "",
  ].join("\n");

function renderGrant({ resource, role, principal, grantedBy, since, ids }: StandingGrant): string {
  const pairs = Object.entries({ resource, role, principal, grantedBy, since }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${writeScalar(value)}`],
  );
  const names = Object.entries(ids).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `  - { ${[...pairs, `ids: { ${names.join(", ")} }`].join(", ")} }`;
}

/** A table for people. */
export const renderInventoryChanges = (changes: readonly InventoryChange[]): string =>
  renderTable(
    ["CHANGE", "PRINCIPAL", "ROLE", "ON", "GIVEN BY"],
    changes.map(({ provider, change, grant }) => [
      ...[change, grant.principal, grant.role, `${provider}/${grant.resource}`],
      grant.grantedBy ?? "not told",
    ]),
  );
