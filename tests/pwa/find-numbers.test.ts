import { describe, expect, it } from "vitest";
import { detect } from "../../pwa/src/offline/carriers";
import { findInText, readCode } from "../../pwa/src/offline/find-numbers";

const origin = "https://parcels.example";
const read = (text: string, known: string[] = []) =>
  readCode(text, detect, (number) => known.includes(number), origin);
const find = (text: string) => findInText(text, detect, origin);

describe("What a code on a label says", () => {
  it.each([
    ["a number with a check digit that fits", "1Z999AA10123456784", "1Z999AA10123456784", true],
    ["small letters and blanks", "1z 999 aa1 0123456784", "1Z999AA10123456784", true],
    ["the sign of the symbology in front", "]C11Z999AA10123456784", "1Z999AA10123456784", true],
    [
      "a number among fields of ISO 15434",
      "[)>\u001e01\u001d1Z999AA10123456784\u001dUPSN",
      "1Z999AA10123456784",
      true,
    ],
    ["a number in a link", "https://shop.example/follow?no=RR123456785DE&lang=de", "RR123456785DE", true],
    ["a number that no carrier issues", "SHOP-000123456", "SHOP000123456", false],
    ["a shipping unit's number in brackets", "(00)340123450000000017", "00340123450000000017", true],
  ])("%s", (_, text, number, sure) => {
    expect(read(text)).toEqual({ kind: "number", number, sure });
  });

  it("A number that the device knows is sure, whoever issued it", () => {
    expect(read("SHOP000123456", ["SHOP000123456"])).toMatchObject({ sure: true });
  });

  it("The link of a parcel of this service leads to the parcel; that of another host does not", () => {
    expect(read(`${origin}/s/aB3-_x`)).toEqual({ kind: "link", token: "aB3-_x" });
    expect(read("https://other.example/s/aB3-_x")).toBeNull();
    expect(read(`${origin}.evil.example/s/aB3`)).toBeNull();
  });

  it.each([
    "",
    " ",
    "hello",
    "https://shop.example/",
    "12",
    "\u0000\u0001",
    "A".repeat(5000),
    "https://%",
    "¿?",
  ])("%j is no number", (text) => {
    expect(read(text)).toBeNull();
  });
});

describe("Numbers in a text of words", () => {
  it("Takes the number and leaves the rest: order, telephone, date", () => {
    const mail = "Order 4711 of 2026-03-02 went out as 1Z999AA10123456784. Questions? 030 555 0100";
    expect(find(mail)).toEqual({ numbers: ["1Z999AA10123456784"], tokens: [] });
  });

  it("Puts groups of figures together", () => {
    expect(find("UPS: 1Z 999 AA1 01 2345 6784, thanks").numbers).toEqual(["1Z999AA10123456784"]);
  });

  it("Finds several, each once, also in links", () => {
    const text = "RR123456785DE and https://post.example/?id=RR123456785DE, then 1Z999AA10123456784";
    expect(find(text).numbers).toEqual(["RR123456785DE", "1Z999AA10123456784"]);
  });

  it("Finds the links to parcels of this service", () => {
    expect(find(`Your parcel: ${origin}/s/tok_1.`)).toEqual({ numbers: [], tokens: ["tok_1"] });
  });

  it("Finds nothing in a text without numbers", () => {
    expect(find("See you tomorrow at 10, room 12.")).toEqual({ numbers: [], tokens: [] });
  });
});
