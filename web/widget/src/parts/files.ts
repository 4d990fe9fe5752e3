/** Which files a question takes: checked here for the visitor's sake, and again by the server. */
export type FileLimits = { accept?: string[]; max_mb?: number; max_files?: number; multiple?: boolean };

const MEGABYTE = 1_000_000;

export const mostBytes = ({ max_mb: most }: FileLimits): number => (most ?? Infinity) * MEGABYTE;

export const mostFiles = ({ multiple, max_files: most }: FileLimits): number => (multiple ? (most ?? Infinity) : 1);

/** Tells whether a file is of a kind the question takes: `image/*`, `application/pdf` or `.pdf`. */
export const isAccepted = (file: Pick<File, "name" | "type">, accept: readonly string[] = []): boolean =>
  accept.length === 0 ||
  accept.some((kind) => {
    const wanted = kind.trim().toLowerCase();
    if (wanted === "*" || wanted === "*/*") return true;
    if (wanted.startsWith(".")) return file.name.toLowerCase().endsWith(wanted);
    if (wanted.endsWith("/*")) return file.type.toLowerCase().startsWith(wanted.slice(0, -1));
    return file.type.toLowerCase() === wanted;
  });

/** The kinds a question takes, as people write them: "Image, PDF". */
export const kindsInWords = (accept: readonly string[] = []): string => {
  const words = accept.map((kind) => {
    const [family = "", type = family] = kind.trim().split("/");
    return type === "*" ? family.charAt(0).toUpperCase() + family.slice(1) : type.replace(/^\W+/, "").toUpperCase();
  });
  return [...new Set(words)].filter((word) => /^\w/.test(word)).join(", ");
};
