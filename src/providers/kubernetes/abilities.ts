import { toPhrases } from "../../core/text/phrases.ts";
import type { Rule } from "./api/shapes.ts";

/** The rules of a role as phrases: `get, list on pods, pods/log`. A rule that names single objects reads as if it were for all of the kind. */
export const describeRules = (rules: readonly Rule[]): string[] => toPhrases(rules.map(describeRule));

const describeRule = ({ verbs, resources = [], apiGroups = [] }: Rule): string =>
  `${describeAll(verbs, "everything")} on ${
    resources.length === 0 ? "addresses of the API server" : describeAll(resources, describeGroup(apiGroups))
  }`;

const describeGroup = (apiGroups: readonly string[]): string =>
  apiGroups.includes("*")
    ? "everything"
    : `everything of ${apiGroups.map((group) => group || "the core API").join(", ")}`;

const describeAll = (names: readonly string[], all: string): string =>
  names.includes("*") ? all : names.join(", ");
