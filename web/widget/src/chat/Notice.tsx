/** How the conversation stands when nothing is asked: ended, failed, gone, or cut off from the server. */
import type { View } from "../conversation/view.ts";
import { Icon } from "../parts/Icon.tsx";
import { useChat } from "./Chat.ts";

/** Trouble with the connection, said once and politely. */
export const TroubleNotice = ({ view }: { view: View }) => {
  const { words, conversation } = useChat();
  return (
    <div class={view.trouble ? "trouble" : ""} role="status">
      {view.trouble && (
        <>
          <Icon name="alert" size={18} />
          <span>{words[view.trouble]}</span>
          {view.trouble === "stuck" && (
            <button type="button" class="quiet" onClick={() => void conversation.retry()}>
              {words.tryAgain}
            </button>
          )}
        </>
      )}
    </div>
  );
};

const wordsFor = ({ phase, notice, flow }: View, words: ReturnType<typeof useChat>["words"]): string => {
  const own = flow.settings?.messages;
  if (phase === "ended") return words.ended;
  if (phase === "failed") return own?.failed || words.failed;
  if (notice === "expired") return own?.expired || words.expired;
  return own?.closed || notice || words.closed;
};

export const OverNotice = ({ view, canRestart }: { view: View; canRestart: boolean }) => {
  const { words, conversation } = useChat();
  if (view.phase !== "ended" && view.phase !== "failed" && view.phase !== "closed") return null;
  return (
    <div class="over" role="status">
      <p>{wordsFor(view, words)}</p>
      {canRestart && (
        <button type="button" class="option" onClick={() => void conversation.restart()}>
          <Icon name="again" size={18} />
          {words.startAgain}
        </button>
      )}
    </div>
  );
};
