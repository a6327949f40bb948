import { describe, expect, it } from "vitest";
import { detect } from "../../pwa/src/offline/carriers";
import { splitNumbers } from "../../pwa/src/offline/numbers";

const split = (text: string) => splitNumbers(text, (number) => detect(number).candidates.length > 0);

describe("splitNumbers", () => {
  it.each([
    ["one per line", "1Z999AA10123456784\n09445440654321", ["1Z999AA10123456784", "09445440654321"]],
    [
      "any separator",
      "1Z999AA10123456784, RR123456785DE;H10050000|Z10060000",
      ["1Z999AA10123456784", "RR123456785DE", "H10050000", "Z10060000"],
    ],
    ["a number written in groups", "1Z 999 AA1 01 2345 6784", ["1Z999AA10123456784"]],
    ["a postal number in groups", "RR 123 456 785 DE", ["RR123456785DE"]],
    [
      "numbers with a blank between",
      "1Z999AA10123456784 RR123456785DE",
      ["1Z999AA10123456784", "RR123456785DE"],
    ],
    ["lower case and dashes", "rr-123456785-de", ["RR123456785DE"]],
    ["the same twice", "RR123456785DE\nrr123456785de", ["RR123456785DE"]],
    ["words without a digit", "hello there\nRR123456785DE", ["RR123456785DE"]],
    ["nothing", "  \n , ; ", []],
  ])("Reads %s", (_, text, numbers) => {
    expect(split(text)).toEqual(numbers);
  });

  it("Takes fifty at most, and none that is longer than a number can be", () => {
    const many = Array.from({ length: 80 }, (_, index) => `NUMBER${1000 + index}`).join("\n");
    expect(split(many)).toHaveLength(50);
    expect(split("1".repeat(65))).toEqual([]);
  });
});
