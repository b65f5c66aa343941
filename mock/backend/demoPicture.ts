/** Pictures of the demo's own cases: drawn, never photographed, and saying so. Their address tells everything that is drawn. */
import type { Detection } from '../../src/domain/detection';
import { drawnPicture as paint } from '../../src/design/tokens';
import { hash, hashText, unit } from './hash';


/** Address of a drawn picture relative to the API base. `subject`: rule or class id; `key`: anything that tells one case from another. */
export const demoPictureUrl = (moment: 'seen' | 'before' | 'after', subject: string, key: string): string => `media/demo-${moment}-${safe(subject)}-${hashText(key).toString(36)}`;
const safe = (word: string): string => word.replaceAll(/[^\w]+/g, '_').slice(0, 60) || 'case';

const escape = (word: string): string => word.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const MOMENTS: Readonly<Record<string, string>> = { seen: '识别抓拍 snapshot', before: '处置前 before', after: '处置后 after' };
const heapLeft = (seed: number): number => 60 + Math.round(unit(seed, 3) * 380);
const oneOf = (colours: readonly string[], seed: number, k: number): string => colours[hash(seed, k) % colours.length] ?? colours[0] ?? paint.ink;

/** Null when the id is not one of ours. `nameOf` gives the words of a subject. */
export function drawDemoPicture(id: string, nameOf: (subject: string) => { readonly zh: string; readonly en: string } | null): string | null {
  const parts = /^demo-(seen|before|after)-(\w{1,60})-([0-9a-z]{1,10})$/.exec(id);
  if (!parts) return null;
  const [, moment = 'before', subject = '', key = ''] = parts;
  const seed = hashText(`${subject} ${key}`);
  const named = nameOf(subject);
  const after = moment === 'after';
  const shop = Array.from({ length: 5 }, (_, k) => {
    const height = 150 + Math.round(unit(seed, k) * 90);
    return `<rect x="${k * 130 - 10}" y="${250 - height}" width="118" height="${height}" fill="${oneOf(paint.facades, seed, k + 9)}"/>`;
  }).join('');
  const left = heapLeft(seed);
  const heap = after ? '' : Array.from({ length: 14 }, (_, k) => {
    const x = left + Math.round(unit(seed, k + 20) * 150);
    return `<ellipse cx="${x}" cy="${330 - Math.round(unit(seed, k + 40) * 34)}" rx="${12 + Math.round(unit(seed, k + 60) * 22)}" ry="${8 + Math.round(unit(seed, k + 80) * 14)}" fill="${oneOf(paint.heaps, seed, k)}"/>`;
  }).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" width="640" height="400" font-family="sans-serif">
<rect width="640" height="400" fill="${paint.sky}"/>${shop}<rect y="250" width="640" height="60" fill="${paint.pavement}"/><rect y="310" width="640" height="90" fill="${paint.road}"/>
<path d="M0 355h640" stroke="${paint.marking}" stroke-width="4" stroke-dasharray="36 28"/>${heap}
<rect width="640" height="44" fill="${paint.band}" fill-opacity=".82"/><text x="16" y="29" fill="${paint.ink}" font-size="19">演示图片 · Demo picture, drawn · ${MOMENTS[moment] ?? ''}</text>
<text x="16" y="388" fill="${paint.ink}" font-size="17">${escape(named ? `${named.zh} · ${named.en}` : subject.replaceAll('_', ' '))}</text>
<path d="M0 400L640 0" stroke="${paint.ink}" stroke-opacity=".14" stroke-width="40"/></svg>`;
}

/** A detection with the drawn picture of what the camera saw, and the box around it. */
export function withSnapshot(detection: Detection): Detection {
  const subject = safe(detection.aiClass), url = demoPictureUrl(detection.clear ? 'after' : 'seen', subject, detection.id);
  const left = heapLeft(hashText(`${subject} ${hashText(detection.id).toString(36)}`));
  // the heap of drawDemoPicture with a margin, as shares of 640 × 400
  return { ...detection, picture: url, box: detection.clear ? null : { x: (left - 36) / 640, y: 280 / 400, width: 222 / 640, height: 74 / 400 } };
}

/** Address of what a camera of the demo would show at a time, ms. */
export const cameraPictureUrl = (cameraId: string, at: number): string => `media/demo-camera-${safe(cameraId)}-${Math.floor(at / 1000).toString(36)}`;
/** Null when the id is not one of ours. `nameOf` gives the camera's name by the word its id became. */
export function drawCameraPicture(id: string, nameOf: (subject: string) => { readonly zh: string; readonly en: string } | null): string | null {
  const parts = /^demo-camera-(\w{1,60})-([0-9a-z]{1,9})$/.exec(id);
  if (!parts) return null;
  const [, subject = '', key = ''] = parts;
  const seed = hashText(subject), seconds = Number.parseInt(key, 36);
  const named = nameOf(subject);
  const houses = Array.from({ length: 6 }, (_, k) => { const height = 70 + Math.round(unit(seed, k) * 110); return `<rect x="${k * 112 - 20}" y="${210 - height}" width="104" height="${height}" fill="${oneOf(paint.facades, seed, k + 9)}"/>`; }).join('');
  // what drives by stands elsewhere in every picture
  const cars = Array.from({ length: 4 }, (_, k) => { const x = Math.round(((unit(seed, k + 30) * 700 + seconds * (18 + 12 * unit(seed, k + 40))) % 760) - 60); return `<rect x="${x}" y="${252 + (k % 2) * 44}" width="58" height="22" rx="6" fill="${oneOf(paint.cars, seed, k + 50)}"/>`; }).join('');
  const clock = new Date(seconds * 1000 + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360" font-family="sans-serif">
<rect width="640" height="360" fill="${paint.duskSky}"/>${houses}<rect y="210" width="640" height="28" fill="${paint.pavement}"/><rect y="238" width="640" height="122" fill="${paint.asphalt}"/>
<path d="M0 288h640" stroke="${paint.marking}" stroke-width="3" stroke-dasharray="34 26"/>${cars}
<rect width="640" height="40" fill="${paint.band}" fill-opacity=".82"/><text x="14" y="27" fill="${paint.ink}" font-size="19">演示画面 · Demo picture, drawn</text><text x="626" y="27" fill="${paint.ink}" font-size="19" text-anchor="end">${clock}</text>
<text x="14" y="344" fill="${paint.ink}" font-size="18">${escape(named ? `${named.zh} · ${named.en}` : subject.replaceAll('_', '-'))}</text></svg>`;
}
