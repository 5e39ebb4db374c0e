import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { lazyValidator } from "../../../src/core/document/lazy-validator.ts";

it("compiles a schema when it is first needed, once, and says what is wrong with each value", () => {
  let compiled = 0;
  const validate = lazyValidator<string>(() => {
    compiled += 1;
    return new Ajv().compile({ type: "string" });
  });
  expect([compiled, validate.errors]).toEqual([0, null]);
  expect([validate("a"), validate.errors]).toEqual([true, null]);
  expect([validate(1), validate.errors?.map(({ keyword }) => keyword)]).toEqual([false, ["type"]]);
  expect([validate("b"), validate.errors, compiled]).toEqual([true, null, 1]);
});
