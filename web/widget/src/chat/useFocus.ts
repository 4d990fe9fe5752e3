/**
 * Moves the focus to the next control after an answer given here, and never away from the page around the chat.
 *
 * A phone's keyboard is not called up by a tap on a button; and a chat that has just appeared takes no focus.
 */
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { stopsIn } from "./focusing.ts";

/** What has the focus on the page; the host element stands for all that is inside of it. */
const isFree = (root: ShadowRoot): boolean => {
  const active = document.activeElement;
  return !active || active === document.body || active === root.host;
};

const TYPED = "input:not([type=checkbox]),textarea";

/** What a chat that nobody has touched yet may give the focus to. */
export type Eagerness = "anything" | "fields" | "nothing";

/** Follows the question `key` with the focus; returns what is to hear of every key and touch in the area. */
export const useFocus = (area: RefObject<HTMLElement>, key: string, eagerness: Eagerness): ((event: Event) => void) => {
  /** What the visitor used last: "keydown", "pointerdown" or, as yet, nothing. */
  const used = useRef("");
  useEffect(() => {
    const root = area.current?.getRootNode();
    const wish = used.current ? "anything" : eagerness;
    if (!key || wish === "nothing" || !(root instanceof ShadowRoot) || !isFree(root)) return;
    const ask = root.querySelector<HTMLElement>(".ask");
    if (!ask || ask.contains(root.activeElement)) return;
    const [control] = stopsIn(ask);
    if (wish === "fields" && !control?.matches(TYPED)) return;
    const isTouch = matchMedia("(pointer: coarse)").matches && used.current !== "keydown";
    const target = !control || (isTouch && control.matches(TYPED)) ? ask : control;
    target.focus({ preventScroll: target === ask });
  }, [key]);
  return ({ type }) => {
    used.current = type;
  };
};
