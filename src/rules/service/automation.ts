/** What may be switched between automatic and manual, and how it stands: causes of warnings that file by themselves, then classes of the coding scheme. */
import type { AutomationRow } from '../../domain/catalogues';
import type { RulesEngine } from '../engine';
import type { RuleSet } from '../ruleSet';

export function automationRows({ filing, thresholds, ai }: Pick<RuleSet, 'filing' | 'thresholds' | 'ai'>, engine: Pick<RulesEngine, 'isAutomatic' | 'closesByItself'>): readonly AutomationRow[] {
  const names = new Map<string, { readonly zh: string; readonly en: string }>([...ai.classes.map((row) => [row.id, row] as const), ...thresholds.properties.map((row) => [row.key, row] as const)]);
  // a cause that no line files by itself has nothing to switch
  const causes = [...new Set(filing.autoFiling.flatMap((line) => (line.cause === '*' || !line.automatic ? [] : [line.cause])))];
  const row = (code: string, kind: AutomationRow['kind'], { zh, en }: { readonly zh: string; readonly en: string }): AutomationRow => ({ code, kind, zh, en, automatic: engine.isAutomatic(code), closes: kind === 'cause' ? null : engine.closesByItself(code) });
  return [
    ...causes.map((cause) => row(cause, 'cause', names.get(cause) ?? { zh: cause, en: cause })),
    ...(filing.classes ?? []).map((entry) => row(`${entry.category}:${entry.code}`, entry.category, entry)),
  ];
}
