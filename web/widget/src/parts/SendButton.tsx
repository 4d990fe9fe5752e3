/** The button that sends: an arrow, or the author's words. */
import { useChat } from "../chat/Chat.ts";
import { Icon } from "./Icon.tsx";

type Props = { label: string | undefined; disabled?: boolean; onClick?: () => void };

/** The square button at the end of a field. */
export const SendButton = ({ label, disabled = false, onClick }: Props) => {
  const { words } = useChat();
  return (
    <button
      type={onClick ? "button" : "submit"}
      class={label ? "send worded" : "send"}
      aria-disabled={disabled}
      aria-label={label ? undefined : words.send}
      onClick={onClick}
    >
      {label ?? <Icon name="send" />}
    </button>
  );
};

/** The wide button below a choice that takes more than one tap. */
export const ConfirmButton = ({ label, disabled = false, onClick }: Props) => {
  const { words } = useChat();
  return (
    <button type={onClick ? "button" : "submit"} class="confirm" aria-disabled={disabled} onClick={onClick}>
      {label ?? words.send}
    </button>
  );
};
