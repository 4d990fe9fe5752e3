/** Shows the present question with the look of its type, its refusal beneath, and a way to skip it. */
import type { Question } from "../conversation/view.ts";
import { Fault } from "../parts/Fault.tsx";
import type { Input } from "../protocol/wire.ts";
import { useChat } from "./Chat.ts";
import { FieldAsk } from "./FieldAsk.tsx";
import { lookOfAsk } from "./looks.ts";

/** Tells whether a question stands at the foot of the chat rather than after the messages. */
export const isDocked = ({ ask }: Question): boolean => {
  const look = lookOfAsk(ask);
  return "field" in look || look.place === "dock";
};

export const AskHost = ({
  question,
  isBusy,
  labelledBy,
}: {
  question: Question;
  isBusy: boolean;
  labelledBy: string;
}) => {
  const chat = useChat();
  const { ask, key, initial, refusal } = question;
  const look = lookOfAsk(ask);
  const aria = { "aria-labelledby": labelledBy, "aria-describedby": refusal ? "refusal" : undefined };
  const answer = (input: Input, shown: string, draft?: string): void => {
    void chat.conversation.answer(input, shown, draft);
  };
  return (
    <div class="ask" tabIndex={-1}>
      {"field" in look ? (
        <FieldAsk field={look.field(ask, chat)} question={question} isBusy={isBusy} answer={answer} aria={aria} />
      ) : (
        <look.View key={key} ask={ask} initial={initial} refusal={refusal} answer={answer} aria={aria} />
      )}
      <Fault text={refusal} id="refusal" />
      {ask.optional && !isBusy && (
        <button
          type="button"
          class="quiet skip"
          onClick={() => {
            answer({ type: "skip" }, "");
          }}
        >
          {chat.words.skip}
        </button>
      )}
    </div>
  );
};
