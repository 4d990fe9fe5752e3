/** What a new flow may begin as: empty, or one of the examples, each with a picture of its cards. */
import { useQuery } from "@tanstack/react-query";
import { IconPlus } from "@tabler/icons-react";
import { lazy, Suspense } from "react";
import type { ReactNode } from "react";

import { examplesQuery } from "../api/queries.ts";
import type { Example } from "../api/types.ts";
import { Button } from "../design/Button.tsx";
import { ChoiceCard } from "../design/ChoiceCard.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { useWords } from "../words/useWords.ts";
import css from "./ExampleGallery.module.css";

type Props = { chosen: Example | null; choose: (example: Example | null) => void };

const ExamplePicture = lazy(async () => ({ default: (await import("./ExamplePicture.tsx")).ExamplePicture }));

export const ExampleGallery = ({ chosen, choose }: Props) => {
  const { t } = useWords();
  const examples = useQuery(examplesQuery);
  return (
    <fieldset className={css.gallery}>
      <legend className={css.legend}>{t("flows.begin")}</legend>
      <ChoiceCard
        group="begin"
        name={t("flows.blank")}
        about={t("flows.blankText")}
        chosen={chosen === null}
        choose={() => {
          choose(null);
        }}
      >
        <Ground>
          <IconPlus size={24} stroke={1.5} className={css.plus} aria-hidden />
        </Ground>
      </ChoiceCard>
      {examples.data?.map((example) => (
        <ChoiceCard
          key={example.id}
          group="begin"
          name={example.name}
          about={example.about}
          chosen={chosen?.id === example.id}
          choose={() => {
            choose(example);
          }}
        >
          <Ground>
            <Suspense fallback={<Skeleton width="100%" height={88} />}>
              <ExamplePicture flow={example.document} />
            </Suspense>
          </Ground>
        </ChoiceCard>
      ))}
      {examples.isPending && <Waiting />}
      {examples.isError && (
        <p className={css.failed} role="alert">
          {t("flows.examplesFailed")}
          <Button size="small" onClick={() => void examples.refetch()}>
            {t("actions.retry")}
          </Button>
        </p>
      )}
    </fieldset>
  );
};

const Ground = ({ children }: { children: ReactNode }) => <span className={css.ground}>{children}</span>;

const Waiting = () => {
  const { t } = useWords();
  return (
    <>
      <span className="visually-hidden" role="status">
        {t("loading")}
      </span>
      {Array.from({ length: 5 }, (_, index) => (
        <Skeleton key={index} width="100%" height={168} round={10} />
      ))}
    </>
  );
};
