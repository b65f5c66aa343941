/**
 * Keeps of a track what a straight line cannot tell: a place is dropped when everything between its neighbours lies within
 * MOVE_TOLERANCE_M of the line, at its time, and the line is no longer than MOVE_WINDOW_MS. Places come in order of time.
 */
import { MOVE_TOLERANCE_M, MOVE_WINDOW_MS } from './Segment';

export interface TrackPlace { readonly at: number; readonly lon: number; readonly lat: number; readonly heading: number }
export interface LineKeeper {
  add(object: number, place: TrackPlace): void;
  /** Keeps the newest place of every object; more may follow. */
  flush(): void;
}

const METRES_PER_DEGREE = 111_320;

function isOnLine(from: TrackPlace, to: TrackPlace, between: TrackPlace, shrink: number): boolean {
  const f = (between.at - from.at) / (to.at - from.at || 1);
  const x = (from.lon + (to.lon - from.lon) * f - between.lon) * METRES_PER_DEGREE * shrink;
  const y = (from.lat + (to.lat - from.lat) * f - between.lat) * METRES_PER_DEGREE;
  return x * x + y * y <= MOVE_TOLERANCE_M * MOVE_TOLERANCE_M;
}

export function createLineKeeper(keep: (object: number, place: TrackPlace) => void): LineKeeper {
  const tracks = new Map<number, { last: TrackPlace; between: TrackPlace[] }>();
  return {
    add(object, place) {
      const track = tracks.get(object);
      if (!track) {
        tracks.set(object, { last: place, between: [] });
        keep(object, place);
        return;
      }
      const newest = track.between.at(-1) ?? track.last;
      if (place.at <= newest.at) return;
      const shrink = Math.cos((place.lat * Math.PI) / 180);
      if (track.between.length > 0 && (place.at - track.last.at > MOVE_WINDOW_MS || !track.between.every((item) => isOnLine(track.last, place, item, shrink)))) {
        keep(object, newest);
        track.last = newest;
        track.between = [];
      }
      track.between.push(place);
    },
    flush() {
      for (const [object, track] of tracks) {
        const newest = track.between.at(-1);
        if (!newest) continue;
        keep(object, newest);
        track.last = newest;
        track.between = [];
      }
    },
  };
}
