/** A quiet button that shows nothing but an icon; its words are for those who cannot see that. */
import { Icon, type IconName } from "./Icon.tsx";

type Props = { icon: IconName; label: string; onClick: () => void };

export const RoundButton = ({ icon, label, onClick }: Props) => (
  <button type="button" class="quiet round" aria-label={label} onClick={onClick}>
    <Icon name={icon} />
  </button>
);
