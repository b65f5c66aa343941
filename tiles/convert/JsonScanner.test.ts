import { describe, expect, test } from 'vitest';
import { JsonScanner } from './JsonScanner';

function scan(text: string, chunkSize: number): { elements: string[]; values: string[]; heads: string[]; lines: number[]; complete: boolean } {
  const result = { elements: [] as string[], values: [] as string[], heads: [] as string[], lines: [] as number[], complete: false };
  const scanner = new JsonScanner({
    onFeatures: (head) => result.heads.push(head),
    onElement: (element, line) => { result.elements.push(element); result.lines.push(line); },
    onValue: (value, line, hadFeatures) => { result.values.push(hadFeatures ? `list ${value}` : value); if (!hadFeatures) result.lines.push(line); },
  });
  const bytes = Buffer.from(text);
  for (let i = 0; i < bytes.length; i += chunkSize) scanner.write(bytes.subarray(i, i + chunkSize));
  scanner.end();
  result.complete = scanner.isComplete;
  return result;
}

const collection = '{"type":"FeatureCollection","name":"a \\"features\\": [1]",\n"features":[\n{"a":"}]{\\\\","features":[1,2]},\nnull, 12 ,"x,y"\n],"tail":{"features":[3]}}';

describe('JsonScanner', () => {
  test.each([1, 2, 3, 7, 64, 4096])('cuts a collection into elements, in chunks of %i bytes', (size) => {
    const result = scan(collection, size);
    expect(result.elements).toEqual(['{"a":"}]{\\\\","features":[1,2]}', 'null', '12', '"x,y"']);
    expect(result.heads).toEqual(['{"type":"FeatureCollection","name":"a \\"features\\": [1]",\n"features":[]}']);
    expect(result.values).toEqual(['list {"type":"FeatureCollection","name":"a \\"features\\": [1]",\n"features":[],"tail":{"features":[3]}}']);
    expect(result.lines).toEqual([3, 4, 4, 4]);
    expect(result.complete).toBe(true);
  });
  test.each([1, 5, 100])('takes newline-delimited values one by one, in chunks of %i bytes', (size) => {
    expect(scan('{"a":1}\n\x1e{"名":"中文"}\r\n{"c":[1,{"d":2}]}', size).values).toEqual(['{"a":1}', '{"名":"中文"}', '{"c":[1,{"d":2}]}']);
  });
  test('an escaped key at depth one is no features list', () => expect(scan('{"fea\\u0074ures":[1]}', 3).values).toEqual(['{"fea\\u0074ures":[1]}']));
  test('knows that a stream is cut short', () => {
    expect(scan('{"features":[{"a":1},{"b":', 4).complete).toBe(false);
    expect(scan('{"a":"unfinished', 4).complete).toBe(false);
  });
  test('reads bare words', () => expect(scan('null', 2).values).toEqual(['null']));
});
