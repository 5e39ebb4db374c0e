import type { Change } from "../../core/insight/changes/change.ts";
import { INSIGHT_RULES } from "../../core/insight/insight.ts";
import type { Signal } from "../../core/insight/signal.ts";

/** Changes named for one rule. */
const MOST_CHANGES = 5;

/** Pull requests named for one signal; more would bury the sentence. */
const MOST_PULLS = 10;

/** For a terminal: a heading for each rule that found something. What to do is said once where it is the same for all. */
export function renderSignals(signals: readonly Signal[], changes: readonly Change[] = []): string {
  if (signals.length === 0) return "Nothing stands out.\n";
  return INSIGHT_RULES.flatMap(({ name, title }) => {
    const own = signals.filter(({ rule }) => rule === name);
    return own.length === 0
      ? []
      : [`${title}\n${renderSection(own)}${renderChanges(changes.filter(({ rule }) => rule === name))}`];
  }).join("\n");
}

/** The word that proposes all of them, and those that propose one. */
function renderChanges(changes: readonly Change[]): string {
  const [first] = changes;
  if (first === undefined) return "";
  const ids = changes
    .slice(0, MOST_CHANGES)
    .map(({ id }) => (/^[\w.:/@-]+$/u.test(id) ? id : JSON.stringify(id)));
  const rest = changes.length - ids.length;
  const more = rest > 0 ? `, and ${rest} more in --json` : "";
  return `  As a pull request: --propose ${first.rule}, or one of ${ids.join(", ")}${more}\n`;
}

const renderSection = (signals: readonly Signal[]): string =>
  signals
    .map(
      ({ suggestion, ...signal }, index) =>
        `${renderSignal(signal)}${suggestion === undefined || suggestion === signals[index + 1]?.suggestion ? "" : `  ${suggestion}\n`}`,
    )
    .join("");

function renderSignal({ says, pulls }: Pick<Signal, "says" | "pulls">): string {
  const shown = pulls.slice(0, MOST_PULLS).map((pull) => `#${pull}`);
  const rest = pulls.length > shown.length ? ` and ${pulls.length - shown.length} more` : "";
  return `- ${says}${pulls.length === 0 ? "" : ` (${shown.join(", ")}${rest})`}\n`;
}
