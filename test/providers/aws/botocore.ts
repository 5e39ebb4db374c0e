import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Debian's package of AWS's own descriptions of its APIs, of December 2022. */
const DATA = "/usr/lib/python3/dist-packages/botocore/data";
const isInstalled = existsSync(DATA);

/** A test that counts as skipped where the package is missing: requests are then not compared. Call it while tests are collected. */
export const countBotocore = (): void =>
  it.runIf(isInstalled || process.env.CI !== undefined)("python3-botocore from Debian is installed", () =>
    expect(isInstalled).toBe(true),
  );

interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string; readonly locationName?: string }>>;
  readonly required?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  /** Any JSON. */
  readonly document?: boolean;
  readonly error?: { readonly code: string; readonly httpStatusCode: number };
}

interface Description {
  readonly operations: Readonly<
    Record<
      string,
      { readonly input?: { readonly shape: string }; readonly errors?: readonly { readonly shape: string }[] }
    >
  >;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** The description of one API: what a request may hold, and which errors answer it. */
export interface Model {
  /** The mistakes of the fields of a request: `PolicyName: "a b" does not match [\w+=,.@-]+`. */
  check(operation: string, input: unknown): string[];
  /** The fields of a form of the query protocol (`Filter.member.1=User`), by the shapes that they have. */
  readForm(operation: string, form: URLSearchParams): unknown;
  /** The HTTP statuses of the errors that the operation declares, by their code. */
  errorsOf(operation: string): ReadonlyMap<string, number>;
}

/** The description, by its folder: `iam/2010-05-08`. `undefined` where the package is missing. */
export function openModel(folder: string): Model | undefined {
  if (!isInstalled) return undefined;
  const { operations, shapes }: Description = JSON.parse(
    readFileSync(`${DATA}/${folder}/service-2.json`, "utf8"),
  );
  const shapeOf = (name: string): Shape => {
    const shape = shapes[name];
    if (shape === undefined) throw new Error(`botocore describes no shape ${name}`);
    return shape;
  };
  const operationOf = (name: string) => {
    const operation = operations[name];
    if (operation === undefined) throw new Error(`botocore describes no operation ${name}`);
    return operation;
  };

  function readField(shape: Shape, form: ReadonlyMap<string, string>, path: string): unknown {
    const here = [...form.keys()].filter((key) => key === path || key.startsWith(`${path}.`));
    if (here.length === 0) return undefined;
    if (shape.type === "structure") return readStructure(shape, form, `${path}.`);
    if (shape.type === "list") {
      const items: unknown[] = [];
      for (let index = 1; ; index++) {
        const item = readField(shapeOf(shape.member?.shape ?? ""), form, `${path}.member.${index}`);
        if (item === undefined) return items;
        items.push(item);
      }
    }
    const text = form.get(path);
    if (shape.type === "integer" || shape.type === "long") return Number(text);
    return shape.type === "boolean" ? text === "true" : text;
  }

  function readStructure(shape: Shape, form: ReadonlyMap<string, string>, prefix: string): object {
    const known = Object.entries(shape.members ?? {}).flatMap(([name, member]) => {
      const value = readField(shapeOf(member.shape), form, `${prefix}${member.locationName ?? name}`);
      return value === undefined ? [] : [[name, value] as const];
    });
    const names = Object.keys(shape.members ?? {});
    const unknown = [...form.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length).split(".")[0] ?? "")
      .filter((name) => !names.includes(name));
    return Object.fromEntries([...known, ...unknown.map((name) => [name, null] as const)]);
  }

  function checkValue(shape: Shape, value: unknown, at: string): string[] {
    switch (shape.type) {
      case "structure":
        return shape.document === true ? [] : checkStructure(shape, value, at);
      case "list":
        if (!Array.isArray(value)) return [`${at}: no list`];
        return [
          ...checkSize(shape, value.length, at),
          ...value.flatMap((each, index) =>
            checkValue(shapeOf(shape.member?.shape ?? ""), each, `${at}/${index}`),
          ),
        ];
      case "string":
        return typeof value === "string" ? checkText(shape, value, at) : [`${at}: no text`];
      case "integer":
      case "long":
        return Number.isInteger(value) ? checkSize(shape, Number(value), at) : [`${at}: no integer`];
      case "timestamp":
        return typeof value === "number" || typeof value === "string" ? [] : [`${at}: no time`];
      case "boolean":
        return typeof value === "boolean" ? [] : [`${at}: no boolean`];
      default:
        return [`${at}: this reader does not know the type ${shape.type}`];
    }
  }

  function checkStructure({ members = {}, required = [] }: Shape, value: unknown, at: string): string[] {
    if (typeof value !== "object" || value === null) return [`${at}: no object`];
    const missing = required
      .filter((name) => !Object.hasOwn(value, name))
      .map((name) => `${at}/${name}: missing`);
    const wrong = Object.entries(value).flatMap(([name, each]) => {
      const member = members[name];
      return member === undefined
        ? [`${at}/${name}: not described`]
        : checkValue(shapeOf(member.shape), each, `${at}/${name}`);
    });
    return [...missing, ...wrong];
  }

  return {
    check: (operation, input) => {
      const { input: wanted } = operationOf(operation);
      return wanted === undefined ? [] : checkValue(shapeOf(wanted.shape), input, operation);
    },
    readForm(operation, form) {
      const { input } = operationOf(operation);
      const fields = new Map([...form].filter(([name]) => name !== "Action" && name !== "Version"));
      return input === undefined ? {} : readStructure(shapeOf(input.shape), fields, "");
    },
    errorsOf: (operation) =>
      new Map(
        (operationOf(operation).errors ?? []).map(({ shape }) => {
          const { error } = shapeOf(shape);
          return [error?.code ?? shape, error?.httpStatusCode ?? 400];
        }),
      ),
  };
}

function checkText({ min, max, pattern, enum: allowed, type }: Shape, value: string, at: string): string[] {
  if (allowed !== undefined && !allowed.includes(value))
    return [`${at}: "${value}" is none of ${allowed.join(", ")}`];
  const isMatch = pattern === undefined || new RegExp(`^(?:${pattern})$`, "su").test(value);
  const size = { type, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  return [
    ...checkSize(size, value.length, at),
    ...(isMatch ? [] : [`${at}: "${value}" does not match ${pattern}`]),
  ];
}

const checkSize = ({ min = 0, max = Number.POSITIVE_INFINITY }: Shape, size: number, at: string): string[] =>
  size < min || size > max ? [`${at}: ${size} is not from ${min} to ${max}`] : [];
