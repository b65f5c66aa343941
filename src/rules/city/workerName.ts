/** What a field worker is called, masked: one lookup for tasks, sessions and cards. Without a name, the name of the object. */
import type { EngineCity } from '../engineCity';

export const workerName = (city: Pick<EngineCity, 'attribute' | 'namesZh'>, object: number): string => String(city.attribute(object, 'personMasked') ?? city.namesZh[object] ?? '');
