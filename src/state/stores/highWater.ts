/**
 * High water as the gauges tell it: which roads lie under the drawn surface, and what three more hours of the same rise would reach.
 * The rivers' sheets and these figures go by the same stage of the same gauge, so that picture, strip and card agree.
 */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Figure } from '../../domain/figure';
import { floodedRoads, floodedStretches, risePerHour, WUSONG_TO_ORTHOMETRIC, type LowRoad } from '../../domain/highWater';
import { toObjectId, type ObjectId } from '../../domain/ids';
import type { LevelRank } from '../../domain/state';
import { useCity, type CityWater } from './city';
import { usePorts } from './providePorts';
import type { Cancel } from './Timers';

/** The one property that moves a surface: a stage above the Wusong datum, metres (feed contract). */
export const STAGE_PROPERTY = 'riverWaterLevel';
/** A rise above rest from which the roads are looked at: nobody wants to know before. Metres. */
const NOTABLE_RISE = 4;
/** A stage that moved less is the same stage, metres. */
const STAGE_STEP = 0.05;
/** The rise is learnt from so long a past, and anew after so long, ms. */
const RISE_WINDOW_MS = 3_600_000;
const RISE_EVERY_MS = 300_000;
export const FORECAST_HOURS = [1, 2, 3] as const;

export interface Stage { readonly gaugeId: ObjectId; readonly nameZh: string; readonly nameEn: string; /** Metres, Wusong. */ readonly level: number; readonly rank: LevelRank; readonly rise: number | null }
export interface Outlook { readonly hours: number; readonly level: number; readonly metres: number }

export const useHighWater = defineStore('highWater', () => {
  const city = useCity();
  const roads = shallowRef<readonly LowRoad[] | null>(null);
  const stages = shallowRef<readonly Stage[]>([]);
  const rises = shallowRef<ReadonlyMap<ObjectId, number | null>>(new Map());
  /** Metres above rest of the highest water. */
  const above = ref(0);
  let asked = false;
  let riseAt = -Infinity;

  const levelOf = (gaugeId: string): number | null => stages.value.find((stage) => stage.gaugeId === gaugeId)?.level ?? null;
  const surfaceOf = (more: number) => {
    const gauge = new Map(city.waters.map((water) => [water.id, water.gaugeId]));
    return (waterId: string): number | null => {
      const gaugeId = gauge.get(waterId);
      const level = gaugeId === undefined ? null : levelOf(gaugeId);
      return level === null ? null : level + WUSONG_TO_ORTHOMETRIC + more * (rises.value.get(toObjectId(gaugeId ?? '')) ?? 0);
    };
  };
  const stretches = computed(() => (roads.value === null || above.value < NOTABLE_RISE ? [] : floodedStretches(roads.value, surfaceOf(0))));
  const flooded = computed(() => floodedRoads(stretches.value));
  const metres = computed(() => flooded.value.reduce((sum, road) => sum + road.metres, 0));
  /** The highest gauge speaks for the outlook. */
  const leading = computed<Stage | null>(() => stages.value.reduce<Stage | null>((best, stage) => (best === null || stage.rank > best.rank || (stage.rank === best.rank && stage.level > best.level) ? stage : best), null));
  const outlook = computed<readonly Outlook[]>(() => {
    const stage = leading.value;
    if (!stage || stage.rise === null || roads.value === null) return [];
    const known = roads.value;
    return FORECAST_HOURS.map((hours) => ({ hours, level: stage.level + (stage.rise ?? 0) * hours, metres: floodedStretches(known, surfaceOf(hours)).reduce((sum, item) => sum + item.metres, 0) }));
  });
  const isOn = computed(() => above.value >= NOTABLE_RISE && (stages.value.some((stage) => stage.rank > 0) || stretches.value.length > 0));
  const figures = computed<readonly Figure[]>(() => stretches.value.map(({ coordinates }, k) => ({
    id: `water ${k}`, shape: 'line', tone: 'water', coordinates, radiusMetres: null, bearing: null, spread: null, arrows: false, labelZh: '', labelEn: '', objectId: null, from: 0, until: null,
  })));

  function readStage(water: CityWater): Stage | null {
    const { store } = usePorts();
    const gaugeId = toObjectId(water.gaugeId);
    const index = store.catalogue.indexOf(gaugeId);
    const reading = store.readings(gaugeId).find((item) => item.property.key === STAGE_PROPERTY);
    // an old or bad stage claims nothing
    if (index === null || !reading || reading.value === null || reading.quality === 'bad' || reading.quality === 'missing' || reading.freshness === 'stale' || reading.freshness === 'missing') return null;
    const names = store.catalogue.summary(index);
    return { gaugeId, nameZh: names?.nameZh ?? '', nameEn: names?.nameEn ?? '', level: reading.value, rank: reading.rank, rise: rises.value.get(gaugeId) ?? null };
  }

  function learnRise(now: number): void {
    if (Math.abs(now - riseAt) < RISE_EVERY_MS) return;
    riseAt = now;
    const { ports } = usePorts();
    const gauges = [...new Set(stages.value.map((stage) => stage.gaugeId))];
    void Promise.all(gauges.map(async (id) => {
      try { const { times, values } = await ports.history(id, STAGE_PROPERTY, now - RISE_WINDOW_MS, now); return [id, risePerHour(times, values)] as const; } catch { return [id, null] as const; }
    })).then((found) => { if (riseAt === now) { rises.value = new Map(found); refresh(); } });
  }

  function refresh(): void {
    const { ports, store } = usePorts();
    if (!ports.hasFeed) return;
    const byGauge = new Map<string, CityWater>();
    for (const water of city.waters) if (!byGauge.has(water.gaugeId)) byGauge.set(water.gaugeId, water);
    const next = [...byGauge.values()].flatMap((water) => readStage(water) ?? []);
    const same = next.length === stages.value.length && next.every((stage, k) => {
      const old = stages.value[k];
      return old !== undefined && old.gaugeId === stage.gaugeId && old.rank === stage.rank && old.rise === stage.rise && Math.abs(old.level - stage.level) < STAGE_STEP;
    });
    if (same) { if (above.value >= NOTABLE_RISE) learnRise(store.serverNow()); return; }
    stages.value = next;
    above.value = next.reduce((most, stage) => Math.max(most, stage.level + WUSONG_TO_ORTHOMETRIC - (byGauge.get(stage.gaugeId)?.elevation ?? Infinity)), 0);
    if (above.value < NOTABLE_RISE) return;
    learnRise(store.serverNow());
    if (asked) return;
    asked = true;
    void ports.lowRoads().then((found) => { roads.value = found; }, () => { asked = false; });
  }

  function start(): Cancel {
    const unsubscribe = usePorts().store.subscribe(refresh);
    refresh();
    return unsubscribe;
  }

  return { roads, stages, above, stretches, flooded, metres, leading, outlook, isOn, figures, start };
});
