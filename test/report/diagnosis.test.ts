import { describe, expect, it } from "vitest";
import { diagnose } from "../../src/core/diagnosis/diagnosis.ts";
import { renderDiagnosis, toJson } from "../../src/report/diagnosis.ts";
import { NOW } from "../support/builders/evidence.ts";
import { github, installation, repository } from "../support/builders/installation.ts";

const weak = diagnose(
  installation({
    github: github({
      repository: repository({ archived: true }),
      secrets: { unreadable: "GitHub does not show it to the app (403)" },
      bypasses: { value: [{ actor: "\u001B[31molga\u202E\nok", after: "abc", at: "today" }] },
    }),
  }),
  NOW,
);

describe("a diagnosis on a terminal", () => {
  it("shows what is right in one line each, then what could not be read, and what is wrong last", () => {
    const page = renderDiagnosis(weak, false);
    const marks = [...page.matchAll(/^[✓?✗]/gmu)].map(([mark]) => mark).join("");
    expect(marks).toMatch(/^✓+\?✗✗$/u);
    expect(page).toMatch(/\n\n[0-9]+ ok, 1 unreadable, 2 wrong\.\n$/u);
  });

  it("says of what is wrong what should be and what to do", () => {
    expect(renderDiagnosis(weak, false)).toMatch(
      /^✗ Archived +yes, read-only\n {4}should be: no\n {4}to do: Settings → General → Danger Zone → Unarchive/mu,
    );
  });

  it("lets nothing GitHub tells draw on it", () => {
    const page = renderDiagnosis(weak, false);
    expect(page).toContain("by  [31molga ok at today");
    for (const character of ["\u001B", "\u202E"]) expect(page).not.toContain(character);
  });

  it("has colours only when asked", () => {
    expect(renderDiagnosis(weak, true)).toContain("\u001B[31m✗\u001B[0m Archived");
  });
});

it("a diagnosis for a script is one JSON object", () => {
  expect(JSON.parse(JSON.stringify(toJson(weak)))).toMatchObject({
    at: NOW.toISOString(),
    wrong: true,
    examinations: expect.arrayContaining([
      expect.objectContaining({ code: "ARCHIVED", status: "wrong", stops: true }),
    ]),
  });
});
