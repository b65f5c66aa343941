/** Turns what a feed batch changed into uploads: state rows, poses of moving parts, marks, water levels. The scene reads the store, never writes it. */
import { WUSONG_TO_ORTHOMETRIC } from '../domain/highWater';
import { LEVEL_BY_RANK, STATE_BYTES, type LevelRank } from '../domain/state';
import { toObjectId } from '../domain/ids';
import type { CityDiff, CityStore } from '../state/city/CityStore';
import type { CityLayer } from './city/createCityLayer';
import type { PoseTable } from './city/PoseTable';
import type { StateTable } from './city/StateTable';
import type { Overlay } from './overlay/createOverlay';
import type { Waters } from './water/createWaters';

/** The one property that moves a surface: a stage above the Wusong datum, metres (feed contract). */
const stageProperty = 'riverWaterLevel';
/** The property that says a reach's class, 1 (I) to 6 (worse than V); GB 3838-2002 by the worst single index. */
const classProperty = 'waterQualityClass';

export interface SceneParts { readonly store: CityStore; readonly state: StateTable; readonly pose: PoseTable; readonly city: CityLayer; readonly overlay: Overlay; readonly waters: Waters; readonly requestRender: () => void }

export function syncScene({ store, state, pose, city, overlay, waters, requestRender }: SceneParts, selected: () => number | null): { apply(diff: CityDiff): void; applyAll(): void } {
  function syncWaters(): void {
    for (const reach of waters.reaches) {
      const rank = Math.min(4, store.stateBytes[reach.index * STATE_BYTES] ?? 0) as LevelRank;
      waters.mark(reach.id, LEVEL_BY_RANK[rank] === undefined ? 0 : rank, selected() === reach.index);
      const quality = store.readings(toObjectId(reach.id)).find((item) => item.property.key === classProperty);
      const known = quality !== undefined && quality.value !== null && quality.quality !== 'bad' && quality.quality !== 'missing';
      waters.setClass(reach.id, known ? Math.min(6, Math.max(1, Math.round(quality.value ?? 1))) : null, known && quality.freshness !== 'stale' && quality.freshness !== 'missing');
      if (reach.gaugeId === null) continue;
      const reading = store.readings(toObjectId(reach.gaugeId)).find((item) => item.property.key === stageProperty);
      if (reading && reading.value !== null && reading.quality !== 'bad' && reading.quality !== 'missing') waters.setLevel(reach.id, reading.value + WUSONG_TO_ORTHOMETRIC);
    }
  }

  function syncFeed(): void {
    const { phase } = store.connection;
    city.setFeedStale(phase === 'stale' || phase === 'refused');
    city.setWindowsDimmed(store.warnings().some((warning) => warning.state === 'active_unack' && (warning.level === 'I' || warning.level === 'II')));
  }

  /** Rows of the objects whose warnings changed; an ended one is in the batch's own rows, for its level changed too. */
  function rowsOf({ warningsChanged }: CityDiff): Uint32Array {
    const rows = warningsChanged.map((id) => store.warning(id)).map((warning) => (warning === null ? null : store.catalogue.indexOf(warning.objectId)));
    return Uint32Array.from(rows.filter((row) => row !== null));
  }

  return {
    apply: (diff) => {
      if (diff.rows === 'all') state.refreshAll(); else state.refresh(diff.rows);
      pose.refresh();
      if (diff.connectionChanged) syncFeed();
      if (diff.warningsChanged.length > 0) { syncFeed(); overlay.stateChanged(rowsOf(diff)); }
      overlay.stateChanged(diff.rows);
      if (diff.moved.length > 0) overlay.placesChanged();
      syncWaters();
      if (city.upload()) requestRender();
    },
    applyAll: () => { state.refreshAll(); pose.refresh(); syncFeed(); overlay.stateChanged('all'); overlay.placesChanged(); syncWaters(); if (city.upload()) requestRender(); },
  };
}
