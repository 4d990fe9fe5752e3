/**
 * The one font the widget ships, fetched as bytes: a page's `font-src` has no say in those, and the page's own fonts
 * are not touched, as its name is ours.
 */
import interAddress from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";

export const OWN_FONT = "DialogKit Inter";

let loading: Promise<void> | undefined;

const load = async (): Promise<void> => {
  const response = await fetch(interAddress);
  const face = new FontFace(OWN_FONT, await response.arrayBuffer(), { weight: "100 900" });
  document.fonts.add(await face.load());
};

/** Loads the font once; without it the system's own serves. */
export const loadOwnFont = (): Promise<void> => (loading ??= load().catch(() => undefined));
