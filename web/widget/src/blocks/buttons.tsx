/** Answers to choose from: one tap, several with a confirmation, or a long list that is searched. */
import { type AskProps, askLook } from "../chat/look.ts";
import { ChoiceList, type ChoosingAsk, labelOf } from "../parts/ChoiceList.tsx";
import { Combobox } from "../parts/Combobox.tsx";

const SHORT = 22;

const View = (props: AskProps<ChoosingAsk>) => {
  const { ask, answer, aria } = props;
  const isShort = ask.items.every((item) => labelOf(item).length <= SHORT);
  return ask.searchable && !ask.multiple ? (
    <Combobox
      items={ask.items.map((item) => ({ id: item.id, label: labelOf(item) }))}
      placeholder={ask.search_placeholder}
      aria={aria}
      onChoose={({ id, label }) => {
        answer({ type: "choice", items: [id] }, label);
      }}
    />
  ) : (
    <ChoiceList
      {...props}
      // Short answers stand two in a row, long ones have a row each.
      listClass={isShort ? "options short" : "options"}
      itemClass="option"
      face={(item) => <span>{labelOf(item)}</span>}
    />
  );
};

askLook<ChoosingAsk>("choice", { View });
