import { describe } from "vitest";
import { keepPromisesInGaps } from "./gaps.ts";

describe("in every gap", () => {
  keepPromisesInGaps("an extension's grant");
  keepPromisesInGaps("an extension's merge");
});
