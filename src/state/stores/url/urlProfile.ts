/** Viewing profile of the installation: `profile=pitchMm,farM` or `profile=pitchMm,farM,nearM`. */
import type { ViewingProfile } from '../installation';
import type { UrlFact } from './UrlFact';

const NUMBER = /^\d{1,3}(?:\.\d{1,4})?$/;

export const urlProfile: UrlFact<ViewingProfile | null> = {
  name: 'profile',
  default: null,
  parse(text) {
    const parts = text.split(',');
    if (parts.length < 2 || parts.length > 3 || !parts.every((part) => NUMBER.test(part))) return null;
    const [pitchMm, farM, nearM] = parts.map(Number) as [number, number, number | undefined];
    if (pitchMm < 0.05 || pitchMm > 20 || farM < 0.3 || farM > 60) return null;
    const near = nearM ?? Math.min(farM, Math.max(pitchMm, farM / 2));
    return near > 0 && near <= farM ? { pitchMm, farM, nearM: near } : null;
  },
  write: (profile) => (profile === null ? null : `${profile.pitchMm},${profile.farM},${profile.nearM}`),
};
