/** Addresses from the server, checked before they are used: nothing that could run ever becomes a link or a frame. */

/** The absolute address of a picture, film or page; "" for anything but http(s). */
export const webAddress = (address: string | undefined, base: URL): string => {
  if (!address || !URL.canParse(address, base.href)) return "";
  const { href } = new URL(address, base);
  return /^https?:/.test(href) ? href : "";
};

/** The same for links in a text, where writing a mail or calling is harmless too. */
export const linkAddress = (address: string | undefined, base: URL): string =>
  address && /^(mailto|tel):/i.test(address) ? address : webAddress(address, base);

export const hostOf = (address: string): string => new URL(address).host.replace(/^www\./, "");

/**
 * What a framed page may do. One from our own origin never gets that origin: with scripts allowed as well it could
 * take its own sandbox away.
 */
export const sandboxFor = (address: string, page: string, base: URL): string => {
  const { origin } = new URL(address);
  const usual = "allow-scripts allow-forms allow-popups allow-presentation";
  return origin === page || origin === base.origin ? usual : `${usual} allow-same-origin`;
};
