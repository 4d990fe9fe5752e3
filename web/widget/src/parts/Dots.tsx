/** The bot is typing. Nothing is announced: the message itself will be. */
export const Dots = () => (
  <div class="bubble dots" aria-hidden="true">
    <i />
    <i />
    <i />
  </div>
);
