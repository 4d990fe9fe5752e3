/** Patience: what failed for a moment is said again, with jitter and within limits. */
import { describe, expect, it } from "vitest";
import { type Patience, Unreachable, patienceFor, persist } from "./retry.ts";

const patience = (isOnline = true): Patience & { waits: number[] } => {
  const waits: number[] = [];
  return {
    waits,
    random: () => 0.5,
    online: () => isOnline,
    pause: (seconds) => {
      waits.push(seconds);
      return Promise.resolve();
    },
  };
};

const failing = (times: number, fault: Error) => {
  let tries = 0;
  return () => ((tries += 1) > times ? Promise.resolve(tries) : Promise.reject(fault));
};

describe("persist", () => {
  it("tries again until it succeeds, and says how it goes", async () => {
    const troubles: unknown[] = [];
    const result = await persist(failing(3, new Unreachable(false)), patience(), (trouble) => troubles.push(trouble));
    expect(result).toBe(4);
    expect(troubles).toEqual(["retrying", "retrying", "retrying", null]);
  });

  it("gives up after eight tries while the visitor is online", async () => {
    await expect(persist(failing(9, new Unreachable(true)), patience(), () => undefined)).rejects.toThrow(Unreachable);
  });

  it("waits for ever while the visitor is offline", async () => {
    expect(await persist(failing(40, new Unreachable(true)), patience(false), () => undefined)).toBe(41);
  });

  it("does not repeat what the server has refused", async () => {
    await expect(persist(failing(1, new Error("no")), patience(), () => undefined)).rejects.toThrow("no");
  });
});

describe("patienceFor", () => {
  it("grows, has jitter, and never undercuts the server's wish", () => {
    expect(patienceFor(4, 1)).toBeGreaterThan(patienceFor(1, 1));
    expect(patienceFor(4, 0)).toBeLessThan(patienceFor(4, 1));
    expect(patienceFor(0, 0, 7)).toBe(7);
    expect(patienceFor(30, 1)).toBeLessThan(21);
  });
});
