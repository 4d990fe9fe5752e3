/** Pictures to choose from: one tap, or several with a confirmation. */
import { type AskProps, askLook } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import { webAddress } from "../parts/address.ts";
import { type Choosable, ChoiceList, type ChoosingAsk } from "../parts/ChoiceList.tsx";
import { Icon } from "../parts/Icon.tsx";

type Item = Choosable & { image?: string };

const View = (props: AskProps<ChoosingAsk<Item>>) => {
  const { base } = useChat();
  const face = ({ id, image, label, description }: Item) => {
    const source = webAddress(image, base);
    return (
      <>
        {source ? (
          <img src={source} alt={label ? "" : id} referrerpolicy="no-referrer" />
        ) : (
          <Icon name="picture" size={28} />
        )}
        <span class="caption" dir="auto">
          {label}
          <small>{description}</small>
        </span>
      </>
    );
  };
  return <ChoiceList {...props} listClass="pictures" itemClass="option tile" face={face} />;
};

askLook<ChoosingAsk<Item>>("picture", { View });
