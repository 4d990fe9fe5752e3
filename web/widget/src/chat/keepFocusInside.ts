/** Lets Tab go round within a floating chat; Escape, which closes it, is always the way out. */
const STOPS = "a[href],button,input,textarea,select,video,audio,iframe,[tabindex='0']";

const isStop = (element: HTMLElement): boolean =>
  element.tabIndex >= 0 && !element.matches(":disabled") && element.checkVisibility();

export const keepFocusInside = (event: KeyboardEvent, frame: HTMLElement | null): void => {
  if (event.key !== "Tab" || !frame) return;
  const stops = [...frame.querySelectorAll<HTMLElement>(STOPS)].filter(isStop);
  const [first, last] = [stops[0], stops.at(-1)];
  const active = (frame.getRootNode() as ShadowRoot).activeElement;
  // The frame itself has the focus right after it has opened, before its first stop.
  const isAtEdge = event.shiftKey ? active === first || active?.matches("[tabindex='-1']") : active === last;
  if (!isAtEdge) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
};
