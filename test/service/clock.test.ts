// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RO7: The disk is full or read-only, file descriptors are few, or the clock steps by an hour.

import { expect, it } from "vitest";
import { createClock, createMonotonic } from "../../src/service/clock.ts";

const HOUR = 3_600_000;
const START = Date.parse("2026-11-20T14:00:00.000Z");

/** A machine, and GitHub, whose clock is right. */
function createMachine({ ahead = 0 } = {}) {
  const machine = { passed: 0, ahead };
  const steps: number[] = [];
  const clock = createClock({
    wall: () => START + machine.passed + machine.ahead,
    monotonic: () => machine.passed,
    onStep: (ms) => steps.push(ms),
  });
  return {
    clock,
    steps,
    pass(ms: number) {
      machine.passed += ms;
    },
    step(ms: number) {
      machine.ahead += ms;
    },
    /** Asks GitHub, which says what time it is, `off` by so much. */
    ask(off = 0, roundTrip = 100) {
      const sentAt = machine.passed;
      machine.passed += roundTrip;
      const said = new Date(Math.floor((START + sentAt + roundTrip / 2 + off) / 1000) * 1000);
      clock.note({ said, sentAt, receivedAt: machine.passed });
    },
    /** Milliseconds the clock is ahead of GitHub's. */
    error: () => clock.now().getTime() - (START + machine.passed),
  };
}

it("is the machine's until GitHub was heard", () => {
  const { step, error, steps } = createMachine({ ahead: HOUR });
  step(-2 * HOUR);
  expect([error(), steps]).toEqual([-HOUR, []]);
});

it.each([HOUR, -HOUR])(
  "RO7: goes on as it was when the machine's clock steps by %d ms, and tells of it once",
  (by) => {
    const { step, pass, ask, error, steps } = createMachine();
    ask();
    const before = error();
    step(by);
    pass(10_000);
    expect([error(), error(), steps]).toEqual([before, before, [by - before]]);
    step(-by);
    expect([error(), steps.length]).toEqual([before, 2]);
  },
);

it.each([HOUR, -HOUR, 74_000])("RO7: becomes GitHub's when the machine's is %d ms ahead", (ahead) => {
  const { ask, error } = createMachine({ ahead });
  ask();
  ask();
  expect(Math.abs(error())).toBeLessThanOrEqual(1100);
});

it("believes no single answer that contradicts it", () => {
  const { ask, error, steps } = createMachine();
  ask();
  const before = error();
  ask(HOUR);
  ask();
  ask(-HOUR);
  ask(HOUR);
  expect([error(), steps]).toEqual([before, []]);
});

it("RO7: believes no two answers that agree and have one between them that contradicts both", () => {
  const { ask, error, steps } = createMachine();
  ask();
  const before = error();
  for (let times = 0; times < 3; times++) {
    ask(HOUR);
    ask();
  }
  expect([error(), steps]).toEqual([before, []]);
});

it("follows a drift", () => {
  const { ask, error, pass, clock } = createMachine();
  ask();
  for (let hour = 0; hour < 24; hour++) {
    pass(HOUR);
    ask(1500 * hour);
  }
  expect(Math.abs(error() - 1500 * 23)).toBeLessThanOrEqual(2500);
  expect(clock.now()).toBeInstanceOf(Date);
});

it("keeps what is between two whole seconds", () => {
  const { ask, error, pass } = createMachine();
  for (let count = 0; count < 50; count++) {
    ask();
    pass(130);
  }
  expect(error()).toBe(0);
});

it("counts the time the machine slept", () => {
  let [awake, since] = [0, 5_000];
  const monotonic = createMonotonic({ awake: () => awake, since: () => since });
  awake += 1_000;
  since += 2_000;
  expect(monotonic()).toBe(1_000);
  since += HOUR;
  expect(monotonic()).toBe(2_000 + HOUR);
  awake += 1_000;
  since += 1_000;
  expect(monotonic()).toBe(3_000 + HOUR);
});
