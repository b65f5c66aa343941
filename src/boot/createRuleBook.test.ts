import { describe, expect, it } from 'vitest';
import filing from '../../public/rules/yuzhong/filing.json';
import preplans from '../../public/rules/yuzhong/preplans.json';
import thresholds from '../../public/rules/yuzhong/thresholds.json';
import { createRuleBook } from './createRuleBook';

const files: Readonly<Record<string, unknown>> = { 'filing.json': filing, 'preplans.json': preplans, 'thresholds.json': thresholds };
const answer = (input: unknown): Promise<Response> => { const file = files[String(input).split('/').at(-1) ?? '']; return Promise.resolve(file ? Response.json(file) : new Response('', { status: 404 })); };

describe('the rule book', () => {
  it('knows the preplans with their causes and which properties are counters', async () => {
    const book = createRuleBook('http://city/rules/', answer as typeof fetch);
    const plans = await book.preplans();
    expect(plans).toHaveLength(preplans.preplans.length);
    expect(plans.find((plan) => plan.id === 'PP-SEPTIC')).toMatchObject({ cause: 'septicGasCh4', level: 'II', steps: preplans.preplans[0]!.steps.length });
    expect(await book.counters()).toEqual(['footbridgeLoad']);
    const evaluation = await book.evaluation();
    expect([evaluation?.industryOf.get('cover-missing'), evaluation?.filingMinutes, evaluation?.weights['onTimeHandling']]).toEqual(['municipal', 60, 20]);
  });
  it('is empty for a city without rule files', async () => {
    const book = createRuleBook('http://city/rules/', () => Promise.resolve(new Response('', { status: 404 })));
    expect([await book.preplans(), await book.counters(), await book.units()]).toEqual([[], [], []]);
  });
});
