/** A device in a state, in words; a number where the rules give no name. */
import type { DeviceRule, RuleSet } from '../ruleSet';

export function deviceWords({ thresholds }: Pick<RuleSet, 'thresholds'>, device: string, state: number): { readonly zh: string; readonly en: string } {
  const rule: DeviceRule | undefined = thresholds.devices?.find((one) => one.device === device);
  const name = rule?.states.find((one) => one.value === state);
  return { zh: `${rule?.zh ?? device}：${name?.zh ?? `状态 ${state}`}`, en: `${rule?.en ?? device}: ${name?.en ?? `state ${state}`}` };
}
