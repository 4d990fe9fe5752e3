/** Return the id of an exit on the canvas, which is the id of its edge too. */
export const portId = (block: string, handle: string): string => `${block} ${handle}`;
