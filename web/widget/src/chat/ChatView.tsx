/** One chat: header, messages, the question, and the line at the foot. The same in every kind of embed. */
import { useRef } from "preact/hooks";
import { type Question, type View } from "../conversation/view.ts";
import { Icon } from "../parts/Icon.tsx";
import { isText, titleOf } from "../protocol/wire.ts";
import { fill } from "../words/words.ts";
import { AskHost, isDocked } from "./AskHost.tsx";
import { useChat } from "./Chat.ts";
import { Header } from "./Header.tsx";
import { Log } from "./Log.tsx";
import { LanguageSwitch } from "./Restart.tsx";
import { OverNotice, TroubleNotice } from "./Notice.tsx";
import { type Eagerness, useFocus } from "./useFocus.ts";
import { useSticky } from "./useSticky.ts";

type Props = {
  view: View;
  hasHeader: boolean;
  canRestart: boolean;
  eagerness: Eagerness;
  onClose?: (() => void) | undefined;
};

/** The id of what was last said: it names the control that answers it. */
const questionId = ({ entries }: View): string => {
  const last = entries.findLast((entry) => entry.kind === "bot" && isText(entry.message));
  return last ? `said-${last.key}` : "chat-name";
};

/** The docked question; the last one stays while the bot talks, so that its field keeps its place. */
const useDocked = ({ question, phase }: View): Question | null => {
  const last = useRef<Question | null>(null);
  if (question) last.current = isDocked(question) ? question : null;
  else if (phase !== "busy") last.current = null;
  return last.current;
};

const Foot = ({ view, isFrameless }: { view: View; isFrameless: boolean }) => {
  const { words } = useChat();
  return (
    <footer class="foot">
      {isFrameless && <LanguageSwitch view={view} />}
      <span>{words.stored}</span>
      {view.flow.settings?.branding !== false && <span>{fill(words.madeWith, { name: "DialogKit" })}</span>}
    </footer>
  );
};

export const ChatView = ({ view, hasHeader, canRestart, eagerness, onClose }: Props) => {
  const { words } = useChat();
  const area = useRef<HTMLElement>(null);
  const { box, isBehind, catchUp, onScroll } = useSticky(view.entries.length + (view.question ? 0.5 : 0));
  const docked = useDocked(view);
  const { question, flow } = view;
  const onUse = useFocus(area, question?.key ?? "", eagerness);
  const labelledBy = questionId(view);
  return (
    <section
      class={flow.theme?.background?.type === "image" ? "chat pictured" : "chat"}
      ref={area}
      onKeyDown={onUse}
      onPointerDown={onUse}
      aria-labelledby="chat-name"
    >
      <span class="unseen" id="chat-name">
        {fill(words.chatWith, { name: titleOf(flow) })}
      </span>
      {hasHeader && <Header view={view} isPage={!onClose} onClose={onClose} canRestart={canRestart} />}
      <div class="scroll" ref={box} onScroll={onScroll} tabIndex={0} role="region" aria-label={words.messages}>
        <Log view={view}>
          {question && !isDocked(question) && <AskHost question={question} isBusy={false} labelledBy={labelledBy} />}
          <OverNotice view={view} canRestart={canRestart} />
        </Log>
      </div>
      {isBehind && (
        <button type="button" class="confirm newest" onClick={catchUp}>
          <Icon name="down" size={18} />
          {words.newest}
        </button>
      )}
      <div class="dock">
        <TroubleNotice view={view} />
        {docked && <AskHost key="dock" question={docked} isBusy={question === null} labelledBy={labelledBy} />}
      </div>
      <Foot view={view} isFrameless={!hasHeader && canRestart} />
    </section>
  );
};
