/** Shows what comes in one after another, each after the pause it deserves. */
import type { Message, TypingSettings } from "../protocol/wire.ts";
import { typingSeconds } from "./typing.ts";
import type { VisitorEntry } from "./view.ts";

export type Step = { message: Message } | { answer: VisitorEntry };

export type Stage = {
  show: (step: Step) => void;
  pause: (seconds: number) => Promise<void>;
  /** The seconds a message is itself nothing but a pause; undefined for one that is shown. */
  pauseOf: (message: Message) => number | undefined;
  typing: () => TypingSettings;
};

export class Playback {
  #steps: Step[] = [];
  #played = new Set<string>();
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(readonly stage: Stage) {}

  /** Queues a step. A message that is waiting or was shown is renewed in place: its text may have grown. */
  push(step: Step): void {
    if (this.#stopped) return;
    if ("message" in step && this.#renew(step)) return;
    this.#steps.push(step);
    this.#running ??= this.#run();
  }

  /** Tells the playback what is on the page already. */
  markPlayed(ids: Iterable<string>): void {
    for (const id of ids) this.#played.add(id);
  }

  /** Resolves when all that was pushed has been shown. */
  async finished(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** Shows nothing any more. */
  stop(): void {
    this.#stopped = true;
    this.#steps = [];
  }

  #renew(step: Step & { message: Message }): boolean {
    const { id } = step.message;
    if (this.#played.has(id)) {
      if (this.stage.pauseOf(step.message) === undefined) this.stage.show(step);
      return true;
    }
    const at = this.#steps.findIndex((waiting) => "message" in waiting && waiting.message.id === id);
    if (at >= 0) this.#steps[at] = step;
    return at >= 0;
  }

  async #run(): Promise<void> {
    for (let next = this.#steps[0]; next; next = this.#steps[0]) {
      await this.stage.pause(this.#secondsBefore(next));
      // While it "typed", the message may have grown.
      const step = this.#steps.shift();
      if (!step) break;
      if ("message" in step) this.#played.add(step.message.id);
      if (!("message" in step) || this.stage.pauseOf(step.message) === undefined) this.stage.show(step);
      if (this.#steps.length > 0) await this.stage.pause(this.stage.typing().between_seconds ?? 0);
    }
    this.#running = null;
  }

  #secondsBefore(step: Step): number {
    if (!("message" in step)) return 0;
    const { pauseOf, typing } = this.stage;
    return pauseOf(step.message) ?? typingSeconds(step.message, typing(), this.#played.size === 0);
  }
}
