/** Return the variable that an expression between braces begins with: `name | upcase` speaks of `name`. */
export const firstName = (expression: string): string =>
  /^[\p{L}\p{N}_ -]+?(?=\s*(?:[|.[]|$))/u.exec(expression)?.[0] ?? expression;
