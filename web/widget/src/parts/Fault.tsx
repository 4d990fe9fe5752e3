/** What is wrong, in words, beneath what it concerns; said aloud when it appears. */
import { Icon } from "./Icon.tsx";

export const Fault = ({ text, id }: { text: string; id?: string }) => (
  <div class="fault" role="alert" id={id}>
    {text && (
      <>
        <Icon name="alert" size={16} />
        <span dir="auto">{text}</span>
      </>
    )}
  </div>
);
