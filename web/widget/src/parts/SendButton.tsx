/** The button that sends: an arrow at the end of a field, or words; the author's, where there are some. */
import { useChat } from "../chat/Chat.ts";
import { Icon } from "./Icon.tsx";

type Props = {
  label: string | undefined;
  disabled: boolean;
  /** The square one at the end of a field, rather than the wide one below a choice. */
  square?: boolean;
  /** Absent where its form sends. */
  onClick?: () => void;
};

export const SendButton = ({ label, disabled, square, onClick }: Props) => {
  const { words } = useChat();
  return (
    <button
      type={onClick ? "button" : "submit"}
      class={square ? (label ? "send worded" : "send") : "confirm"}
      aria-disabled={disabled}
      aria-label={label ?? words.send}
      onClick={onClick}
    >
      {label ?? (square ? <Icon name="send" /> : words.send)}
    </button>
  );
};
