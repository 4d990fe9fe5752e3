/** The small pure parts: addresses, files, bounds, moments. */
import { describe, expect, it } from "vitest";
import { english } from "../words/english.ts";
import { linkAddress, sandboxFor, webAddress } from "./address.ts";
import { boundsInWords, matches } from "./choosing.ts";
import { isAccepted, kindsInWords } from "./files.ts";
import { showMoment } from "./moments.ts";

const base = new URL("https://chat.example/");

describe("addresses", () => {
  it.each(["javascript:alert(1)", " jAvascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", ""])(
    "never leads to %s",
    (address) => {
      expect(webAddress(address, base)).toBe("");
      expect(linkAddress(address, base)).toBe("");
    },
  );

  it("resolves what the server gives relative to itself", () => {
    expect(webAddress("/api/v1/files/a.png", base)).toBe("https://chat.example/api/v1/files/a.png");
    expect(linkAddress("mailto:ada@example.org", base)).toBe("mailto:ada@example.org");
  });

  it("never lets a framed page of our own origin out of its sandbox", () => {
    expect(sandboxFor("https://chat.example/x", "https://host.example", base)).not.toContain("allow-same-origin");
    expect(sandboxFor("https://host.example/x", "https://host.example", base)).not.toContain("allow-same-origin");
    expect(sandboxFor("https://maps.example/x", "https://host.example", base)).toContain("allow-same-origin");
  });
});

describe("files", () => {
  it.each([
    ["photo.JPG", "image/jpeg", ["image/*"], true],
    ["paper.PDF", "", [".pdf"], true],
    ["paper.pdf", "application/pdf", ["application/pdf"], true],
    ["run.exe", "application/x-msdownload", ["image/*", ".pdf"], false],
    ["anything", "", [], true],
    ["anything", "", ["*/*"], true],
  ])("%s of type %s among %j: %s", (name, type, accept, expected) => {
    expect(isAccepted({ name, type }, accept)).toBe(expected);
  });

  it("are named by kind as people do", () => {
    expect(kindsInWords(["image/*", ".pdf", "application/pdf", "*/*"])).toBe("Image, PDF");
  });
});

describe("choosing", () => {
  it.each([
    [{}, ""],
    [{ min: 2 }, "At least 2"],
    [{ min: 0, max: 3 }, "At most 3"],
    [{ min: 1, max: 3 }, "From 1 to 3"],
    [{ min: -5, max: 0 }, "From -5 to 0"],
  ])("%j is said as “%s”", (bounds, expected) => {
    expect(boundsInWords(bounds, english)).toBe(expected);
  });

  it("finds by what is typed, case and accents aside", () => {
    expect(matches("orleans", "Orléans")).toBe(true);
    expect(matches(" ÉCOLE", "ecole")).toBe(true);
    expect(matches("x", "Orléans")).toBe(false);
  });
});

describe("moments", () => {
  it.each([
    ["2026-03-14", "14 March 2026"],
    ["2026-03-14 to 2026-03-20", "14 March 2026 – 20 March 2026"],
    ["14:30", "14:30"],
    ["from here to there", "from here to there"],
    ["2026-03-14 or so", "2026-03-14 or so"],
    ["2026-99-99", "2026-99-99"],
    ["", ""],
  ])("%s is shown as %s", (shown, expected) => {
    expect(showMoment(shown, "en-GB")).toBe(expected);
  });

  it("has its time with it where there is one", () => {
    expect(showMoment("2026-03-14T10:00", "en-GB")).toMatch(/^14 March 2026\D+10:00$/);
  });
});
