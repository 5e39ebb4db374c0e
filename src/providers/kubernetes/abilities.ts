import type { Rule } from "./api/shapes.ts";

const MOST = 12;

/** The rules of a role as phrases: `get, list on pods, pods/log`. A rule that names single objects reads as if it were for all of the kind. */
export function describeRules(rules: readonly Rule[]): string[] {
  const phrases = [...new Set(rules.map(describeRule))];
  return phrases.length <= MOST
    ? phrases
    : [...phrases.slice(0, MOST - 1), `${phrases.length - MOST + 1} further rules`];
}

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
