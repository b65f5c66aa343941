/** Whether a further rule of a property holds for a reading: its magnitude (with the clearing point once it has fired) and what stands around it. */
import type { EngineCity } from '../engineCity';
import type { LevelRule } from '../ruleSet';
import type { History } from './history';
import { clearingPoint, shareLimit, targetOf, type Plan } from './plans';
import type { Surroundings } from './surroundings';

export interface Reading { readonly object: number; readonly stream: number; readonly value: number; readonly at: number }
export interface Conditions {
  /** Value, range, rate, window, background, share and target; `kept` asks with the clearing points instead of the triggers. */
  magnitude(plan: Plan, rule: LevelRule, reading: Reading, kept: boolean): boolean;
  /** Another property and an actuator, as they are now. */
  standing(rule: LevelRule, object: number): boolean;
}

export function createConditions(city: EngineCity, around: Surroundings, lastValue: Float64Array, historyOf: (stream: number) => History | undefined, isFalling: (property: string) => boolean): Conditions {
  return {
    magnitude({ row, falling }, rule, { object, stream, value, at }, kept) {
      const reaches = (figure: number, limit: number, down = falling): boolean => {
        const edge = kept ? clearingPoint(row.clear, down, limit) : limit;
        return down ? figure <= edge : figure >= edge;
      };
      if (rule.windowHours !== undefined) {
        if (!reaches(historyOf(stream)?.sum(at, rule.windowHours, row.sumHours ?? 0) ?? 0, rule.value ?? Infinity)) return false;
      } else if (rule.value !== undefined && !(row.direction === 'state' ? value === rule.value : reaches(value, rule.value))) return false;
      if (rule.low !== undefined || rule.high !== undefined) {
        const low = rule.low === undefined ? -Infinity : kept ? clearingPoint(row.clear, true, rule.low) : rule.low;
        const high = rule.high === undefined ? Infinity : kept ? clearingPoint(row.clear, false, rule.high) : rule.high;
        if (value >= low && value <= high) return false;
      }
      if (rule.perHour !== undefined && !reaches(historyOf(stream)?.changeInHour(at, value, falling) ?? 0, rule.perHour, false)) return false;
      if (rule.aboveBackground !== undefined) {
        const over = value - around.background(stream, rule.backgroundMetres ?? Infinity, at);
        // an unknown background raises nothing and clears nothing
        if (Number.isNaN(over) ? !kept : !reaches(over, rule.aboveBackground, false)) return false;
      }
      if (rule.worseThanTarget !== undefined && !(value - (targetOf(city, object) ?? Infinity) >= rule.worseThanTarget)) return false;
      return !rule.shareOf || reaches(value, shareLimit(rule.shareOf, city, object) ?? Infinity);
    },
    standing({ and, device }, object) {
      if (device && around.device(object, device.device) !== device.state) return false;
      if (!and) return true;
      const stream = around.other(object, and);
      if (stream < 0) return false;
      const figure = lastValue[stream] as number;
      return isFalling(and.property) ? figure <= and.value : figure >= and.value;
    },
  };
}
