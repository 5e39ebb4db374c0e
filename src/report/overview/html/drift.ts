import type { ElementContent } from "hast";
import { h } from "hastscript";
import { describeEntitlement } from "../../../core/access/entitlement.ts";
import type { RecordedDrift } from "../../../core/inventory/recorded-drift.ts";
import { formatTime } from "../../../core/ledger/ledger-message.ts";
import { showHidden } from "../../../core/text/prose.ts";
import { renderRows } from "./table.ts";

/** What the providers held beside git when `hallpass drift` looked; nothing where no such file was given. */
export function renderRecordedDrift(recorded: RecordedDrift | undefined): ElementContent[] {
  if (recorded === undefined) return [];
  const { at, drift, unreadable } = recorded;
  const unknown = unreadable.map(({ provider }) => showHidden(provider)).join(", ");
  return [
    h("h2", null, `Drift at ${formatTime(new Date(at))}`),
    ...(unknown === "" ? [] : [h("p", { class: "alarm" }, `Could not be asked: ${unknown}.`)]),
    drift.length === 0
      ? h("p", null, "Nothing was held that git does not explain, and nothing was missing.")
      : renderRows(
          ["Drift", "Account", "Access", "End", "Request or review"],
          drift.map(({ kind, principal, entitlement, until, requests, review }) => [
            kind,
            showHidden(principal),
            showHidden(describeEntitlement(entitlement)),
            until === undefined ? "" : formatTime(new Date(until)),
            showHidden([...requests, ...(review === undefined ? [] : [review])].join(", ")),
          ]),
        ),
  ];
}
