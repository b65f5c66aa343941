/** The demo city's rules as they lie in `public/rules/yuzhong`, for tests and benches; the faces read the files themselves. */
import ai from '../../public/rules/yuzhong/aiClasses.json';
import calendar from '../../public/rules/yuzhong/calendar.json';
import filing from '../../public/rules/yuzhong/filing.json';
import preplans from '../../public/rules/yuzhong/preplans.json';
import roles from '../../public/rules/yuzhong/roles.json';
import thresholds from '../../public/rules/yuzhong/thresholds.json';
import units from '../../public/rules/yuzhong/units.json';
import type { RuleSet } from '../../src/rules/ruleSet';

export const DEMO_RULES = { ai, calendar, filing, preplans, roles, thresholds, units } as unknown as RuleSet;
