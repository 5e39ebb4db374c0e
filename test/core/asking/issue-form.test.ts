import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readAnswers } from "../../../src/core/asking/issue-answers.ts";
import { writeIssueForm } from "../../../src/core/asking/issue-form.ts";
import { policy } from "../../support/builders/evidence.ts";
import { issueText } from "../../support/issue-form.ts";

const policies = [
  policy(),
  policy({
    name: "orders-audit",
    folders: ["security", "payments"],
    entitlements: [
      { provider: "orders-db", resource: "orders", roles: ["readonly", "audit"] },
      { provider: "cluster", resource: "prod:ns/payments", roles: ["on"] },
    ],
    duration: { minimum: "10m", maximum: "90m" },
  }),
];
const form = parse(writeIssueForm(policies) ?? "");
const field = (id: string) => form.body.find((each: { id?: string }) => each.id === id);

describe("the issue form", () => {
  it("offers each access in each folder once, whatever YAML would make of its name", () => {
    expect(field("access").attributes.options).toEqual([
      "cluster / prod:ns/payments / on (security)",
      "cluster / prod:ns/payments / on (payments)",
      "orders-db / orders / audit (security)",
      "orders-db / orders / audit (payments)",
      "orders-db / orders / readonly (payments)",
      "orders-db / orders / readonly (security)",
    ]);
  });

  it("offers the usual durations that some policy allows, and the longest of each", () => {
    expect(field("duration").attributes.options).toEqual(["15m", "30m", "1h", "90m", "2h", "4h", "8h"]);
  });

  it("has what GitHub's schema of forms asks for", () => {
    expect(form).toMatchObject({
      name: expect.any(String),
      description: expect.any(String),
      labels: ["access request"],
    });
    expect(form.body.map((each: { type: string }) => each.type)).toEqual([
      "markdown",
      "dropdown",
      "dropdown",
      "input",
      "textarea",
    ]);
  });

  it("is read again, whichever option is chosen", () => {
    for (const access of field("access").attributes.options)
      for (const duration of field("duration").attributes.options)
        expect(readAnswers(issueText({ access, duration }))).toMatchObject({
          duration,
          folder: expect.any(String),
        });
  });

  it("has the headings that are read, in their order", () => {
    const labels = form.body.flatMap(
      (each: { attributes: { label?: string } }) => each.attributes.label ?? [],
    );
    expect(issueText().match(/^### .*$/gmu)).toEqual(labels.map((label: string) => `### ${label}`));
  });

  it("is none where nothing is offered: GitHub refuses a list without options", () => {
    expect(writeIssueForm([])).toBeUndefined();
  });
});
