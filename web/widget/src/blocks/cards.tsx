/** Cards side by side, each with its own actions. */
import { useRef } from "preact/hooks";
import { type AskProps, askLook } from "../chat/look.ts";
import { useChat } from "../chat/Chat.ts";
import { webAddress } from "../parts/address.ts";
import { RoundButton } from "../parts/RoundButton.tsx";
import type { Ask } from "../protocol/wire.ts";

type Action = { id: string; label?: string };
type Card = { id: string; image?: string; label?: string; description?: string; actions?: Action[] };
type CardsAsk = Ask & { items: Card[] };

const Item = ({ card, onChoose }: { card: Card; onChoose: (action: Action) => void }) => {
  const { base } = useChat();
  const source = webAddress(card.image, base);
  return (
    <li class="card">
      {source && <img src={source} alt="" referrerpolicy="no-referrer" />}
      <div class="card-words" dir="auto">
        {card.label && <strong>{card.label}</strong>}
        {card.description && <p>{card.description}</p>}
      </div>
      {card.actions?.map((action) => (
        <button
          key={action.id}
          type="button"
          class="option"
          dir="auto"
          aria-label={[action.label, card.label].filter(Boolean).join(", ")}
          onClick={() => {
            onChoose(action);
          }}
        >
          {action.label}
        </button>
      ))}
    </li>
  );
};

const View = ({ ask, answer, aria }: AskProps<CardsAsk>) => {
  const { words } = useChat();
  const list = useRef<HTMLUListElement>(null);
  const turn = (direction: -1 | 1): void => {
    const forwards = list.current?.matches(":dir(rtl)") ? -1 : 1;
    list.current?.scrollBy({ left: direction * forwards * 256 });
  };
  return (
    <div class="cards" role="group" {...aria}>
      <ul ref={list}>
        {ask.items.map((card) => (
          <Item
            key={card.id}
            card={card}
            onChoose={({ id, label }) => {
              answer({ type: "choice", items: [id] }, [card.label, label].filter(Boolean).join(": "));
            }}
          />
        ))}
      </ul>
      {ask.items.length > 1 && (
        <div class="turners">
          <RoundButton
            icon="left"
            label={words.previous}
            onClick={() => {
              turn(-1);
            }}
          />
          <RoundButton
            icon="right"
            label={words.next}
            onClick={() => {
              turn(1);
            }}
          />
        </div>
      )}
    </div>
  );
};

askLook<CardsAsk>("cards", { View });
