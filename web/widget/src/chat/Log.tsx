/** Everything said so far, in groups by speaker, and what is asked right after it. */
import type { ComponentChildren } from "preact";
import { type BotEntry, type Entry, type View, type VisitorEntry } from "../conversation/view.ts";
import { showMoment } from "../parts/moments.ts";
import { Dots } from "../parts/Dots.tsx";
import { titleOf } from "../protocol/wire.ts";
import { Avatar } from "./Avatar.tsx";
import { useChat } from "./Chat.ts";
import { isShown, lookOfAsk, lookOfMessage } from "./looks.ts";

type Group = { key: string; bot: BotEntry[] } | VisitorEntry;

/** Puts what the bot says in one go together; what has nothing to show is left out. */
const groupsOf = (entries: readonly Entry[]): Group[] => {
  const groups: Group[] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (entry.kind === "visitor") {
      if (entry.shown) groups.push(entry);
    } else if (isShown(entry.message)) {
      if (last && "bot" in last) last.bot.push(entry);
      else groups.push({ key: `group-${entry.key}`, bot: [entry] });
    }
  }
  return groups;
};

const Said = ({ entry }: { entry: BotEntry }) => {
  const Shown = lookOfMessage(entry.message)?.View;
  return Shown ? <Shown message={entry.message} /> : null;
};

const Answer = ({ entry }: { entry: VisitorEntry }) => {
  const { words, locale, conversation } = useChat();
  if (entry.ask) {
    const look = lookOfAsk(entry.ask);
    if ("View" in look && look.Answered) return <look.Answered ask={entry.ask} entry={entry} />;
  }
  const avatar = conversation.view.flow.theme?.visitor_avatar;
  return (
    <div class="yours">
      <div class="bubble you" dir="auto">
        <span class="unseen">{words.you} </span>
        {showMoment(entry.shown, locale)}
      </div>
      {avatar?.shown && avatar.url && <Avatar address={avatar.url} name="" />}
    </div>
  );
};

const BotGroup = ({ entries, isTyping }: { entries: readonly BotEntry[]; isTyping: boolean }) => {
  const { conversation } = useChat();
  const { flow } = conversation.view;
  const avatar = flow.theme?.bot_avatar;
  return (
    <div class="group">
      {avatar?.shown !== false && <Avatar address={avatar?.url} name={titleOf(flow)} />}
      <div class="said">
        {entries.map((entry) => (
          <Said key={entry.key} entry={entry} />
        ))}
        {isTyping && <Dots />}
      </div>
    </div>
  );
};

export const Log = ({ view, children }: { view: View; children?: ComponentChildren }) => {
  const { words } = useChat();
  const groups = groupsOf(view.entries);
  const last = groups.at(-1);
  const isTyping = view.phase === "busy" && view.trouble === null;
  const botIsLast = last !== undefined && "bot" in last;
  return (
    <div class="column">
      <div class="messages" role="log" aria-live="polite" aria-label={words.messages}>
        {groups.map((group) =>
          "bot" in group ? (
            <BotGroup key={group.key} entries={group.bot} isTyping={isTyping && group === last} />
          ) : (
            <Answer key={group.key} entry={group} />
          ),
        )}
        {isTyping && !botIsLast && <BotGroup key={`typing-${groups.length}`} entries={[]} isTyping />}
      </div>
      {children}
    </div>
  );
};
