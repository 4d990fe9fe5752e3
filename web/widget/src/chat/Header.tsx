/** Who one talks with, how far one has come, and the ways out: another language, start again, close. */
import type { View } from "../conversation/view.ts";
import { RoundButton } from "../parts/RoundButton.tsx";
import { titleOf } from "../protocol/wire.ts";
import { Avatar } from "./Avatar.tsx";
import { useChat } from "./Chat.ts";
import { LanguageSwitch, RestartButton } from "./Restart.tsx";

type Props = {
  view: View;
  /** The chat is all of its page, so its name is the page's heading. */
  isPage: boolean;
  canRestart: boolean;
  onClose?: (() => void) | undefined;
};

const Progress = ({ view }: { view: View }) => {
  const { words } = useChat();
  const { progress, flow } = view;
  if (!flow.theme?.progress?.shown) return null;
  const share = Math.round(100 * Math.min(1, Math.max(0, progress ?? 0)));
  return (
    <div
      class={flow.theme.progress.position === "bottom" ? "progress bottom" : "progress"}
      role="progressbar"
      aria-label={words.progress}
      aria-valuenow={share}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <i style={{ width: `${share}%` }} />
    </div>
  );
};

export const Header = ({ view, isPage, onClose, canRestart }: Props) => {
  const { words } = useChat();
  const { flow } = view;
  const title = titleOf(flow);
  const description = flow.settings?.metadata?.description;
  const Name = isPage ? "h1" : "strong";
  const begun = view.phase !== "idle" && view.phase !== "closed";
  return (
    <header class="head">
      <Avatar address={flow.theme?.bot_avatar?.url ?? flow.settings?.metadata?.icon} name={title} />
      <div class="names" dir="auto">
        <Name>{title}</Name>
        {description && <span>{description}</span>}
      </div>
      {canRestart && begun && (
        <>
          <LanguageSwitch view={view} />
          <RestartButton view={view} />
        </>
      )}
      {onClose && <RoundButton icon="down" label={words.close} onClick={onClose} />}
      <Progress view={view} />
    </header>
  );
};
