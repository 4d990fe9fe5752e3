/** A conversation is remembered only where the author allows it, and where the browser does. */
import { describe, expect, it } from "vitest";
import { memoryOf } from "./memory.ts";

const flow = (resume?: { enabled: boolean; storage?: "local" | "session" }) => ({
  id: "f1",
  slug: "visit",
  name: "Visit",
  settings: resume ? { resume } : {},
});

const session = { conversation: "c1", token: "t1" };

describe("memoryOf", () => {
  it("keeps the conversation in the storage the author chose", () => {
    memoryOf(flow({ enabled: true, storage: "local" })).remember(session);
    expect(localStorage.length).toBe(1);
    expect(memoryOf(flow({ enabled: true, storage: "local" })).recall()).toEqual(session);
    memoryOf(flow({ enabled: true, storage: "local" })).forget();
    expect(localStorage.length).toBe(0);
  });

  it("writes nothing where the flow does not resume", () => {
    const memory = memoryOf(flow());
    memory.remember(session);
    expect([localStorage.length, sessionStorage.length, memory.recall()]).toEqual([0, 0, null]);
  });

  it("forgets quietly where storage is blocked", () => {
    const blocked = Object.defineProperty({}, "sessionStorage", {
      get: () => {
        throw new DOMException("blocked", "SecurityError");
      },
    }) as Window;
    const memory = memoryOf(flow({ enabled: true }), blocked);
    memory.remember(session);
    expect(memory.recall()).toBeNull();
  });

  it("ignores what another hand has written there", () => {
    sessionStorage.setItem("dialogkit:f1", "{not json");
    expect(memoryOf(flow({ enabled: true })).recall()).toBeNull();
    sessionStorage.clear();
  });
});
