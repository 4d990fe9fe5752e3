/** The problems the server's check found, counted and sorted for the places where they are shown. */

export type Severity = "error" | "warning";

export type Problem = {
  code: string;
  severity: Severity;
  message: string;
  node?: string | null;
  block?: string | null;
  field?: string | null;
  fix?: string | null;
};

export type Count = { errors: number; warnings: number };

/** Count `problems` by severity. */
export const countProblems = (problems: readonly Problem[]): Count => {
  const errors = problems.filter((problem) => problem.severity === "error").length;
  return { errors, warnings: problems.length - errors };
};

/** Group the problems by the card they are shown on; those of the whole flow are under "". */
export const problemsByCard = (problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> =>
  grouped(problems, (problem) => problem.node ?? problem.block ?? "");

/** Return the problems of one block, errors first. */
export const problemsOf = (problems: readonly Problem[], block: string): readonly Problem[] =>
  worstFirst(problems.filter((problem) => problem.block === block));

/** Return the problems with errors before warnings, otherwise in their order. */
export const worstFirst = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));

const grouped = <T>(all: readonly T[], key: (one: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
};
