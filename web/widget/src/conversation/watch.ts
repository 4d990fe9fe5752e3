/** Looks again at a conversation that may go on without the visitor: a timer, a webhook, work in progress. */
import type { Turn } from "../protocol/wire.ts";
import type { Outside } from "./conversation.ts";

const FIRST = 1;
const LONGEST = 15;
/** After the moment itself the server needs a breath to record it. */
const GRACE = 0.4;
/** Browsers count a timer's milliseconds in 31 bits. */
const LATEST = 2_147_000;

export class Watch {
  #cancel: (() => void) | null = null;
  #turn: Turn | null = null;
  #looks = 0;

  constructor(
    readonly outside: Pick<Outside, "isPolled" | "later" | "now" | "patience">,
    readonly look: () => void,
  ) {}

  /** Watches over `turn` if anything but the visitor can end it. */
  over(turn: Turn): void {
    if (turn.seq !== this.#turn?.seq) this.#looks = 0;
    this.stop();
    this.#turn = turn;
    this.again();
  }

  /** Plans the next look, later each time. */
  again(): void {
    const seconds = this.#turn && this.#secondsUntil(this.#turn);
    if (seconds === null) return;
    this.#looks += 1;
    this.#cancel = this.outside.later(seconds, this.look);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #secondsUntil(turn: Turn): number | null {
    const { input } = turn;
    const moment = input?.until ?? input?.expires;
    const isOpen = turn.status === "working" || (input && this.outside.isPolled(input));
    if (!moment && !isOpen) return null;
    const left = moment ? (Date.parse(moment) - this.outside.now()) / 1000 + GRACE : 0;
    if (left > 0) return Math.min(left, LATEST);
    return Math.min(LONGEST, FIRST * 1.5 ** this.#looks) * (0.8 + 0.4 * this.outside.patience.random());
  }
}
