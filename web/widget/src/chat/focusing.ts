/** Where Tab stops, and how it goes round within a floating chat; Escape, which closes it, is always the way out. */
const isStop = (element: HTMLElement): boolean =>
  element.tabIndex >= 0 && !element.matches(":disabled") && element.checkVisibility();

export const stopsIn = (frame: HTMLElement): HTMLElement[] =>
  [...frame.querySelectorAll<HTMLElement>("*")].filter(isStop);

export const keepFocusInside = (event: KeyboardEvent, frame: HTMLElement | null): void => {
  if (event.key !== "Tab" || !frame) return;
  const stops = stopsIn(frame);
  const [first, last] = [stops[0], stops.at(-1)];
  const active = (frame.getRootNode() as ShadowRoot).activeElement;
  // The frame itself has the focus right after it has opened, before its first stop.
  const isAtEdge = event.shiftKey ? active === first || active?.matches("[tabindex='-1']") : active === last;
  if (!isAtEdge) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
};
