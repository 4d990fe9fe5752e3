/** Return the nonce that the server gave this page; only style elements that carry it are let in. */
export const styleNonce = (): string => {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  return meta?.nonce || meta?.content || "";
};
