import { describe, expect, it } from 'vitest';
import { createMediaStore, MAX_PHOTO, MAX_PHOTOS } from './mediaStore';

const dataUrl = (bytes: readonly number[], type = 'image/jpeg'): string => `data:${type};base64,${btoa(String.fromCharCode(...bytes))}`;
const JPEG = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 9];
const WEBP = [...'RIFFxxxxWEBPVP8 '].map((letter) => letter.charCodeAt(0));
let keys = 0;
const store = (): ReturnType<typeof createMediaStore> => createMediaStore(() => `key${++keys}`);

describe('photos of reports', () => {
  it('keep the type that their first bytes say, whatever the sender calls them', () => {
    const media = store();
    const kept = media.keep([dataUrl(JPEG, 'text/html'), dataUrl(PNG), dataUrl(WEBP)], 5);
    if (typeof kept === 'string') throw new Error(kept);
    expect(kept.map((picture) => media.get(picture.id)?.type)).toEqual(['image/jpeg', 'image/png', 'image/webp']);
    expect([...(media.get(kept[0]?.id ?? '')?.bytes ?? [])]).toEqual(JPEG);
  });

  it.each([
    ['a web page', 'data:text/html;base64,PHNjcmlwdD4=', /no JPEG, PNG or WebP/],
    ['an SVG', dataUrl([...'<svg xmlns'].map((letter) => letter.charCodeAt(0)), 'image/svg+xml'), /no JPEG, PNG or WebP/],
    ['an address', 'https://example.org/a.jpg', /data URL/],
    ['broken base64', 'data:image/jpeg;base64,***', /base64/],
    ['plain text data', 'data:image/jpeg,abc', /base64 data URL/],
    ['a number', 7, /data URL/],
  ])('refuse %s with a sentence', (_, photo, words) => {
    expect(store().keep([dataUrl(JPEG), photo], 0)).toMatch(words);
  });

  it('refuse what is too large or too many, and keep nothing of it', () => {
    const media = store();
    const large = `data:image/jpeg;base64,${'A'.repeat(Math.ceil((MAX_PHOTO * 4) / 3) + 16)}`;
    expect(media.keep([large], 0)).toMatch(/larger than 400 kB/);
    expect(media.keep(Array.from({ length: MAX_PHOTOS + 1 }, () => dataUrl(JPEG)), 0)).toMatch(/at most/);
    const kept = media.keep([dataUrl(JPEG)], 0);
    if (typeof kept === 'string') throw new Error(kept);
    media.drop(kept);
    expect(media.get(kept[0]?.id ?? '')).toBeNull();
  });
});
