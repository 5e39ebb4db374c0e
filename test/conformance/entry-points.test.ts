import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import * as conformance from "../../src/conformance/index.ts";
import * as provider from "../../src/providers/adapter/index.ts";

const root = new URL("../../", import.meta.url);

interface Target {
  readonly source: string;
  readonly types: string;
  readonly default: string;
}

const readPackage = (): { exports: Record<string, Target | string>; files: string[]; private: boolean } =>
  JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

const targets = Object.entries(readPackage().exports).flatMap(([name, target]) =>
  typeof target === "string" ? [] : [{ name, ...target }],
);

it("the package has these entry points, and stays unpublished", () => {
  expect(targets.map(({ name }) => name)).toEqual(["./conformance", "./provider"]);
  expect(readPackage()).toMatchObject({ private: true, files: expect.arrayContaining(["bin", "dist"]) });
});

it.each(targets)("$name names a source, and what the build makes of it", ({ source, types, ...built }) => {
  expect(existsSync(fileURLToPath(new URL(source, root)))).toBe(true);
  const path = source.replace("./src/", "./dist/").replace(/\.ts$/u, "");
  expect({ types, built: built.default }).toEqual({ types: `${path}.d.ts`, built: `${path}.js` });
});

it("the build writes types", () => {
  const text = readFileSync(new URL("tsconfig.build.json", root), "utf8");
  expect(JSON.parse(text)).toMatchObject({ compilerOptions: { declaration: true } });
});

it("an adapter of others finds what it needs", () => {
  expect(Object.keys(conformance).sort()).toEqual(["conformanceCases", "openStage", "runCases"]);
  expect(Object.keys(provider).sort()).toEqual([
    "ProviderError",
    "byName",
    "callHttp",
    "checkAllowed",
    "commandLine",
    "connectByResource",
    "createOffer",
    "deadlineSeconds",
    "defineAdapter",
    "describeQuote",
    "failureOf",
    "giveUpAfter",
    "isInClear",
    "link",
    "listRoles",
    "listSome",
    "offeredRoles",
    "openJsonApi",
    "parseJson",
    "powersField",
    "powersOf",
    "readPowers",
    "refuseRepeated",
    "sameIds",
    "secretVariable",
    "toPhrases",
  ]);
});
