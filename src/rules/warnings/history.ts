/** The readings of the last hours of one stream, for rates of change and moving sums. */
import { HOUR } from './plans';

export interface History {
  add(at: number, value: number): void;
  /** Greatest rise (falling: drop) to `value` within the last hour, in units. */
  changeInHour(at: number, value: number, falling: boolean): number;
  /** Sum over the last `hours`. `sumHours` > 0: values are moving sums over so long, and the spans are put side by side. */
  sum(at: number, hours: number, sumHours: number): number;
}

export function createHistory(hours: number): History {
  let times: number[] = [];
  let values: number[] = [];
  let head = 0;
  /** Latest value at or before `at` and not older than `within` ms before it; 0 when there is none: unknown rain is not rain. */
  const valueAt = (at: number, within: number): number => {
    for (let k = times.length - 1; k >= head; k--) {
      const time = times[k] as number;
      if (time <= at) return time > at - within ? (values[k] as number) : 0;
    }
    return 0;
  };
  return {
    add(at, value) {
      times.push(at);
      values.push(value);
      while (head < times.length && (times[head] as number) < at - hours * HOUR) head++;
      if (head > 512 && head * 2 > times.length) { times = times.slice(head); values = values.slice(head); head = 0; }
    },
    changeInHour(at, value, falling) {
      let most = 0;
      for (let k = times.length - 1; k >= head && (times[k] as number) >= at - HOUR; k--) {
        const change = falling ? (values[k] as number) - value : value - (values[k] as number);
        if (change > most) most = change;
      }
      return most;
    },
    sum(at, span, sumHours) {
      let total = 0;
      if (sumHours > 0) {
        for (let back = 0; back < span; back += sumHours) total += valueAt(at - back * HOUR, sumHours * HOUR);
        return total;
      }
      for (let k = times.length - 1; k >= head && (times[k] as number) > at - span * HOUR; k--) total += values[k] as number;
      return total;
    },
  };
}
