/** A conversation heals: refusals, lost answers, other tabs, timers. The network and the clock are a test's own. */
import { describe, expect, it } from "vitest";
import { Refused } from "../protocol/client.ts";
import { Unreachable } from "../protocol/retry.ts";
import { Rig, ask, end, said, waitMessage } from "./rig.ts";

describe("opening", () => {
  it("plays the messages in order, then asks", async () => {
    const rig = new Rig([ask("name", said("Hello"), said("Your name?"))]);
    await rig.open();
    expect(rig.heard).toEqual(["Hello", "Your name?"]);
    expect(rig.view.phase).toBe("waiting");
    expect(rig.view.question?.ask.block).toBe("name");
  });

  it("waits as long as a pause between messages says, and shows nothing for it", async () => {
    const rig = new Rig([ask("name", said("Hello"), waitMessage(4), said("Still there?"))]);
    await rig.open();
    expect(rig.pauses).toContain(4);
    expect(rig.heard).toEqual(["Hello", "Still there?"]);
  });

  it("begins only once, however often it is opened", async () => {
    const rig = new Rig([ask("name", said("Hello"))]);
    await Promise.all([rig.open(), rig.open()]);
    expect(rig.client.started).toHaveLength(1);
  });

  it("says that there is no such chat", async () => {
    const rig = new Rig([], { start: new Refused(404, {}) });
    await rig.open();
    expect(rig.view.phase).toBe("closed");
  });

  it("gives up on a dead line, and begins under the same id when asked to", async () => {
    const rig = new Rig([ask("name", said("Hello"))]);
    rig.client.failures = Array.from({ length: 8 }, () => new Unreachable(false));
    await rig.open();
    expect(rig.view.trouble).toBe("stuck");
    await rig.conversation.retry();
    expect(rig.heard).toEqual(["Hello"]);
    expect(new Set(rig.client.started).size).toBe(1);
  });
});

describe("answering", () => {
  it("shows the answer at once and what the server made of it later", async () => {
    const rig = new Rig([ask("day", said("Which day?")), { ...end("Noted."), shown: "Monday" }]);
    await rig.open();
    await rig.say("mon");
    expect(rig.heard).toEqual(["Which day?", "> Monday", "Noted."]);
    expect(rig.view.phase).toBe("ended");
  });

  it("is sent once however often it is given", async () => {
    const rig = new Rig([ask("name", said("Name?")), end("Bye")]);
    await rig.open();
    await Promise.all([rig.say("Ada"), rig.say("Ada")]);
    expect(rig.client.sent).toHaveLength(1);
  });

  it("comes back to the field with the reason when it is refused", async () => {
    const rig = new Rig([ask("day", said("Which day?")), ask("day", said("No such day.", "error"))]);
    await rig.open();
    await rig.say("31 November");
    expect(rig.heard).toEqual(["Which day?"]);
    expect(rig.view.question).toMatchObject({ initial: "31 November", refusal: "No such day." });
  });

  it("stays said when an error leads on to something else", async () => {
    const rig = new Rig([ask("day", said("Which day?")), ask("call", said("Too often wrong.", "error"))]);
    await rig.open();
    await rig.say("31 November");
    expect(rig.heard).toEqual(["Which day?", "> 31 November", "Too often wrong."]);
    expect(rig.view.question).toMatchObject({ refusal: "" });
  });

  it("keeps its id when it has to be sent again", async () => {
    const rig = new Rig([ask("name", said("Name?")), end("Bye")]);
    await rig.open();
    rig.client.failures = [new Unreachable(false), new Unreachable(true)];
    await rig.say("Ada");
    expect(rig.heard.at(-1)).toBe("Bye");
    expect(rig.client.sent.map(({ id }) => id)).toEqual([
      rig.client.sent[0]?.id,
      rig.client.sent[0]?.id,
      rig.client.sent[0]?.id,
    ]);
  });

  it("gives way to another tab that was faster, and keeps what was typed where the same is asked", async () => {
    const rig = new Rig([ask("name", said("Name?")), ask("name", said("And your second name?"))]);
    await rig.open();
    rig.client.answerElsewhere("Ada");
    await rig.say("Grace");
    expect(rig.heard).toEqual(["Name?", "> Ada", "And your second name?"]);
    expect(rig.view).toMatchObject({ trouble: "elsewhere", phase: "waiting", question: { initial: "Grace" } });
  });

  it("says so when the conversation is gone", async () => {
    const rig = new Rig([ask("name", said("Name?"))]);
    await rig.open();
    rig.client.failures = [new Refused(410, {})];
    await rig.say("Ada");
    expect(rig.view).toMatchObject({ phase: "closed", notice: "expired" });
  });

  it("shows the server's words when it cannot take the answer", async () => {
    const rig = new Rig([ask("name", said("Name?"))]);
    await rig.open();
    rig.client.failures = [new Refused(413, { detail: "That is too long." })];
    await rig.say("Ada");
    expect(rig.view.question).toMatchObject({ refusal: "That is too long.", initial: "Ada" });
  });
});

describe("remembering", () => {
  it("writes nothing before the first answer", async () => {
    const rig = new Rig([ask("name", said("Name?")), end("Bye")]);
    await rig.open();
    expect(rig.remembered).toEqual([]);
    await rig.say("Ada");
    expect(rig.remembered).toEqual(["c1"]);
  });

  it("goes on where the visitor was", async () => {
    const rig = new Rig([ask("name", said("Name?")), ask("age", said("Age?"))]);
    await rig.open();
    await rig.say("Ada");
    const later = rig.comeBack();
    await later.open();
    expect(later.heard).toEqual(["Name?", "> Ada", "Age?"]);
    expect(later.client.started).toHaveLength(1);
    expect(later.said).toEqual([]);
  });

  it("begins anew when what it remembers is gone", async () => {
    const rig = new Rig([ask("name", said("Name?"))]);
    rig.remembered.push("c0");
    rig.client.failures = [new Refused(404, {})];
    await rig.open();
    expect(rig.heard).toEqual(["Name?"]);
    expect(rig.remembered).toEqual([]);
  });

  it("begins anew when asked to, and drops what was under way", async () => {
    const rig = new Rig([ask("name", said("Name?")), end("Bye")]);
    await rig.open();
    await rig.say("Ada");
    await rig.conversation.restart();
    expect(rig.client.started).toHaveLength(2);
    expect(rig.heard).toEqual(["Name?"]);
  });
});

describe("watching", () => {
  it("looks again when a question expires, and plays what has happened", async () => {
    const rig = new Rig([{ ...ask("name", said("Name?")), expires: 5 }, end("Too late.")]);
    await rig.open();
    rig.client.answerElsewhere("");
    await rig.pass(6);
    expect(rig.heard).toEqual(["Name?", "Too late."]);
    expect(rig.view.phase).toBe("ended");
  });

  it("looks again and again while something outside is awaited", async () => {
    const rig = new Rig([ask("hook", said("One moment.")), end("Done.")]);
    await rig.open();
    await rig.pass(1.2);
    expect(rig.heard).toEqual(["One moment."]);
    rig.client.answerElsewhere("");
    await rig.pass(3);
    expect(rig.heard).toEqual(["One moment.", "Done."]);
  });
});
