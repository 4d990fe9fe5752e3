/** How far away the view of the canvas is. Each step shows less, in wider lines. */
export type Distance = "near" | "far" | "farther" | "farthest";

/** Below this, cards show only titles and bars. */
const FAR = 0.5;
const FARTHER = 0.25;
/** Below this no title can be read. */
const FARTHEST = 0.18;

export const distanceOf = (zoom: number): Distance => {
  if (zoom >= FAR) return "near";
  if (zoom >= FARTHER) return "far";
  return zoom >= FARTHEST ? "farther" : "farthest";
};
