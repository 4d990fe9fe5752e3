/** The server's words, with what stands between backticks as code. */
export const Marked = ({ text }: { text: string }) =>
  text.split("`").map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
