/**
 * Moves the focus to the next control after an answer given here, and never away from the page around the chat.
 *
 * A phone's keyboard is not called up by a tap on a button; and a chat that has just appeared takes no focus.
 */
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

const CONTROLS = "input:not([type=file]):not(:disabled),textarea,button:not([tabindex='-1']),select";

/** What has the focus on the page; the host element stands for all that is inside of it. */
const isFree = (root: ShadowRoot): boolean => {
  const active = document.activeElement;
  return !active || active === document.body || active === root.host;
};

const TYPED = "input:not([type=checkbox]),textarea";

/** What a chat that nobody has touched yet may give the focus to. */
export type Eagerness = "anything" | "fields" | "nothing";

export const useFocus = (area: RefObject<HTMLElement>, key: string, eagerness: Eagerness): void => {
  const usedKeys = useRef(false);
  const hasAnswered = useRef(false);
  useEffect(() => {
    const { current } = area;
    const onKey = (): void => {
      hasAnswered.current = usedKeys.current = true;
    };
    const onPointer = (): void => {
      hasAnswered.current = true;
      usedKeys.current = false;
    };
    current?.addEventListener("keydown", onKey);
    current?.addEventListener("pointerdown", onPointer);
    return () => {
      current?.removeEventListener("keydown", onKey);
      current?.removeEventListener("pointerdown", onPointer);
    };
  }, []);
  useEffect(() => {
    const root = area.current?.getRootNode();
    const wish = hasAnswered.current ? "anything" : eagerness;
    if (!key || wish === "nothing" || !(root instanceof ShadowRoot) || !isFree(root)) return;
    const ask = root.querySelector<HTMLElement>(".ask");
    if (!ask || ask.contains(root.activeElement)) return;
    const control = [...ask.querySelectorAll<HTMLElement>(CONTROLS)].find((one) => one.tabIndex >= 0);
    if (wish === "fields" && !control?.matches(TYPED)) return;
    const isTouch = matchMedia("(pointer: coarse)").matches && !usedKeys.current;
    const target = !control || (isTouch && control.matches(TYPED)) ? ask : control;
    target.focus({ preventScroll: target === ask });
  }, [key]);
};
